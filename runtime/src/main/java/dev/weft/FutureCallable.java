package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * A piece of asynchronous code that returns a future, which is then awaited in its place; it makes
 * {@code spawn(() -> query())} run the query and not a future of a future. A lambda or a class of
 * it may call {@link Weft#await(Future) await}. See {@link AsyncLambda}.
 *
 * @param <T> the type of the value
 * @param <E> the checked exception that the code may throw
 */
@AsyncLambda
@FunctionalInterface
public interface FutureCallable<T extends @Nullable Object, E extends Exception> {
  /**
   * Makes the future. Code that awaits is lazy: it runs when the future is started.
   *
   * @return the future to await
   * @throws E if the code fails
   */
  Future<? extends T> call() throws E;
}
