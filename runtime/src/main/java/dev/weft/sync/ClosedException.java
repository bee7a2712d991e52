package dev.weft.sync;

import org.jspecify.annotations.Nullable;

/**
 * The other side of a channel is gone: a value can't be sent, or none will come any more.
 *
 * <p>One that a send throws carries the value, which is the caller's again.
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/sync/mpsc/error/struct.SendError.html">Tokio's
 *     SendError</a>
 */
public final class ClosedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable Object value;

  ClosedException(String message, @Nullable Object value) {
    super(message);
    this.value = value;
  }

  /**
   * The value that was not sent.
   *
   * @return the value; null if the exception was not thrown by a send
   */
  public @Nullable Object value() {
    return value;
  }
}
