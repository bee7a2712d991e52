package dev.weft.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One place of the ring of a broadcast channel.
 *
 * <h2>State</h2>
 *
 * One word holds the mark of the value that lies here, which tells the rounds of the ring apart,
 * and how many receivers have still to take it.
 *
 * <pre>
 *   FREE ──▶ mark, n ──▶ mark, n-1 ──▶ ... ──▶ mark, 0 ──▶ FREE
 *     ▲         │            │
 *     └─────────┴────────────┘
 * </pre>
 *
 * <ul>
 *   <li>A receiver reads the value and takes it by a compare-and-set of the word. Where that
 *       succeeds nobody has written here since, so the value was the one of the mark.
 *   <li>The one who takes it last lets go of the value, and nobody else writes meanwhile.
 *   <li>The sender, one at a time, writes only where it finds {@code FREE} or has made it so by a
 *       compare-and-set, and before the new mark is here. Where the last receiver is still letting
 *       go it waits for nothing, and puts another place into the ring.
 * </ul>
 *
 * <p>The fences are those of a lock that is read optimistically: a receiver that reads a value of a
 * later mark sees that the word has changed.
 *
 * <p>A mark comes again after 2<sup>40</sup> rounds. A receiver that doesn't receive for so long,
 * and for not one value more or less, would get a value that isn't its next one: for a ring of one
 * place that are thirty hours at ten million values a second.
 */
final class BroadcastSlot<T> {
  private static final int COUNT_BITS = 24;

  /** The most receivers that can be counted. */
  static final int MAX_COUNT = (1 << COUNT_BITS) - 1;

  private static final long FREE = 0;
  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(BroadcastSlot.class, "state", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Changed through STATE. A place is passed on by a race, and is free then. */
  private volatile long state;

  private @Nullable T value;

  /** The mark of the values of one round. */
  static long mark(long round) {
    return (round + 1) << COUNT_BITS;
  }

  private static int count(long state) {
    return (int) state & MAX_COUNT;
  }

  /** Whether some receiver has still to take the value. */
  boolean isWanted() {
    return count(state) != 0;
  }

  /**
   * Puts a value here, in place of an older one; for one sender at a time.
   *
   * @return false if this can't be used any more, as a receiver is still at work here
   */
  boolean put(T sent, long mark, int receivers) {
    if (!free()) {
      return false;
    }
    VarHandle.storeStoreFence();
    value = sent;
    STATE.setRelease(this, mark | receivers);
    return true;
  }

  private boolean free() {
    long seen = state;
    while (count(seen) != 0) {
      if (STATE.compareAndSet(this, seen, FREE)) {
        return true;
      }
      seen = state;
    }
    return seen == FREE;
  }

  /**
   * Takes the value for one receiver, once for each.
   *
   * @return null if the value of that mark isn't here
   */
  @Nullable T take(long mark) {
    long seen = state;
    while ((seen & -(1L << COUNT_BITS)) == mark && count(seen) != 0) {
      T taken = value;
      VarHandle.acquireFence();
      if (STATE.compareAndSet(this, seen, seen - 1)) {
        if (count(seen) == 1) {
          letGo();
        }
        return taken;
      }
      seen = state;
    }
    return null;
  }

  private void letGo() {
    value = null;
    STATE.setRelease(this, FREE);
  }
}
