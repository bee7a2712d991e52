package dev.weft;

import dev.weft.abi.Woven;
import org.jspecify.annotations.Nullable;

/**
 * A piece of asynchronous code in direct style that returns a plain value; a lambda or a class of
 * it may call {@link Weft#await(Future) await}. See {@link AsyncLambda}.
 *
 * <p>Pass it to {@link Weft#async}, {@link Weft#spawn} and the like. Each start is a new run.
 *
 * @param <T> the type of the value
 * @param <E> the checked exception that the code may throw
 */
@AsyncLambda
@FunctionalInterface
@Woven(version = 1, companion = "dev/weft/abi/WovenCallable")
public interface AsyncCallable<T extends @Nullable Object, E extends Exception> {
  /**
   * Runs the code. A call suspends the async code that it stands in.
   *
   * @return the value
   * @throws E if the code fails
   * @throws IllegalStateException if the code awaits and the caller isn't async
   */
  T call() throws E;
}
