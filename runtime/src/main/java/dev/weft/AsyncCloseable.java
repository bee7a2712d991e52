package dev.weft;

/**
 * A resource whose end has to be waited for: a generator whose {@code finally} blocks await, a
 * connection that says goodbye.
 *
 * @see Future
 */
public interface AsyncCloseable {
  /**
   * Ends the resource. Idempotent: closing it again gives a future that is done, or waits for the
   * first one's end.
   *
   * @return a lazy future of the end; it fails if the end does. To be awaited inside {@link
   *     Weft#shield} where a cancellation must not cut it short
   */
  @CancelSafe
  Future<Void> closeAsync();
}
