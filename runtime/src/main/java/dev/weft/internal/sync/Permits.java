package dev.weft.internal.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A number of permits that are handed out in the order in which they were asked for, many at a time
 * too: semaphores and locks are made of it.
 *
 * <h2>State</h2>
 *
 * One word holds the number of permits that are there, {@link #QUEUED} and {@link #CLOSED}.
 *
 * <ul>
 *   <li>{@code QUEUED} is set exactly while somebody is in the queue, and changes under its lock
 *       only. While it is set there are no permits: who came first gets all that come, and keeps
 *       them until they are enough. So nobody overtakes, and one that wants many isn't starved.
 *   <li>While it isn't set, permits come and go by one compare-and-set, without the lock.
 *   <li>{@code CLOSED} is set once and never together with {@code QUEUED}.
 * </ul>
 */
public final class Permits {
  /** The most permits that there can be. */
  public static final int MAX = Integer.MAX_VALUE;

  private static final long CLOSED = 1;
  private static final long QUEUED = 2;
  private static final int SHIFT = 2;

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Permits.class, "state", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final WaitQueue<Acquire<?>> queue = new WaitQueue<>(new Object());
  private volatile long state;

  /** A number of permits, not negative. */
  public Permits(int available) {
    state = (long) available << SHIFT;
  }

  WaitQueue<Acquire<?>> queue() {
    return queue;
  }

  /** How many permits are there; none while somebody waits. */
  public int available() {
    return (int) (state >>> SHIFT);
  }

  /** Whether nobody gets permits any more. */
  public boolean isClosed() {
    return (state & CLOSED) != 0;
  }

  /** Takes a number of permits, if so many are there and this isn't closed. */
  public boolean tryTake(int count) {
    long seen = state;
    while ((seen & CLOSED) == 0 && seen >>> SHIFT >= count) {
      long found = exchange(seen, seen - ((long) count << SHIFT));
      if (found == seen) {
        return true;
      }
      seen = found;
    }
    return false;
  }

  /**
   * Settles a waiter that gets its permits or is refused; one that has to wait takes what is there.
   * Under the lock.
   */
  boolean trySettle(Acquire<?> waiter) {
    while (!tryTake(waiter.wanted)) {
      long seen = state;
      if ((seen & CLOSED) != 0) {
        waiter.refused = true;
        return true;
      }
      long available = seen >>> SHIFT;
      if (available < waiter.wanted && change(seen, QUEUED)) {
        waiter.missing = waiter.wanted - (int) available;
        return false;
      }
    }
    return true;
  }

  /**
   * Adds permits.
   *
   * @throws IllegalStateException if there would be more than {@link #MAX}; then none is added
   */
  public void add(int count) {
    if (!addAtOnce(count)) {
      Wakers woken = new Wakers();
      synchronized (queue.lock()) {
        handOut(count, woken);
      }
      woken.wake();
    }
  }

  private boolean addAtOnce(int count) {
    long seen = state;
    while ((seen & QUEUED) == 0) {
      refuseTooMany(seen >>> SHIFT, count);
      long found = exchange(seen, seen + ((long) count << SHIFT));
      if (found == seen) {
        return true;
      }
      seen = found;
    }
    return false;
  }

  private static void refuseTooMany(long available, int added) {
    if (available + added > MAX) {
      throw new IllegalStateException(
          "a semaphore has at most "
              + MAX
              + " permits, and there are "
              + available
              + " already: "
              + added
              + " more were added or released than were acquired");
    }
  }

  /**
   * Gives permits to those who wait, in order, and keeps what is left. Under the lock.
   *
   * <p>The state changes before anybody is settled: who finds that it has its permits finds also
   * those that are left.
   */
  void handOut(int count, Wakers woken) {
    if (addAtOnce(count)) {
      return;
    }
    int left = count;
    Acquire<?> next = queue.first();
    while (next != null && next.missing <= left) {
      left -= next.missing;
      next = queue.after(next);
    }
    if (next == null) {
      state = (long) left << SHIFT;
    } else {
      next.missing -= left;
    }
    settleUpTo(next, woken);
  }

  private void settleUpTo(@Nullable Acquire<?> end, Wakers woken) {
    for (Acquire<?> first = queue.first(); first != null && first != end; first = queue.first()) {
      first.missing = 0;
      queue.settle(first, woken);
    }
  }

  /** Takes away up to a number of permits that are there; returns how many. */
  public int forget(int count) {
    for (; ; ) {
      long seen = state;
      int taken = (int) Math.min(seen >>> SHIFT, count);
      if (change(seen, seen - ((long) taken << SHIFT))) {
        return taken;
      }
    }
  }

  /**
   * Refuses those who wait and all that come; permits still come back. Idempotent.
   *
   * <p>This is closed before anybody is settled: who finds that it was refused finds it closed.
   */
  public void close() {
    Wakers woken = new Wakers();
    synchronized (queue.lock()) {
      Acquire<?> first = queue.first();
      markClosed(first == null ? 0 : first.had());
      for (; first != null; first = queue.first()) {
        first.refused = true;
        queue.settle(first, woken);
      }
    }
    woken.wake();
  }

  /** With permits that were given to the first who waits: then there are no others. */
  private void markClosed(int returned) {
    long seen = state;
    while (!change(seen, ((seen & ~QUEUED) | CLOSED) + ((long) returned << SHIFT))) {
      seen = state;
    }
  }

  private boolean change(long seen, long next) {
    return STATE.compareAndSet(this, seen, next);
  }

  /** Returns what was there: who fails has the cache line, and needs not ask for it once more. */
  private long exchange(long seen, long next) {
    return (long) STATE.compareAndExchange(this, seen, next);
  }
}
