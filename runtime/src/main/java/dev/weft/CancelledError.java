package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by an {@code await} of a strand that is cancelled: an aborted task, the loser of a
 * time-out or of a select, a runtime that closes. Its message says which, where that is known:
 * {@code cancelled: timed out after PT1S}.
 *
 * <p>It is an {@link Error}, so that {@code catch (Exception e)} doesn't swallow it. Let it pass;
 * {@code finally} blocks and try-with-resources run. Every further await throws it again, except
 * those of {@link Weft#shield}.
 */
public final class CancelledError extends Error {
  private static final long serialVersionUID = 1L;

  private final @Nullable String reason;

  /** A cancellation without a reason. */
  public CancelledError() {
    this(null);
  }

  /**
   * A cancellation with its reason.
   *
   * @param reason who or what cancelled, or null; the message is that, after {@code cancelled:}
   */
  public CancelledError(@Nullable String reason) {
    super(with("cancelled", reason));
    this.reason = reason;
  }

  /**
   * Who or what cancelled.
   *
   * @return the reason; null if none was given
   */
  public @Nullable String reason() {
    return reason;
  }

  private static String with(String what, @Nullable String reason) {
    return reason == null ? what : what + ": " + reason;
  }
}
