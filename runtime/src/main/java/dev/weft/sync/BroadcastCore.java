package dev.weft.sync;

import dev.weft.internal.sync.Crowd;
import org.jspecify.annotations.Nullable;

/**
 * What the ends of a broadcast channel share: a ring of the last values, numbered from 0 on.
 *
 * <h2>Numbers</h2>
 *
 * {@link #tail} is the number of the next value. Each receiver has a number of its own, that of the
 * next value which it receives; it began with the tail of the time when it subscribed. The ring
 * holds the values from {@code tail - capacity} on: a receiver that is below has missed those in
 * between.
 *
 * <h2>Sending</h2>
 *
 * One sender at a time, under the lock, which guards also the number of receivers and the end: each
 * value is counted for exactly the receivers that subscribed before, and none comes after the end.
 * The value is in its place before the tail moves.
 *
 * <h2>Receiving</h2>
 *
 * A receiver looks into the place of its number first: a value that is there is taken without the
 * lock, and without a look at the tail. Where it isn't there the tail says whether it will be.
 * Where the tail says that it is there, a sender is just about to overwrite it, or has done so; the
 * lock is taken to see that through, so that the number of missed values is exact.
 *
 * <h2>Costs</h2>
 *
 * Sending is an uncontended lock, the two stores of the place and one of the tail, and a look at
 * who waits. Receiving is a compare-and-set. Neither allocates, but for the places, each when it is
 * first used. A value is let go of when the last receiver has taken it, or when it is overwritten.
 */
final class BroadcastCore<T> {
  private static final int MAX_CAPACITY = 1 << 30;

  /** Read in a race: a place that isn't seen yet is as one that is free. */
  private final @Nullable BroadcastSlot<T>[] ring;

  private final int shift;
  private final Object lock = new Object();
  private final Crowd waiting = new Crowd();
  private final ReceiverCount receivers = new ReceiverCount();
  private final SenderCount senders = new SenderCount("a Broadcast channel", this::end);

  /** Written under the lock. */
  private volatile long tail;

  /** Whether all senders are closed. Written under the lock. */
  private volatile boolean ended;

  /** With one sender and no receivers. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  BroadcastCore(int capacity) {
    if (capacity < 1 || capacity > MAX_CAPACITY) {
      throw new IllegalArgumentException(
          "capacity must be from 1 to " + MAX_CAPACITY + ": " + capacity);
    }
    shift = Integer.SIZE - Integer.numberOfLeadingZeros(capacity - 1);
    ring = new BroadcastSlot[1 << shift];
  }

  SenderCount senders() {
    return senders;
  }

  ReceiverCount receivers() {
    return receivers;
  }

  /** Those who wait for the next value or for the end. */
  Crowd waiting() {
    return waiting;
  }

  /** The number of the next value. */
  long tail() {
    return tail;
  }

  /** Whether no more values will be sent. */
  boolean isEnded() {
    return ended;
  }

  // The senders' side.

  /** Returns for how many receivers the value was kept. */
  int send(T value) {
    int count = put(value);
    if (count > 0) {
      waiting.wakeAll();
    }
    return count;
  }

  private int put(T value) {
    synchronized (lock) {
      if (ended) {
        throw new IllegalStateException("this sender was closed while it sent");
      }
      int count = receivers.open();
      if (count > 0) {
        put(tail, value, count);
        tail++;
      }
      return count;
    }
  }

  private void put(long number, T value, int count) {
    int index = index(number);
    long mark = mark(number);
    BroadcastSlot<T> slot = ring[index];
    if (slot == null || !slot.put(value, mark, count)) {
      slot = new BroadcastSlot<>();
      slot.put(value, mark, count);
      ring[index] = slot;
    }
  }

  private int index(long number) {
    return (int) number & (ring.length - 1);
  }

  private long mark(long number) {
    return BroadcastSlot.mark(number >>> shift);
  }

  /** The last sender is closed. */
  private void end() {
    synchronized (lock) {
      ended = true;
    }
    waiting.wakeAll();
  }

  /** How many values some receiver has still to take. They are the last ones. */
  int size() {
    synchronized (lock) {
      long low = Math.max(0, tail - ring.length);
      long high = tail;
      while (low < high) {
        long middle = (low + high) >>> 1;
        BroadcastSlot<T> slot = ring[index(middle)];
        if (slot != null && slot.isWanted()) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      return (int) (tail - low);
    }
  }

  // The receivers' side.

  /** Counts one more receiver; returns its number. */
  long enter() {
    synchronized (lock) {
      if (receivers.open() == BroadcastSlot.MAX_COUNT) {
        throw new IllegalStateException(
            "a Broadcast channel has at most "
                + BroadcastSlot.MAX_COUNT
                + " receivers at a time; close those that are not used any more");
      }
      receivers.enter();
      return tail;
    }
  }

  /** Counts one receiver less, which takes no more from its number on. */
  void leave(long number) {
    long end;
    synchronized (lock) {
      receivers.leave();
      end = tail;
    }
    for (long each = Math.max(number, end - ring.length); each < end; each++) {
      take(each);
    }
    receivers.wakeIfNone();
  }

  /** Takes the value of a number for one receiver; null if it isn't there. */
  @Nullable T take(long number) {
    BroadcastSlot<T> slot = ring[index(number)];
    return slot == null ? null : slot.take(mark(number));
  }

  /** The number of the oldest value in the ring, when no value is being sent. */
  long oldest() {
    synchronized (lock) {
      return Math.max(0, tail - ring.length);
    }
  }
}
