package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * A piece of asynchronous code that returns a future, which is then awaited in its place; it makes
 * {@code spawn(() -> query())} run the query and not a future of a future.
 *
 * @param <T> the type of the value
 * @param <E> the checked exception that the code may throw
 */
@FunctionalInterface
public interface FutureCallable<T extends @Nullable Object, E extends Exception> {
  /**
   * Makes the future. Once woven it can't be called directly.
   *
   * @return the future to await
   * @throws E if the code fails
   */
  Future<? extends T> call() throws E;
}
