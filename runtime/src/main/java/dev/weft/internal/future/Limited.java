package dev.weft.internal.future;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.task.Branch;
import dev.weft.internal.task.RuntimeStrand;
import org.jspecify.annotations.Nullable;

/**
 * Runs a future until an alarm goes off, which is a future without a value. Then the future is
 * cancelled, and this one ends as soon as the cleanup has ended.
 *
 * <p>The future is polled before the alarm, so a value that is there is never lost.
 */
abstract sealed class Limited<T extends @Nullable Object> implements Future<T>
    permits Timeout, UntilCancelled {
  private enum Phase {
    RUNNING,
    /** The alarm has gone off, the body cleans up. */
    EXPIRED,
    /** The strand that waits is cancelled, the body cleans up. */
    CANCELLED
  }

  private final Branch body;
  private final Future<Void> alarm;
  private Phase phase = Phase.RUNNING;

  Limited(Future<? extends T> body, Future<Void> alarm) {
    this.body = new Branch(body);
    this.alarm = alarm;
  }

  /** Why the future is cancelled when the alarm has gone off. */
  abstract String reason();

  /** What this ends with when the alarm has gone off and the cleanup has ended or failed. */
  abstract @Nullable Object expired(@Nullable Throwable cleanupFailure) throws Throwable;

  @Override
  public @Nullable Object poll(Context context) throws Throwable {
    return switch (phase) {
      case RUNNING -> run(context);
      case EXPIRED -> cleanUp(context);
      case CANCELLED -> body.poll(context);
    };
  }

  private @Nullable Object run(Context context) throws Throwable {
    Object answer;
    try {
      answer = body.poll(context);
    } catch (Throwable t) {
      alarm.cancel(context);
      throw t;
    }
    if (answer != Poll.PENDING) {
      alarm.cancel(context);
      return answer;
    }
    return alarm.poll(context) == Poll.PENDING ? Poll.PENDING : expire(context);
  }

  private @Nullable Object expire(Context context) throws Throwable {
    phase = Phase.EXPIRED;
    Object answer;
    try {
      answer = ((RuntimeStrand) context).cancelFor(reason(), body);
    } catch (Throwable t) {
      return expired(t);
    }
    return answer == Poll.CANCELLED ? expired(null) : answer;
  }

  private @Nullable Object cleanUp(Context context) throws Throwable {
    try {
      if (body.poll(context) == Poll.PENDING) {
        return Poll.PENDING;
      }
    } catch (Throwable t) {
      return expired(t);
    }
    return expired(null);
  }

  @Override
  public @Nullable Object cancel(Context context) throws Throwable {
    Phase before = phase;
    phase = Phase.CANCELLED;
    if (before == Phase.EXPIRED) {
      // The wake-up that has led here may have been the body's, too.
      return body.poll(context);
    }
    alarm.cancel(context);
    return body.cancel(context);
  }
}
