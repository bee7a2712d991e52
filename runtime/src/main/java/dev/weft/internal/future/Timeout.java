package dev.weft.internal.future;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.task.Branch;
import dev.weft.time.Sleep;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs a future until a deadline. Past it the future is cancelled, and this one fails as soon as
 * the cleanup has ended.
 *
 * <p>The future is polled before the clock is looked at, so a value that is there is never lost.
 */
public final class Timeout<T extends @Nullable Object> implements Future<T> {
  private enum Phase {
    RUNNING,
    /** The time is over, the body cleans up. */
    EXPIRED,
    /** The strand that waits is cancelled, the body cleans up. */
    CANCELLED
  }

  private final Branch body;
  private final Sleep sleep;
  private final String limit;
  private Phase phase = Phase.RUNNING;

  /** A time-out that has not started; the limit is for the message. */
  public Timeout(Future<? extends T> body, Sleep sleep, String limit) {
    this.body = new Branch(body);
    this.sleep = sleep;
    this.limit = limit;
  }

  @Override
  public @Nullable Object poll(Context context) throws Throwable {
    return switch (phase) {
      case RUNNING -> run(context);
      case EXPIRED -> expired(context);
      case CANCELLED -> body.poll(context);
    };
  }

  private @Nullable Object run(Context context) throws Throwable {
    Object answer;
    try {
      answer = body.poll(context);
    } catch (Throwable t) {
      sleep.cancel(context);
      throw t;
    }
    if (answer != Poll.PENDING) {
      sleep.cancel(context);
      return answer;
    }
    return sleep.poll(context) == Poll.PENDING ? Poll.PENDING : expire(context);
  }

  private @Nullable Object expire(Context context) throws TimeoutException {
    phase = Phase.EXPIRED;
    Object answer;
    try {
      answer = body.cancel(context);
    } catch (Throwable t) {
      throw timedOut(t);
    }
    if (answer == Poll.CANCELLED) {
      throw timedOut(null);
    }
    return answer;
  }

  private Object expired(Context context) throws TimeoutException {
    try {
      if (body.poll(context) == Poll.PENDING) {
        return Poll.PENDING;
      }
    } catch (Throwable t) {
      throw timedOut(t);
    }
    throw timedOut(null);
  }

  private TimeoutException timedOut(@Nullable Throwable cleanupFailure) {
    TimeoutException e = new TimeoutException("timed out after " + limit);
    if (cleanupFailure != null) {
      e.addSuppressed(cleanupFailure);
    }
    return e;
  }

  @Override
  public @Nullable Object cancel(Context context) throws Throwable {
    if (phase == Phase.EXPIRED) {
      phase = Phase.CANCELLED;
      return Poll.PENDING;
    }
    phase = Phase.CANCELLED;
    sleep.cancel(context);
    return body.cancel(context);
  }

  @Override
  public String toString() {
    return "timeout of " + limit;
  }
}
