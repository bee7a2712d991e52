package dev.weft;

/**
 * Code that blocks and gives no value, for {@link Weft#blockInPlace(BlockingRunnable)}; unlike a
 * {@link Runnable} it says what it throws.
 *
 * @param <E> the checked exceptions; {@code RuntimeException} for none
 */
@FunctionalInterface
public interface BlockingRunnable<E extends Exception> {
  /**
   * Runs it.
   *
   * @throws E its failure
   */
  void run() throws E;
}
