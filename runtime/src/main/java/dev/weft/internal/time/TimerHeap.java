package dev.weft.internal.time;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Timers in a heap with four children to a node, ordered by deadline.
 *
 * <p>Inserting and cancelling take O(log n) under a lock that guards the heap and the indices in
 * its entries, and is never held while a waker runs. {@link #earliest} repeats the root outside of
 * the lock: it is what a thread looks at that is about to sleep, or that only asks whether anything
 * is due.
 *
 * <p>Who sleeps until the next deadline is the scheduler's affair. It is told, after the insertion
 * can be seen, of each entry that becomes the earliest one. So a sleeper that makes itself known
 * before it looks at {@link #untilNext} either sees the entry or is woken for it.
 */
public final class TimerHeap implements Timers {
  /** What {@link #untilNext} answers when there is no timer. */
  public static final long NEVER = Long.MAX_VALUE;

  /** Entries that are fired each time the lock is released. */
  private static final int BATCH = 32;

  private static final int CHILDREN = 4;
  private static final int INITIAL_CAPACITY = 64;

  private final NanoClock clock;
  private final Runnable onEarlier;
  private final Object lock = new Object();

  /** Guarded by {@link #lock}; empty from {@link #size} on. */
  private @Nullable TimerEntry[] heap = new TimerEntry[INITIAL_CAPACITY];

  /** Guarded by {@link #lock}. */
  private int size;

  /** The root of the heap; written under {@link #lock}. */
  private volatile @Nullable TimerEntry earliest;

  /**
   * An empty heap.
   *
   * @param clock the time that deadlines refer to
   * @param onEarlier is told, outside of the lock, when an entry has become the earliest
   */
  public TimerHeap(NanoClock clock, Runnable onEarlier) {
    this.clock = clock;
    this.onEarlier = onEarlier;
  }

  @Override
  public long now() {
    return clock.nanoTime();
  }

  @Override
  public void register(TimerEntry entry) {
    boolean earlier;
    synchronized (lock) {
      if (entry.index >= 0) {
        throw new IllegalStateException("the timer is registered already");
      }
      if (size == heap.length) {
        heap = Arrays.copyOf(heap, size * 2);
      }
      siftUp(entry, size++);
      earlier = entry.index == 0;
      publish();
    }
    if (earlier) {
      onEarlier.run();
    }
  }

  @Override
  public void cancel(TimerEntry entry) {
    synchronized (lock) {
      if (entry.index >= 0) {
        remove(entry);
        publish();
      }
    }
  }

  /** The time from now to the next deadline, zero if it is due, {@link #NEVER} without timers. */
  public long untilNext(long now) {
    TimerEntry entry = earliest;
    return entry == null ? NEVER : Math.max(0, entry.deadline() - now);
  }

  /** Whether there is a timer. */
  public boolean isEmpty() {
    return earliest == null;
  }

  /**
   * Fires what is due, in the order of the deadlines.
   *
   * @param now the present time
   */
  public void fireExpired(long now) {
    if (untilNext(now) > 0) {
      return;
    }
    @Nullable TimerEntry[] batch = new TimerEntry[BATCH];
    int count;
    do {
      count = takeExpired(now, batch);
      for (int i = 0; i < count; i++) {
        fire(present(batch[i]));
      }
    } while (count == BATCH);
  }

  /** Fires one; a waker that breaks its contract and throws must not cost the others theirs. */
  private static void fire(TimerEntry entry) {
    try {
      entry.fire();
    } catch (Throwable t) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, t);
    }
  }

  private int takeExpired(long now, @Nullable TimerEntry[] batch) {
    synchronized (lock) {
      int count = 0;
      while (count < BATCH && size > 0 && present(heap[0]).deadline() - now <= 0) {
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
    return a.deadline() - b.deadline() < 0;
  }

  private static TimerEntry present(@Nullable TimerEntry entry) {
    return Objects.requireNonNull(entry);
  }
}
