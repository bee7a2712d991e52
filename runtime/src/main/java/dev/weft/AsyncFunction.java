package dev.weft;

import dev.weft.abi.Woven;
import org.jspecify.annotations.Nullable;

/**
 * A piece of asynchronous code in direct style that takes an argument and returns a plain value; a
 * lambda or a class of it may call {@link Weft#await(Future) await}. See {@link AsyncLambda}.
 *
 * @param <T> the type of the argument
 * @param <R> the type of the value
 * @param <E> the checked exception that the code may throw
 */
@AsyncLambda
@FunctionalInterface
@Woven(version = 1, companion = "dev/weft/abi/WovenFunction")
public interface AsyncFunction<
    T extends @Nullable Object, R extends @Nullable Object, E extends Exception> {
  /**
   * Runs the code. A call suspends the async code that it stands in.
   *
   * @param argument the argument
   * @return the value
   * @throws E if the code fails
   * @throws IllegalStateException if the code awaits and the caller isn't async
   */
  R apply(T argument) throws E;
}
