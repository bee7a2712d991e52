package dev.weft.internal.scheduler;

import dev.weft.internal.environment.Delay;
import dev.weft.internal.time.TimerShards;

/**
 * Rings when the next timer is due, for a scheduler without a thread that could sleep so long.
 *
 * <p>There is no way to take an order back from {@link Delay}, and none is needed: an order is only
 * given for a moment before all that are outstanding, and whoever is woken for nothing sets the
 * alarm anew. So a timer that is always put off, such as a time-out, leaves one order behind and
 * not one for each time.
 */
final class Alarm {
  private final Delay delay;

  /** What it does; nothing once it is silenced. */
  private volatile Runnable action;

  /** Whether an order is outstanding; guarded by this object's lock. */
  private boolean set;

  /** The earliest outstanding order, in the terms of the timers' clock; guarded as above. */
  private long moment;

  Alarm(Delay delay, Runnable action) {
    this.delay = delay;
    this.action = action;
  }

  /** The scheduler is closed: lets go of it, as orders may be outstanding for long. */
  void silence() {
    action = () -> {};
  }

  /** Has it ring when the next of the timers is due or earlier. Safe from any thread. */
  void setFor(TimerShards timers) {
    long now = timers.now();
    long span = timers.untilNext(now);
    if (span != TimerShards.NEVER && isEarlier(now + span)) {
      long ordered = now + span;
      delay.run(span, () -> ring(ordered));
    }
  }

  private synchronized boolean isEarlier(long wanted) {
    boolean earlier = !set || wanted - moment < 0;
    if (earlier) {
      set = true;
      moment = wanted;
    }
    return earlier;
  }

  private void ring(long ordered) {
    synchronized (this) {
      if (moment == ordered) {
        set = false;
      }
    }
    action.run();
  }
}
