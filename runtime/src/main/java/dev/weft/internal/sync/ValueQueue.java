package dev.weft.internal.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An unbounded queue that many threads put values into and one takes them from, and that can be
 * closed.
 *
 * <h2>Chunks</h2>
 *
 * Values lie in chunks of {@value #CHUNK} places, linked in the order of the queue. {@link
 * Chunk#claimed} counts the places of a chunk that were given away; who adds to it owns the place
 * of the number that was there before. Past the last place the thread that sees that links a new
 * chunk. So values come out in the order of their claims, which each thread makes in its own order.
 *
 * <h2>Closing</h2>
 *
 * The queue is closed by a compare-and-set of that same number, in the one chunk that has places
 * left: claims from before are good, later ones see {@link #CLOSED}. So each value was either
 * refused or will be taken, and who takes knows when the last one was: nothing is counted twice.
 *
 * <h2>Costs</h2>
 *
 * Putting a value in is one atomic addition and a volatile store, so that whoever puts may look for
 * a sleeping consumer afterwards, who lists itself and looks here afterwards. Taking one is a
 * volatile load, and no fence on x86. There is an allocation for each {@value #CHUNK} values. A
 * chunk that was emptied points to itself: one that lives on in the old generation keeps no younger
 * chunk alive, and a thread that still holds it begins anew.
 *
 * @param <T> the type of the values
 */
public final class ValueQueue<T> {
  private static final int CHUNK = 32;

  /** Is set in the count of the chunk in which the queue ends. */
  private static final int CLOSED = 1 << 30;

  /** Where that count has the number of good places; below it come claims that were refused. */
  private static final int GOOD_SHIFT = 24;

  private static final VarHandle CLAIMED;
  private static final VarHandle NEXT;
  private static final VarHandle TAIL;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      CLAIMED = lookup.findVarHandle(Chunk.class, "claimed", int.class);
      NEXT = lookup.findVarHandle(Chunk.class, "next", Chunk.class);
      TAIL = lookup.findVarHandle(ValueQueue.class, "tail", Chunk.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final class Chunk<T> extends AtomicReferenceArray<@Nullable T> {
    private static final long serialVersionUID = 1L;

    /** The number of values in all chunks before this one. */
    final long start;

    /** Changed through CLAIMED. */
    volatile int claimed;

    /** Changed through NEXT; this chunk itself, once it is empty for good. */
    volatile @Nullable Chunk<T> next;

    Chunk(long start) {
      super(CHUNK);
      this.start = start;
    }

    /** The number of places that were given away and are good. */
    int good() {
      int count = claimed;
      return count >= CLOSED ? (count & ~CLOSED) >>> GOOD_SHIFT : Math.min(count, CHUNK);
    }
  }

  /** Belongs to the consumer. Others may read it for {@link #size}. */
  private volatile Chunk<T> head;

  /** The next place in {@link #head}; belongs to the consumer, as that does. */
  private int taken;

  /** Never before {@link #head}. */
  private volatile Chunk<T> tail;

  /** An open queue without values. */
  public ValueQueue() {
    head = new Chunk<>(0);
    tail = head;
  }

  /**
   * Puts a value in, from any thread.
   *
   * @return false if the queue is closed, and then nothing was put in
   */
  public boolean offer(T value) {
    Chunk<T> chunk = tail;
    int place = (int) CLAIMED.getAndAdd(chunk, 1);
    while (place >= CHUNK) {
      if (place >= CLOSED) {
        return false;
      }
      chunk = after(chunk);
      place = (int) CLAIMED.getAndAdd(chunk, 1);
    }
    chunk.set(place, value);
    return true;
  }

  /** Refuses all that is put in from now on. Idempotent; from any thread. */
  public void close() {
    Chunk<T> chunk = tail;
    int count = chunk.claimed;
    while (count < CLOSED) {
      if (count >= CHUNK) {
        chunk = after(chunk);
      } else if (CLAIMED.compareAndSet(chunk, count, CLOSED | count << GOOD_SHIFT)) {
        return;
      }
      count = chunk.claimed;
    }
  }

  /** Whether {@link #close} was called; from any thread. */
  public boolean isClosed() {
    Chunk<T> chunk = tail;
    int count = chunk.claimed;
    while (count >= CHUNK && count < CLOSED) {
      Chunk<T> next = chunk.next;
      if (next == null) {
        return false;
      }
      chunk = next == chunk ? tail : next;
      count = chunk.claimed;
    }
    return count >= CLOSED;
  }

  /** The chunk behind a full one, made if need be; somewhere behind it, if it was emptied. */
  private Chunk<T> after(Chunk<T> full) {
    Chunk<T> next = full.next;
    if (next == null) {
      Chunk<T> added = new Chunk<>(full.start + CHUNK);
      next = NEXT.compareAndSet(full, null, added) ? added : full.next;
    }
    if (next == null || next == full) {
      return tail;
    }
    TAIL.compareAndSet(this, full, next);
    return next;
  }

  /**
   * Takes the oldest value out; for the consumer.
   *
   * @return the value; null if there is none, or the thread that puts it in is still about to
   */
  public @Nullable T poll() {
    Chunk<T> chunk = head;
    if (taken == CHUNK) {
      Chunk<T> next = chunk.next;
      if (next == null) {
        return null;
      }
      leave(chunk, next);
      chunk = next;
    }
    T value = chunk.get(taken);
    if (value != null) {
      chunk.setPlain(taken, null);
      taken++;
    }
    return value;
  }

  /** Goes on to the next chunk. The tail goes first: nobody may find the old one there again. */
  private void leave(Chunk<T> chunk, Chunk<T> next) {
    TAIL.compareAndSet(this, chunk, next);
    head = next;
    taken = 0;
    chunk.next = chunk;
  }

  /**
   * Takes the oldest value out, and waits for the thread that is just putting it in; for the
   * consumer.
   *
   * @return the value; null if there is none
   */
  public @Nullable T take() {
    T value = poll();
    while (value == null && !isEmpty()) {
      Thread.onSpinWait();
      value = poll();
    }
    return value;
  }

  /** The values that are there, in order; for a thread that looks on while the consumer rests. */
  public List<T> toList() {
    List<T> values = new ArrayList<>();
    int first = taken;
    Chunk<T> chunk = head;
    while (chunk != null) {
      IntStream.range(first, CHUNK)
          .mapToObj(chunk::get)
          .filter(Objects::nonNull)
          .forEach(values::add);
      first = 0;
      Chunk<T> next = chunk.next;
      chunk = next == chunk ? null : next;
    }
    return values;
  }

  /** Whether all values that were put in were taken out; for the consumer. */
  public boolean isEmpty() {
    Chunk<T> chunk = head;
    if (taken < CHUNK) {
      return taken == chunk.good();
    }
    Chunk<T> next = chunk.next;
    return next == null || next.good() == 0;
  }

  /** Whether no value is there and none will come; for the consumer. */
  public boolean isEnded() {
    return isClosed() && isEmpty();
  }

  /** The number of values, as it is or was a moment ago; for the consumer. */
  public long size() {
    Chunk<T> last = tail;
    return Math.max(0, last.start + last.good() - head.start - taken);
  }
}
