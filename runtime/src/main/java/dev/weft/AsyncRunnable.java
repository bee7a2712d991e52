package dev.weft;

/**
 * A piece of asynchronous code in direct style without a value; as a lambda it may call {@link
 * Weft#await(Future) await}.
 *
 * <p>Pass it to {@link Weft#async}, {@link Weft#spawn} and the like. Each start is a new run.
 *
 * @param <E> the checked exception that the code may throw
 */
@FunctionalInterface
public interface AsyncRunnable<E extends Exception> {
  /**
   * Runs the code. Once woven it can't be called directly.
   *
   * @throws E if the code fails
   */
  void run() throws E;
}
