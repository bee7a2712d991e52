package dev.weft.internal.time;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Timers in a heap with four children to a node, ordered by deadline; of those with the same one,
 * the first comes first.
 *
 * <p>Inserting and cancelling take O(log n) under a lock that guards the heap and the indices in
 * its entries, and is never held while a waker runs. {@link #earliest} repeats the root outside of
 * the lock.
 */
final class TimerHeap {
  private static final int CHILDREN = 4;
  private static final int INITIAL_CAPACITY = 64;

  private final Object lock = new Object();

  private final Timers timers;

  /** Guarded by {@link #lock}; empty from {@link #size} on. */
  private @Nullable TimerEntry[] heap = new TimerEntry[INITIAL_CAPACITY];

  /** Guarded by {@link #lock}. */
  private int size;

  /** The order of the next entry; wraps round. Guarded by {@link #lock}. */
  private int added;

  /** The root of the heap; written under {@link #lock}. */
  private volatile @Nullable TimerEntry earliest;

  /** A heap without entries, of some timers. */
  TimerHeap(Timers timers) {
    this.timers = timers;
  }

  Timers timers() {
    return timers;
  }

  /** Adds an entry; returns whether it is the earliest one now. */
  boolean add(TimerEntry entry) {
    synchronized (lock) {
      if (entry.index >= 0) {
        throw new IllegalStateException("the timer is registered already");
      }
      if (size == heap.length) {
        heap = Arrays.copyOf(heap, size + size / 2);
      }
      entry.order = added++;
      siftUp(entry, size++);
      publish();
      return entry.index == 0;
    }
  }

  /** Takes an entry out, if it is there. */
  void cancel(TimerEntry entry) {
    synchronized (lock) {
      if (entry.index >= 0) {
        remove(entry);
        publish();
      }
    }
  }

  /** The entry that is due first, or null. */
  @Nullable TimerEntry earliest() {
    return earliest;
  }

  /** Takes entries out that are due, at most as many as fit; returns how many. */
  int takeExpired(long now, @Nullable TimerEntry[] batch) {
    synchronized (lock) {
      int count = 0;
      while (count < batch.length && size > 0 && present(heap[0]).deadline() - now <= 0) {
        TimerEntry entry = present(heap[0]);
        remove(entry);
        batch[count++] = entry;
      }
      publish();
      return count;
    }
  }

  private void publish() {
    TimerEntry root = heap[0];
    if (earliest != root) {
      earliest = root;
    }
  }

  /** Takes an entry out and lets the last one take its place. */
  private void remove(TimerEntry entry) {
    int index = entry.index;
    TimerEntry last = present(heap[--size]);
    heap[size] = null;
    entry.index = -1;
    if (last != entry) {
      siftUp(last, index);
      siftDown(last, last.index);
    }
  }

  private void siftUp(TimerEntry entry, int from) {
    int index = from;
    while (index > 0) {
      int parent = (index - 1) / CHILDREN;
      TimerEntry above = present(heap[parent]);
      if (!isBefore(entry, above)) {
        break;
      }
      place(above, index);
      index = parent;
    }
    place(entry, index);
  }

  private void siftDown(TimerEntry entry, int from) {
    int index = from;
    for (int child = earliestChild(index); child >= 0; child = earliestChild(index)) {
      TimerEntry below = present(heap[child]);
      if (!isBefore(below, entry)) {
        break;
      }
      place(below, index);
      index = child;
    }
    place(entry, index);
  }

  private int earliestChild(int parent) {
    int first = parent * CHILDREN + 1;
    int best = first < size ? first : -1;
    for (int child = first + 1; child < Math.min(size, first + CHILDREN); child++) {
      if (isBefore(present(heap[child]), present(heap[best]))) {
        best = child;
      }
    }
    return best;
  }

  private void place(TimerEntry entry, int index) {
    heap[index] = entry;
    entry.index = index;
  }

  private static boolean isBefore(TimerEntry a, TimerEntry b) {
    long later = a.deadline() - b.deadline();
    return later < 0 || (later == 0 && a.order - b.order < 0);
  }

  private static TimerEntry present(@Nullable TimerEntry entry) {
    return Objects.requireNonNull(entry);
  }
}
