package dev.weft.internal.time;

import dev.weft.Waker;
import org.jspecify.annotations.Nullable;

/** One registration for a point in time; used once. */
public final class TimerEntry {
  /** In the terms of the clock that the timers go by, compared by subtraction. */
  private final long deadline;

  private final Waker waker;

  /** Where it is registered; set once, by the strand that waits. */
  @Nullable TimerHeap heap;

  /** The place in the heap, -1 outside; guarded by the heap's lock. */
  int index = -1;

  /** Tells which of the heap's entries came first; guarded by the heap's lock. */
  int order;

  /** An entry that isn't registered. */
  public TimerEntry(long deadline, Waker waker) {
    this.deadline = deadline;
    this.waker = waker;
  }

  /** When to fire, in the terms of the clock that the timers go by. */
  public long deadline() {
    return deadline;
  }

  /** Whom to wake. */
  public Waker waker() {
    return waker;
  }

  /** Wakes who waits; called once, outside of locks. */
  public void fire() {
    waker.wake();
  }
}
