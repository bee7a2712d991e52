package dev.weft;

import dev.weft.abi.Woven;

/**
 * A piece of asynchronous code in direct style without a value; a lambda or a class of it may call
 * {@link Weft#await(Future) await}. See {@link AsyncLambda}.
 *
 * <p>Pass it to {@link Weft#async}, {@link Weft#spawn} and the like. Each start is a new run.
 *
 * @param <E> the checked exception that the code may throw
 */
@AsyncLambda
@FunctionalInterface
@Woven(version = 1, companion = "dev/weft/abi/WovenRunnable")
public interface AsyncRunnable<E extends Exception> {
  /**
   * Runs the code. A call suspends the async code that it stands in.
   *
   * @throws E if the code fails
   * @throws IllegalStateException if the code awaits and the caller isn't async
   */
  void run() throws E;
}
