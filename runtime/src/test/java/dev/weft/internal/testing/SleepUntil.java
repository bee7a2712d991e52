package dev.weft.internal.testing;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.task.RuntimeStrand;
import dev.weft.internal.time.TimerEntry;
import dev.weft.internal.time.Timers;

/** A leaf that ends at a time of the runtime's own clock. */
public final class SleepUntil implements Future<Void> {
  private final long deadline;
  private boolean registered;

  public SleepUntil(long deadline) {
    this.deadline = deadline;
  }

  @Override
  public Object poll(Context context) {
    Timers timers = ((RuntimeStrand) context).scheduler().timers();
    if (timers.now() - deadline >= 0) {
      return null;
    }
    if (!registered) {
      registered = true;
      timers.register(new TimerEntry(deadline, context.waker()));
    }
    return Poll.PENDING;
  }

  @Override
  public Object cancel(Context context) {
    return Poll.CANCELLED;
  }
}
