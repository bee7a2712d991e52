package dev.weft.internal.time;

import dev.weft.Waker;
import org.jspecify.annotations.Nullable;

/**
 * One registration for a point in time; registered once, by whoever waits, and given up once.
 *
 * <p>All that a sleep needs is here, so that a million of them fit into little memory.
 */
public final class TimerEntry {
  /** The clock that {@link #deadline} refers to. */
  private final NanoClock clock;

  /** In the terms of the clock, compared by subtraction. */
  private final long deadline;

  /**
   * Whom to wake; null while it isn't registered. Set before it is registered, and cleared when it
   * is given up, by the strand that waits; others may see it a moment longer.
   */
  private @Nullable Waker waker;

  /** Where it is registered; set once, by the strand that waits. */
  @Nullable TimerHeap heap;

  /** The place in the heap, -1 outside; guarded by the heap's lock. */
  int index = -1;

  /** Tells which of the heap's entries came first; guarded by the heap's lock. */
  int order;

  /** An entry that nobody waits for yet. */
  public TimerEntry(NanoClock clock, long deadline) {
    this.clock = clock;
    this.deadline = deadline;
  }

  /** An entry to be registered with timers of whose clock it is taken for granted. */
  public TimerEntry(long deadline, Waker waker) {
    this(NanoClock.SYSTEM, deadline);
    this.waker = waker;
  }

  /** The clock that the deadline refers to. */
  public NanoClock clock() {
    return clock;
  }

  /** When to fire, in the terms of the clock. */
  public long deadline() {
    return deadline;
  }

  /** Whether the clock has got to the deadline. */
  public boolean isDue() {
    return deadline - clock.nanoTime() <= 0;
  }

  /** Whom to wake; null before it is registered and once it is given up. */
  public @Nullable Waker waker() {
    return waker;
  }

  /** Where it is or was registered. */
  public @Nullable Timers timers() {
    TimerHeap where = heap;
    return where == null ? null : where.timers();
  }

  /** Registers it. */
  public void register(Timers timers, Waker waiter) {
    waker = waiter;
    timers.register(this);
  }

  /** Takes it out, if it is registered and hasn't fired. */
  public void giveUp() {
    Timers timers = timers();
    if (waker != null && timers != null) {
      timers.cancel(this);
      waker = null;
    }
  }

  /** Wakes who waits, if it isn't given up; called once, outside of locks. */
  public void fire() {
    Waker waiter = waker;
    if (waiter != null) {
      waiter.wake();
    }
  }
}
