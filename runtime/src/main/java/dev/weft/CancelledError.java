package dev.weft;

/**
 * Thrown by an {@code await} of a strand that is cancelled: an aborted task, the loser of a
 * time-out or of a select, a runtime that closes.
 *
 * <p>It is an {@link Error}, so that {@code catch (Exception e)} doesn't swallow it. Let it pass;
 * {@code finally} blocks and try-with-resources run. Every further await throws it again, except
 * those of {@link Weft#shield}.
 */
public final class CancelledError extends Error {
  private static final long serialVersionUID = 1L;

  /** A cancellation without a reason. */
  public CancelledError() {
    this("cancelled");
  }

  /**
   * A cancellation with its reason.
   *
   * @param reason who or what cancelled
   */
  public CancelledError(String reason) {
    super(reason);
  }
}
