package dev.weft.internal.future;

import dev.weft.Future;
import dev.weft.time.Deadline;
import dev.weft.time.Sleep;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs a future until a deadline; past it this one fails. */
public final class Timeout<T extends @Nullable Object> extends Limited<T> {
  /** Null where it was a point in time. */
  private final @Nullable Duration limit;

  /** A time-out after a span from now. */
  public Timeout(Future<? extends T> body, Duration limit) {
    super(body, Sleep.of(limit));
    this.limit = limit;
  }

  /** A time-out at a point in time. */
  public Timeout(Future<? extends T> body, Deadline deadline) {
    super(body, Sleep.until(deadline));
    limit = null;
  }

  @Override
  String reason() {
    return "timed out " + (limit == null ? "at a deadline" : "after " + limit);
  }

  @Override
  Object expired(@Nullable Throwable cleanupFailure) throws TimeoutException {
    throw timedOut(cleanupFailure);
  }

  private TimeoutException timedOut(@Nullable Throwable cleanupFailure) {
    TimeoutException e = new TimeoutException(reason());
    if (cleanupFailure != null) {
      e.addSuppressed(cleanupFailure);
    }
    return e;
  }

  @Override
  public String toString() {
    return limit == null ? "timeout at a deadline" : "timeout of " + limit;
  }
}
