package dev.weft.io;

import java.io.IOException;

/**
 * Thrown where something that is read, such as a line or a frame, is longer than the limit for it.
 */
public final class TooLongException extends IOException {
  private static final long serialVersionUID = 1;

  /** The limit. */
  private final long limit;

  /**
   * For decoders of one's own.
   *
   * @param message what is too long, and what the limit is
   * @param limit the limit
   */
  public TooLongException(String message, long limit) {
    super(message);
    this.limit = limit;
  }

  /**
   * The limit that was exceeded.
   *
   * @return the most that would have been allowed, mostly in bytes
   */
  public long limit() {
    return limit;
  }
}
