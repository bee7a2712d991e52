package dev.weft.time;

import dev.weft.AsyncStream;
import dev.weft.CancelSafe;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Waker;
import dev.weft.internal.task.RuntimeStrand;
import dev.weft.internal.time.NanoClock;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Values that come out when their time is over, the earliest first; of those with the same time the
 * first comes first. For caches, sessions and retries, where a task for each would be too much: the
 * whole queue has one timer.
 *
 * <pre>{@code
 * DelayQueue<String> sessions = new DelayQueue<>();
 * DelayQueue.Key key = sessions.insert("anna", Duration.ofMinutes(30));
 * sessions.insert("bert", Duration.ofMinutes(20));
 * sessions.reset(key, Duration.ofMinutes(10));
 *
 * for (DelayQueue.Expired<String> expired : each(sessions)) {
 *   log(expired.value() + " has gone");
 * }
 * }</pre>
 *
 * <p>One task at a time takes values out. Everything else may be called from any thread meanwhile,
 * and wakes that task where it has to look again. The time is that of the runtime which takes
 * values out; of a deadline on another clock what remains counts.
 *
 * <p>As a stream it ends when it is empty. Unlike other streams it goes on when it is filled again.
 *
 * @param <T> the type of the values, which are never null
 * @see <a href="https://docs.rs/tokio-util/latest/tokio_util/time/delay_queue/">tokio-util's
 *     DelayQueue</a>
 */
public final class DelayQueue<T> implements AsyncStream<DelayQueue.Expired<T>> {
  private final Object lock = new Object();

  /** Guarded by {@link #lock}. */
  private final TreeSet<Key> keys = new TreeSet<>(Key::order);

  /** The clock of all keys; guarded by {@link #lock}. */
  private NanoClock clock = Deadline.clockHere();

  /** The number of the next key; guarded by {@link #lock}. */
  private long inserted;

  /** Whom to wake when the queue gets empty or something is due before {@link #awaited}. */
  private @Nullable Waker waiter;

  /** Until when the waiter sleeps; guarded by {@link #lock}, as is the waiter. */
  private long awaited;

  private final Next next = new Next();

  /** An empty queue. */
  public DelayQueue() {}

  /**
   * Puts a value in that comes out a span from now.
   *
   * @param value the value
   * @param delay the span; zero or less for at once
   * @return what the value is reset or removed by
   */
  public Key insert(T value, Duration delay) {
    return insert(value, Deadline.after(delay));
  }

  /**
   * Puts a value in that comes out at a point in time.
   *
   * @param value the value
   * @param deadline when; if it has passed, the value comes out at once
   * @return what the value is reset or removed by
   */
  public Key insert(T value, Deadline deadline) {
    Objects.requireNonNull(value, "value");
    Waker woken;
    Key key;
    synchronized (lock) {
      if (keys.isEmpty()) {
        clock = deadline.clock();
      }
      key = new Key(this, value, inserted++);
      woken = put(key, deadline);
    }
    wake(woken);
    return key;
  }

  /** Returns who is to be woken, once the lock is free. */
  private @Nullable Waker put(Key key, Deadline deadline) {
    key.nanos = deadline.on(clock).nanos();
    keys.add(key);
    return keys.first() == key && key.nanos - awaited < 0 ? takeWaiter() : null;
  }

  private @Nullable Waker takeWaiter() {
    Waker taken = waiter;
    waiter = null;
    return taken;
  }

  private static void wake(@Nullable Waker waker) {
    if (waker != null) {
      waker.wake();
    }
  }

  /**
   * Has a value come out a span from now in place of its time before.
   *
   * @param key what {@link #insert(Object, Duration)} has given
   * @param delay the span; zero or less for at once
   * @throws NoSuchElementException if the value isn't in the queue any more
   */
  public void reset(Key key, Duration delay) {
    reset(key, Deadline.after(delay));
  }

  /**
   * Has a value come out at another point in time.
   *
   * @param key what {@link #insert(Object, Duration)} has given
   * @param deadline when
   * @throws NoSuchElementException if the value isn't in the queue any more
   */
  public void reset(Key key, Deadline deadline) {
    Waker woken;
    synchronized (lock) {
      requirePresent(key);
      keys.remove(key);
      woken = put(key, deadline);
    }
    wake(woken);
  }

  /**
   * Takes a value out before its time.
   *
   * @param key what {@link #insert(Object, Duration)} has given
   * @return the value
   * @throws NoSuchElementException if the value isn't in the queue any more
   */
  public T remove(Key key) {
    T value = tryRemove(key);
    if (value == null) {
      throw gone();
    }
    return value;
  }

  /**
   * Takes a value out before its time, if it is still there.
   *
   * @param key what {@link #insert(Object, Duration)} has given
   * @return the value; null if it has come out or was removed
   */
  @SuppressWarnings("unchecked") // a key of this queue has a value of its type
  public @Nullable T tryRemove(Key key) {
    Object value;
    Waker woken;
    synchronized (lock) {
      requireOwn(key);
      keys.remove(key);
      value = key.take();
      woken = keys.isEmpty() ? takeWaiter() : null;
    }
    wake(woken);
    return (T) value;
  }

  private void requireOwn(Key key) {
    if (key.queue != this) {
      throw new IllegalArgumentException("the key belongs to another DelayQueue");
    }
  }

  private void requirePresent(Key key) {
    requireOwn(key);
    if (key.value == null) {
      throw gone();
    }
  }

  private static NoSuchElementException gone() {
    return new NoSuchElementException(
        "the value of this key isn't in the queue any more: it has come out or was removed;"
            + " tryRemove(key) tells");
  }

  /**
   * The key of the value that comes out next.
   *
   * @return the key; null if the queue is empty
   */
  public @Nullable Key peek() {
    synchronized (lock) {
      return keys.isEmpty() ? null : keys.first();
    }
  }

  /**
   * When a value comes out.
   *
   * @param key what {@link #insert(Object, Duration)} has given
   * @return the point in time
   * @throws NoSuchElementException if the value isn't in the queue any more
   */
  public Deadline deadline(Key key) {
    synchronized (lock) {
      requirePresent(key);
      return Deadline.of(clock, key.nanos);
    }
  }

  /**
   * The number of values, with those whose time is over and that nobody has taken out yet.
   *
   * @return the number
   */
  public int len() {
    synchronized (lock) {
      return keys.size();
    }
  }

  /**
   * Whether there is no value.
   *
   * @return true if {@link #next} would give null
   */
  public boolean isEmpty() {
    return len() == 0;
  }

  /** Takes all values out. */
  public void clear() {
    Waker woken;
    synchronized (lock) {
      keys.forEach(Key::take);
      keys.clear();
      woken = takeWaiter();
    }
    wake(woken);
  }

  /**
   * Waits for the next value whose time is over. Cancel-safe.
   *
   * @return a lazy future of the value, or of null if there is none, or none any more
   */
  @Override
  @CancelSafe
  public Future<@Nullable Expired<T>> next() {
    return next;
  }

  /** Moves all keys to another clock; what remains stays, and so does the order. */
  private void adopt(NanoClock other) {
    if (clock != other) {
      long shift = Deadline.of(clock, 0).on(other).nanos();
      keys.forEach(key -> key.nanos += shift);
      clock = other;
    }
  }

  @SuppressWarnings("unchecked") // a key of this queue has a value of its type
  private Expired<T> expire(Key key) {
    keys.remove(key);
    T value = (T) Objects.requireNonNull(key.take(), "in the queue");
    return new Expired<>(value, Deadline.of(clock, key.nanos), key);
  }

  @Override
  public String toString() {
    return "DelayQueue[len=" + len() + "]";
  }

  /**
   * A value whose time is over.
   *
   * @param value the value
   * @param deadline when it was due
   * @param key what it was known by; no value belongs to it any more
   * @param <T> the type of the value
   */
  public record Expired<T>(T value, Deadline deadline, Key key) {}

  /** What a value in a queue is known by. */
  public static final class Key {
    private final DelayQueue<?> queue;
    private final long number;

    /** In the terms of the queue's clock; guarded by its lock, as is the value. */
    private long nanos;

    /** Null once it is out of the queue. */
    private @Nullable Object value;

    private Key(DelayQueue<?> queue, Object value, long number) {
      this.queue = queue;
      this.value = value;
      this.number = number;
    }

    private @Nullable Object take() {
      Object taken = value;
      value = null;
      return taken;
    }

    private static int order(Key a, Key b) {
      long later = a.nanos - b.nanos;
      return Long.signum(later == 0 ? a.number - b.number : later);
    }

    @Override
    public String toString() {
      return "DelayQueue.Key[" + number + "]";
    }
  }

  /** The future of the next value. What it keeps is the queue's, so that one serves for all. */
  private final class Next implements Future<@Nullable Expired<T>> {
    /** Of the task that takes values out. */
    private final Sleep sleep = Sleep.until(Deadline.now());

    @Override
    public @Nullable Object poll(Context context) {
      Object answer = take(context);
      while (answer == Poll.PENDING && sleep.poll(context) != Poll.PENDING) {
        answer = take(context);
      }
      if (answer != Poll.PENDING) {
        sleep.cancel(context);
      }
      return answer;
    }

    private @Nullable Object take(Context context) {
      synchronized (lock) {
        waiter = null;
        adopt(((RuntimeStrand) context).scheduler().timers().clock());
        if (keys.isEmpty()) {
          return null;
        }
        Key first = keys.first();
        if (first.nanos - clock.nanoTime() <= 0) {
          return expire(first);
        }
        waiter = context.waker();
        awaited = first.nanos;
        sleep.reset(Deadline.of(clock, awaited));
        return Poll.PENDING;
      }
    }

    /** Everything stays where it is. */
    @Override
    public Object cancel(Context context) {
      synchronized (lock) {
        waiter = null;
      }
      sleep.cancel(context);
      return Poll.CANCELLED;
    }

    @Override
    public String toString() {
      return "DelayQueue.next";
    }
  }
}
