package dev.weft;

import dev.weft.abi.Woven;
import org.jspecify.annotations.Nullable;

/**
 * A piece of asynchronous code in direct style that takes an argument and returns nothing; a lambda
 * or a class of it may call {@link Weft#await(Future) await}. See {@link AsyncLambda}.
 *
 * @param <T> the type of the argument
 * @param <E> the checked exception that the code may throw
 */
@AsyncLambda
@FunctionalInterface
@Woven(version = 1, companion = "dev/weft/abi/WovenConsumer")
public interface AsyncConsumer<T extends @Nullable Object, E extends Exception> {
  /**
   * Runs the code. A call suspends the async code that it stands in.
   *
   * @param argument the argument
   * @throws E if the code fails
   * @throws IllegalStateException if the code awaits and the caller isn't async
   */
  void accept(T argument) throws E;
}
