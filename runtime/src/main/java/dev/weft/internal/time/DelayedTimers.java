package dev.weft.internal.time;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Timers on the JDK's own delayer thread, which does no more than wake. One that is given up stays
 * there until its time, and wakes nobody.
 */
public final class DelayedTimers implements Timers {
  /** Stays empty; tells an entry where it is registered. */
  private final TimerHeap nowhere = new TimerHeap(this);

  /** Timers of which none is registered. */
  public DelayedTimers() {}

  @Override
  public NanoClock clock() {
    return NanoClock.SYSTEM;
  }

  @Override
  public void register(TimerEntry entry) {
    entry.heap = nowhere;
    long nanos = Math.max(0, entry.deadline() - now());
    CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS).execute(entry::fire);
  }

  @Override
  public void cancel(TimerEntry entry) {}
}
