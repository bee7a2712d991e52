package dev.weft.sync;

/**
 * A receiver of a {@link Broadcast} channel was too slow: values that it had not received made room
 * for newer ones. It goes on with the oldest one that is still there.
 *
 * @see <a
 *     href="https://docs.rs/tokio/latest/tokio/sync/broadcast/error/enum.RecvError.html">Tokio's
 *     RecvError</a>
 */
public final class LaggedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long missed;

  LaggedException(long missed) {
    super(
        "the receiver was too slow and has missed "
            + missed
            + (missed == 1 ? " value" : " values")
            + "; receive faster, or give the channel a greater capacity");
    this.missed = missed;
  }

  /**
   * How many values the receiver has missed since the last one that it got.
   *
   * @return the exact number, at least 1
   */
  public long missed() {
    return missed;
  }
}
