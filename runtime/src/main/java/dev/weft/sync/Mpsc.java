package dev.weft.sync;

import dev.weft.AsyncStream;
import dev.weft.Future;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Channels with many senders and one receiver.
 *
 * <pre>{@code
 * var channel = Mpsc.<String>channel(32);
 * spawn(() -> {
 *   try (var tx = channel.tx()) {
 *     await(tx.send("hello"));
 *   }
 * });
 * for (String message : each(channel.rx())) {
 *   System.out.println(message);
 * }
 * }</pre>
 *
 * <p>A bounded channel holds a number of values, and a sender waits while it is full. An unbounded
 * one never has a sender wait; where values come faster than they are taken, it fills the memory.
 *
 * <p><b>Order.</b> Values come out in the order in which they got in, those of one sender in its
 * own. Senders that wait get in in the order in which they came.
 *
 * <p><b>Closing.</b> Senders are counted: {@code copy()} makes another, {@code close()} ends one.
 * The receiver gets null once all are closed and every value is out. One that becomes unreachable
 * without having been closed is closed some time later, and a line in the log of the {@link
 * System.Logger} {@code dev.weft} says where it was made. When the receiver is closed, sending
 * fails.
 *
 * <p>Senders are safe from any thread, inside and outside of runtimes; a receiver is used by one
 * task at a time. No method takes a lock or waits, but for the futures.
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/sync/mpsc/index.html">Tokio's mpsc</a>
 */
public final class Mpsc {
  private Mpsc() {}

  /**
   * Makes a bounded channel.
   *
   * @param capacity how many values it holds, at least 1
   * @param <T> the type of the values
   * @return both ends
   */
  public static <T> Channel<T> channel(int capacity) {
    return channel(capacity, value -> {});
  }

  /**
   * Makes a bounded channel that tells of values that are lost.
   *
   * @param capacity how many values it holds, at least 1
   * @param onUndelivered is given each value that was in the channel when the receiver was closed,
   *     or got there afterwards through a permit, and that of each send which was cancelled while
   *     it waited; in the thread in which that happens
   * @param <T> the type of the values
   * @return both ends
   */
  public static <T> Channel<T> channel(int capacity, Consumer<? super T> onUndelivered) {
    MpscCore<T> core = MpscCore.bounded(capacity, onUndelivered);
    return new Channel<>(new Sender<>(core), new Receiver<>(core));
  }

  /**
   * Makes an unbounded channel.
   *
   * @param <T> the type of the values
   * @return both ends
   */
  public static <T> UnboundedChannel<T> unbounded() {
    return unbounded(value -> {});
  }

  /**
   * Makes an unbounded channel that tells of values that are lost.
   *
   * @param onUndelivered is given each value that was in the channel when the receiver was closed,
   *     in the thread that closes
   * @param <T> the type of the values
   * @return both ends
   */
  public static <T> UnboundedChannel<T> unbounded(Consumer<? super T> onUndelivered) {
    MpscCore<T> core = MpscCore.unbounded(onUndelivered);
    return new UnboundedChannel<>(new UnboundedSender<>(core), new Receiver<>(core));
  }

  /**
   * Both ends of a bounded channel.
   *
   * @param tx where values are sent
   * @param rx where they are received
   * @param <T> the type of the values
   */
  public record Channel<T>(Sender<T> tx, Receiver<T> rx) {}

  /**
   * Both ends of an unbounded channel.
   *
   * @param tx where values are sent
   * @param rx where they are received
   * @param <T> the type of the values
   */
  public record UnboundedChannel<T>(UnboundedSender<T> tx, Receiver<T> rx) {}

  /** What came of the attempt to send a value at once. */
  public enum TrySend {
    /** The channel has the value. */
    SENT,
    /** There is no place now, or others wait for one; the value is still the caller's. */
    FULL,
    /** The channel takes no more values; this one is still the caller's. */
    CLOSED
  }

  private static <T> T element(T value) {
    return Objects.requireNonNull(
        value, "the elements of a channel are never null; to only wake somebody use Notify");
  }

  /**
   * A sending end of a bounded channel.
   *
   * @param <T> the type of the values
   */
  public static final class Sender<T> extends MpscSender<T> {
    private Sender(MpscCore<T> counted) {
      super(counted);
    }

    /**
     * Waits for a place and puts a value there.
     *
     * <p>Fair. Cancel-safe in that a send which is cancelled has not sent the value; who still
     * wants to send it keeps it, or awaits {@link #reserve} in its place.
     *
     * @param value the value
     * @return a lazy future, which may be awaited once
     * @throws ClosedException by the await, with the value, if the channel is closed
     * @throws IllegalStateException if this sender is closed
     */
    public Future<Void> send(T value) throws ClosedException {
      return new MpscSend<>(this, open(), element(value));
    }

    /**
     * Puts a value into the channel if there is a place and nobody waits for it.
     *
     * @param value the value
     * @return whether it was sent
     * @throws IllegalStateException if this sender is closed
     */
    public TrySend trySend(T value) {
      MpscCore<T> core = open();
      element(value);
      try {
        if (core.permits().tryTake(1)) {
          core.offer(value);
          return TrySend.SENT;
        }
        return core.permits().isClosed() ? TrySend.CLOSED : TrySend.FULL;
      } finally {
        Reference.reachabilityFence(this);
      }
    }

    /**
     * Waits for a place for a value that needs not exist yet. Fair and cancel-safe.
     *
     * @return a lazy future of the place, which may be awaited once
     * @throws ClosedException by the await, if the channel is closed
     * @throws IllegalStateException if this sender is closed
     */
    public Future<Permit<T>> reserve() throws ClosedException {
      return new MpscReserve<>(this, open());
    }

    /**
     * Reserves a place if there is one and nobody waits for it.
     *
     * @return the place; null if there is none now, or the channel is closed
     * @throws IllegalStateException if this sender is closed
     */
    public @Nullable Permit<T> tryReserve() {
      MpscCore<T> core = open();
      return core.permits().tryTake(1) ? new Permit<>(this, core) : null;
    }

    /**
     * Makes another sender of this channel, for another user, who closes it.
     *
     * @return the sender
     * @throws IllegalStateException if this sender is closed
     */
    public Sender<T> copy() {
      return new Sender<>(copied());
    }

    /**
     * How many more values the channel takes now.
     *
     * @return the number
     */
    public int capacity() {
      return core().permits().available();
    }

    /**
     * How many values the channel holds.
     *
     * @return the number that it was made with
     */
    public int maxCapacity() {
      return core().capacity();
    }
  }

  /**
   * A place in a bounded channel: send a value or close it. While there is one, the channel's
   * receiver doesn't end.
   *
   * @param <T> the type of the channel's values
   */
  public static final class Permit<T> implements AutoCloseable {
    /** Not to be taken for a dropped one while it has a permit. */
    private @Nullable Sender<T> sender;

    private final MpscCore<T> core;

    Permit(Sender<T> sender, MpscCore<T> core) {
      this.sender = sender;
      this.core = core;
    }

    /**
     * Puts a value into this place, at once, even if the channel was closed meanwhile.
     *
     * @param value the value
     * @throws IllegalStateException if this permit was used or closed
     */
    public void send(T value) {
      element(value);
      Sender<T> used = sender;
      if (!use()) {
        throw new IllegalStateException("this permit was used already; reserve one for each value");
      }
      try {
        core.offer(value);
      } finally {
        Reference.reachabilityFence(used);
      }
    }

    /** Gives the place back, if it wasn't used. Idempotent. */
    @Override
    public void close() {
      if (use()) {
        core.giveBack(1);
      }
    }

    private synchronized boolean use() {
      boolean unused = sender != null;
      sender = null;
      return unused;
    }
  }

  /**
   * A sending end of an unbounded channel.
   *
   * @param <T> the type of the values
   */
  public static final class UnboundedSender<T> extends MpscSender<T> {
    private UnboundedSender(MpscCore<T> counted) {
      super(counted);
    }

    /**
     * Sends a value, at once.
     *
     * @param value the value
     * @throws ClosedException with the value, if the receiver takes no more
     * @throws IllegalStateException if this sender is closed
     */
    public void send(T value) throws ClosedException {
      if (trySend(value) == TrySend.CLOSED) {
        throw MpscAcquire.closed(value);
      }
    }

    /**
     * Sends a value, at once.
     *
     * @param value the value
     * @return {@code SENT} or {@code CLOSED}
     * @throws IllegalStateException if this sender is closed
     */
    public TrySend trySend(T value) {
      try {
        return open().offer(element(value)) ? TrySend.SENT : TrySend.CLOSED;
      } finally {
        Reference.reachabilityFence(this);
      }
    }

    /**
     * Makes another sender of this channel, for another user, who closes it.
     *
     * @return the sender
     * @throws IllegalStateException if this sender is closed
     */
    public UnboundedSender<T> copy() {
      return new UnboundedSender<>(copied());
    }
  }

  /**
   * The receiving end of a channel, a stream of its values. It is used by one task at a time, also
   * when it is closed.
   *
   * @param <T> the type of the values
   */
  public static final class Receiver<T> implements AsyncStream<T>, AutoCloseable {
    private final MpscCore<T> core;
    private final MpscRecv<T> next;

    private Receiver(MpscCore<T> core) {
      this.core = core;
      next = new MpscRecv<>(core);
    }

    /**
     * Waits for the next value.
     *
     * <p>Cancel-safe: one that is cancelled has taken no value.
     *
     * @return a future of the value, which may be awaited again for the next one, by one strand at
     *     a time; null at the end, from there on for ever: when all senders are closed, or this
     *     receiver, and no values are left
     */
    public Future<@Nullable T> recv() {
      return next;
    }

    /** The same as {@link #recv}. */
    @Override
    public Future<@Nullable T> next() {
      return next;
    }

    /**
     * Waits for a value, and takes along what else is there. Cancel-safe as {@link #recv} is.
     *
     * @param limit how many values at most, at least 1
     * @return a future of the values, which may be awaited again; an empty list at the end
     */
    public Future<List<T>> recvMany(int limit) {
      if (limit < 1) {
        throw new IllegalArgumentException("limit must be at least 1: " + limit);
      }
      return new MpscRecvMany<>(core, limit);
    }

    /**
     * Takes the next value if there is one. Where another thread is in the midst of a send that
     * comes first, it waits for that, which takes a moment.
     *
     * @return the value; null if there is none now, and then {@link #isEnded} tells whether there
     *     will be
     */
    public @Nullable T tryRecv() {
      return core.tryTake();
    }

    /**
     * Whether no value is there and none will come.
     *
     * @return true from that moment on
     */
    public boolean isEnded() {
      return core.isEnded();
    }

    /**
     * How many values are in the channel.
     *
     * @return the number, as it is or was a moment ago
     */
    public int len() {
      return core.size();
    }

    /**
     * Has the senders send no more. What is in the channel, and what still comes through permits,
     * can be received; then comes the end. Idempotent.
     */
    public void stopSending() {
      core.stop();
    }

    /**
     * Has the senders send no more. What is in the channel is lost, and given to the channel's
     * {@code onUndelivered}. Idempotent.
     */
    @Override
    public void close() {
      core.drop();
    }
  }
}
