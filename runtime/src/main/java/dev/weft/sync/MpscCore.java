package dev.weft.sync;

import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Waker;
import dev.weft.internal.cancel.CancelNode;
import dev.weft.internal.cancel.Cancelled;
import dev.weft.internal.sync.Permits;
import dev.weft.internal.sync.ValueQueue;
import dev.weft.internal.task.FirstFailure;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the ends of a channel with many senders and one receiver share.
 *
 * <h2>The end</h2>
 *
 * A channel is over for its senders when the receiver says so, and for its receiver when that has
 * happened, or the last sender was closed, and all values are out. When may the receiver say that
 * none will come?
 *
 * <ul>
 *   <li>Unbounded: closing is a change of the queue itself, which puts each value before it or
 *       refuses it.
 *   <li>Bounded: a value in the queue has a permit, and so has one that is about to be put there.
 *       The receiver gives the permit back after it has taken the value. So once the permits are
 *       closed and all of them are there, nothing is in the queue and nothing will come.
 * </ul>
 *
 * <h2>Waking</h2>
 *
 * The receiver writes its waker into {@link #receiving} and looks for values afterwards; a sender
 * puts its value there and looks at the waker afterwards, and takes it. All four are volatile, so
 * one of the two sees the other, and of many senders one wakes. No lock is taken where neither side
 * has to wait.
 *
 * <h2>Costs</h2>
 *
 * Sending is an atomic addition and a volatile store into the queue, and a load of the waker; in a
 * bounded channel a compare-and-set for the permit comes first. It allocates the future, where it
 * is one, and a 32nd of a chunk. Receiving is a load, and in a bounded channel a compare-and-set
 * for the permit; it allocates nothing, as the future is always the same. A wait of the receiver is
 * one volatile store.
 */
final class MpscCore<T> {
  private static final VarHandle RECEIVING;

  static {
    try {
      RECEIVING = MethodHandles.lookup().findVarHandle(MpscCore.class, "receiving", Waker.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final ValueQueue<T> queue = new ValueQueue<>();

  /** How many values there may be; without limit if null. */
  private final @Nullable Permits permits;

  private final int capacity;
  private final Consumer<? super T> onUndelivered;

  /** Cancelled when the channel takes no more. */
  private final CancelNode closed = new CancelNode();

  private final SenderCount senders = new SenderCount("an Mpsc channel", this::end, this::reserved);

  /** Who is woken by the next value; written by the receiver, taken by who wakes. */
  private volatile @Nullable Waker receiving;

  /** Whether the receiver is closed: what is in the queue is lost, and taken out under a lock. */
  private volatile boolean dropped;

  private MpscCore(@Nullable Permits permits, int capacity, Consumer<? super T> onUndelivered) {
    this.permits = permits;
    this.capacity = capacity;
    this.onUndelivered = Objects.requireNonNull(onUndelivered, "onUndelivered");
  }

  /** With one sender. */
  static <T> MpscCore<T> bounded(int capacity, Consumer<? super T> onUndelivered) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be at least 1: " + capacity);
    }
    return new MpscCore<>(
        new Permits(capacity, "a place in an Mpsc channel"), capacity, onUndelivered);
  }

  /** With one sender. */
  static <T> MpscCore<T> unbounded(Consumer<? super T> onUndelivered) {
    return new MpscCore<>(null, Integer.MAX_VALUE, onUndelivered);
  }

  // The senders' side.

  SenderCount senders() {
    return senders;
  }

  /** The permits of a bounded channel. */
  Permits permits() {
    return Objects.requireNonNull(permits, "bounded");
  }

  int capacity() {
    return capacity;
  }

  boolean isBounded() {
    return permits != null;
  }

  /** How many places have a permit and no value yet. */
  private int reserved() {
    return permits == null ? 0 : Math.max(0, capacity - permits.available() - size());
  }

  /** What is in the channel now, in order; for a thread that looks on. */
  List<T> values() {
    return dropped ? List.of() : queue.toList();
  }

  /** Puts a value in, which has a permit where there are some; false if the channel is over. */
  boolean offer(T value) {
    if (!queue.offer(value)) {
      return false;
    }
    wakeReceiver();
    if (dropped) {
      drain();
    }
    return true;
  }

  /** A permit comes back that no value has used. */
  void giveBack(int count) {
    permits().add(count);
    wakeIfClosed();
  }

  /** Lets the receiver look whether the last permit is back. */
  void wakeIfClosed() {
    if (permits().isClosed()) {
      wakeReceiver();
    }
  }

  /** A value is lost that somebody has given away. */
  void undelivered(T value) {
    onUndelivered.accept(value);
  }

  boolean isClosed() {
    return permits == null ? queue.isClosed() : permits.isClosed();
  }

  Future<Void> closed() {
    return new Cancelled(closed);
  }

  private void wakeReceiver() {
    if (receiving != null) {
      Waker waker = (Waker) RECEIVING.getAndSet(this, null);
      if (waker != null) {
        waker.wake();
      }
    }
  }

  /** Takes what has a place, and no more: the receiver says so, or there is no sender. */
  void end() {
    if (permits == null) {
      queue.close();
    } else {
      permits.close();
    }
    wakeReceiver();
    closed.cancel();
  }

  // The receiver's side.

  /** The oldest value; null at the end. */
  @Nullable Object poll(Waker waker) {
    if (dropped) {
      return null;
    }
    T value = queue.poll();
    if (value == null) {
      receiving = waker;
      value = queue.poll();
      if (value == null && !isEnded()) {
        return Poll.PENDING;
      }
      receiving = null;
    }
    return taken(value);
  }

  /** The wait is over. */
  void stopWaiting() {
    receiving = null;
  }

  /** The oldest value that is there now. */
  @Nullable T tryTake() {
    return dropped ? null : taken(queue.take());
  }

  /** A value that was taken, with those behind it that are there now, so many in all at most. */
  List<T> with(T first, int limit) {
    List<T> values = new ArrayList<>((int) Math.min(limit, queue.size() + 1));
    for (T value = first; value != null; value = values.size() < limit ? queue.poll() : null) {
      values.add(value);
    }
    if (permits != null && values.size() > 1) {
      permits.add(values.size() - 1);
    }
    return values;
  }

  private @Nullable T taken(@Nullable T value) {
    if (value != null && permits != null) {
      permits.add(1);
    }
    return value;
  }

  /** Whether no value is there and none will come. */
  boolean isEnded() {
    if (dropped) {
      return true;
    }
    return permits == null
        ? queue.isEnded()
        : permits.isClosed() && permits.available() == capacity;
  }

  boolean isEmpty() {
    return dropped || queue.isEmpty();
  }

  int size() {
    return dropped ? 0 : (int) Math.min(queue.size(), Integer.MAX_VALUE);
  }

  /** The receiver takes nothing more. */
  void drop() {
    dropped = true;
    end();
    drain();
  }

  /** A callback that fails keeps no other value from its own. */
  private void drain() {
    FirstFailure failures = new FirstFailure();
    for (T value = takeLost(); value != null; value = takeLost()) {
      tell(value, failures);
    }
    failures.throwUndeclared();
  }

  private void tell(T value, FirstFailure failures) {
    try {
      onUndelivered.accept(value);
    } catch (Throwable t) {
      failures.add(t);
    }
  }

  /** Senders with permits take values out too, once this is dropped. */
  private synchronized @Nullable T takeLost() {
    return queue.take();
  }
}
