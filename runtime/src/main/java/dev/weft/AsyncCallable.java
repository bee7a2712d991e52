package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * A piece of asynchronous code in direct style that returns a plain value; as a lambda it may call
 * {@link Weft#await(Future) await}.
 *
 * <p>Pass it to {@link Weft#async}, {@link Weft#spawn} and the like. Each start is a new run.
 *
 * @param <T> the type of the value
 * @param <E> the checked exception that the code may throw
 */
@FunctionalInterface
public interface AsyncCallable<T extends @Nullable Object, E extends Exception> {
  /**
   * Runs the code. Once woven it can't be called directly.
   *
   * @return the value
   * @throws E if the code fails
   */
  T call() throws E;
}
