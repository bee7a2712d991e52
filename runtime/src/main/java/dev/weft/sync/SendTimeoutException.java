package dev.weft.sync;

import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A channel had no place for a value in time. The value is the caller's again.
 *
 * @see <a
 *     href="https://docs.rs/tokio/latest/tokio/sync/mpsc/error/enum.SendTimeoutError.html">Tokio's
 *     SendTimeoutError</a>
 */
public final class SendTimeoutException extends TimeoutException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable Object value;

  SendTimeoutException(@Nullable String message, @Nullable Object value) {
    super(message);
    this.value = value;
  }

  /**
   * The value that was not sent.
   *
   * @return the value; null if this exception was serialised
   */
  public @Nullable Object value() {
    return value;
  }
}
