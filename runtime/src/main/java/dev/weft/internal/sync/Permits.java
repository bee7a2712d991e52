package dev.weft.internal.sync;

import dev.weft.internal.queue.Wakers;
import dev.weft.internal.waits.Resource;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
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
public final class Permits implements Resource {
  /** The most permits that there can be. */
  public static final int MAX = Integer.MAX_VALUE;

  private static final long CLOSED = 1;
  private static final long QUEUED = 2;
  private static final int SHIFT = 2;

  private static final VarHandle STATE;
  private static final VarHandle UNITS;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      STATE = lookup.findVarHandle(Permits.class, "state", long.class);
      UNITS = lookup.findVarHandle(Permits.class, "units", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final WaitQueue<Acquire<?>> waiting = new WaitQueue<>(new Object());
  private volatile long state;

  /** All that there are, held or not. Changed through UNITS. */
  private volatile int units;

  private final String name;

  /**
   * A number of permits.
   *
   * @param available the number, not negative
   * @param name what they are permits of, for messages
   */
  public Permits(int available, String name) {
    state = (long) available << SHIFT;
    units = available;
    this.name = name;
  }

  WaitQueue<Acquire<?>> waiting() {
    return waiting;
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

  /** Makes more permits; see {@link #add}. */
  public void grow(int count) {
    add(count);
    UNITS.getAndAdd(this, count);
  }

  /** Notes that permits which are held won't come back. */
  public void shrink(int count) {
    UNITS.getAndAdd(this, -count);
  }

  /**
   * Gives permits back.
   *
   * @throws IllegalStateException if there would be more than {@link #MAX}; then none is added
   */
  public void add(int count) {
    if (!addAtOnce(count)) {
      Wakers woken = new Wakers();
      synchronized (waiting.lock()) {
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
    Acquire<?> next = waiting.first();
    while (next != null && next.missing <= left) {
      left -= next.missing;
      next = waiting.after(next);
    }
    if (next == null) {
      state = (long) left << SHIFT;
    } else {
      next.missing -= left;
    }
    settleUpTo(next, woken);
  }

  private void settleUpTo(@Nullable Acquire<?> end, Wakers woken) {
    for (Acquire<?> first = waiting.first();
        first != null && first != end;
        first = waiting.first()) {
      first.missing = 0;
      waiting.settle(first, woken);
    }
  }

  /** Takes away up to a number of permits that are there; returns how many. */
  public int forget(int count) {
    for (; ; ) {
      long seen = state;
      int taken = (int) Math.min(seen >>> SHIFT, count);
      if (change(seen, seen - ((long) taken << SHIFT))) {
        shrink(taken);
        return taken;
      }
    }
  }

  @Override
  public int units() {
    return units;
  }

  @Override
  public List<Acquire<?>> queue() {
    synchronized (waiting.lock()) {
      return waiting.toList();
    }
  }

  @Override
  public String name() {
    return name + "@" + Integer.toHexString(System.identityHashCode(this));
  }

  /**
   * Refuses those who wait and all that come; permits still come back. Idempotent.
   *
   * <p>This is closed before anybody is settled: who finds that it was refused finds it closed.
   */
  public void close() {
    Wakers woken = new Wakers();
    synchronized (waiting.lock()) {
      Acquire<?> first = waiting.first();
      markClosed(first == null ? 0 : first.had());
      for (; first != null; first = waiting.first()) {
        first.refused = true;
        waiting.settle(first, woken);
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
