package dev.weft.internal.time;

import java.util.Objects;
import java.util.function.IntSupplier;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The timers of a runtime, in several heaps, so that threads which set and cancel timers don't wait
 * for each other: each thread has a heap at home, and an entry stays in the heap it was put into.
 * Any thread may fire what is due in any of them, so that no timer waits for one thread.
 *
 * <p>Who sleeps until the next deadline is the scheduler's affair. It is told, after the insertion
 * can be seen, of each entry that becomes the earliest one of its heap. So a sleeper that makes
 * itself known before it looks at {@link #untilNext} either sees the entry or is woken for it.
 */
public final class TimerShards implements Timers {
  /** What {@link #untilNext} answers when there is no timer. */
  public static final long NEVER = Long.MAX_VALUE;

  /** Entries that are fired each time the lock of a heap is released. */
  private static final int BATCH = 32;

  private final TimerHeap[] shards;
  private final NanoClock clock;
  private final IntSupplier home;
  private final LongConsumer onEarlier;

  /**
   * Timers of which none is registered.
   *
   * @param count the number of heaps
   * @param clock the time that deadlines refer to
   * @param home tells the number of the calling thread's heap
   * @param onEarlier is told, outside of the locks, the deadline of an entry that has become the
   *     earliest of its heap
   */
  public TimerShards(int count, NanoClock clock, IntSupplier home, LongConsumer onEarlier) {
    shards = new TimerHeap[count];
    for (int i = 0; i < count; i++) {
      shards[i] = new TimerHeap(this);
    }
    this.clock = clock;
    this.home = home;
    this.onEarlier = onEarlier;
  }

  @Override
  public NanoClock clock() {
    return clock;
  }

  @Override
  public long now() {
    return clock.nanoTime();
  }

  @Override
  public void register(TimerEntry entry) {
    if (entry.heap != null) {
      throw new IllegalStateException("the timer was registered before");
    }
    TimerHeap heap = shards[home.getAsInt()];
    entry.heap = heap;
    if (heap.add(entry)) {
      onEarlier.accept(entry.deadline());
    }
  }

  @Override
  public void cancel(TimerEntry entry) {
    TimerHeap heap = entry.heap;
    if (heap != null) {
      heap.cancel(entry);
    }
  }

  /** The time from now to the next deadline, zero if it is due, {@link #NEVER} without timers. */
  public long untilNext(long now) {
    long next = NEVER;
    for (TimerHeap heap : shards) {
      next = Math.min(next, untilNext(heap, now));
    }
    return next;
  }

  private static long untilNext(TimerHeap heap, long now) {
    TimerEntry entry = heap.earliest();
    return entry == null ? NEVER : Math.max(0, entry.deadline() - now);
  }

  /** Whether there is no timer. */
  public boolean isEmpty() {
    for (TimerHeap heap : shards) {
      if (heap.earliest() != null) {
        return false;
      }
    }
    return true;
  }

  /** Fires what is due now; without timers the clock isn't read. */
  public void fireExpired() {
    if (!isEmpty()) {
      fireExpired(now());
    }
  }

  /**
   * Fires what is due, of each heap in the order of the deadlines.
   *
   * @param now the present time
   */
  public void fireExpired(long now) {
    for (TimerHeap heap : shards) {
      if (untilNext(heap, now) == 0) {
        fireExpired(heap, now);
      }
    }
  }

  private static void fireExpired(TimerHeap heap, long now) {
    @Nullable TimerEntry[] batch = new TimerEntry[BATCH];
    int count;
    do {
      count = heap.takeExpired(now, batch);
      for (int i = 0; i < count; i++) {
        fire(Objects.requireNonNull(batch[i]));
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
}
