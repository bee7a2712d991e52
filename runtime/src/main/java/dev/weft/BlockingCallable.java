package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * Code that blocks, for {@link Weft#blockInPlace(BlockingCallable)}; unlike a {@link
 * java.util.concurrent.Callable} it says what it throws.
 *
 * @param <T> the type of the value
 * @param <E> the checked exceptions; {@code RuntimeException} for none
 */
@FunctionalInterface
public interface BlockingCallable<T extends @Nullable Object, E extends Exception> {
  /**
   * Runs it.
   *
   * @return the value
   * @throws E its failure
   */
  T call() throws E;
}
