package dev.weft.internal.future;

import dev.weft.Future;
import dev.weft.time.Sleep;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs a future until a deadline; past it this one fails. */
public final class Timeout<T extends @Nullable Object> extends Limited<T> {
  private final String limit;

  /** A time-out that has not started; the limit is for the message. */
  public Timeout(Future<? extends T> body, Sleep sleep, String limit) {
    super(body, sleep);
    this.limit = limit;
  }

  @Override
  Object expired(@Nullable Throwable cleanupFailure) throws TimeoutException {
    throw timedOut(cleanupFailure);
  }

  private TimeoutException timedOut(@Nullable Throwable cleanupFailure) {
    TimeoutException e = new TimeoutException("timed out after " + limit);
    if (cleanupFailure != null) {
      e.addSuppressed(cleanupFailure);
    }
    return e;
  }

  @Override
  public String toString() {
    return "timeout of " + limit;
  }
}
