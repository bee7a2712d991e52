package dev.weft.sync;

import dev.weft.AsyncStream;
import dev.weft.CancelSafe;
import dev.weft.CancelSafe.Keeps;
import dev.weft.CancelUnsafe;
import dev.weft.Future;
import dev.weft.internal.stream.Closing;
import dev.weft.internal.sync.Blocking;
import java.lang.ref.Reference;
import java.time.Duration;
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
 * System.Logger} {@code dev.weft} says where it was made, unless that was in a runtime which has
 * ended since. When the receiver is closed, sending fails. A weak sender, from {@code downgrade()},
 * isn't counted; it makes a sender as long as there is one.
 *
 * <p>Senders are safe from any thread, inside and outside of runtimes; a receiver is used by one
 * task, or thread, at a time. No method waits but the futures, and those whose names begin with
 * {@code blocking}, which are for code that isn't async.
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
   *     it waited; in the thread in which that happens, which may be several at once, in no certain
   *     order
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
   *     or got there meanwhile, in the thread that closes or sends, which may be several at once,
   *     in no certain order
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

  static <T> T element(T value) {
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
     * <p>Fair. A send that is cancelled has not sent the value, and gives it to the channel's
     * {@code onUndelivered}; who still wants to send it keeps it, or awaits {@link #reserve} in its
     * place.
     *
     * @param value the value
     * @return a lazy future, which may be awaited once
     * @throws ClosedException by the await, with the value, if the channel is closed
     * @throws IllegalStateException if this sender is closed
     */
    @CancelUnsafe("the value, which goes to the channel's onUndelivered")
    public Future<Void> send(T value) throws ClosedException {
      return new MpscSend<>(this, open(), element(value));
    }

    /**
     * Waits for a place, but not for long, and puts a value there. Fair, and cancelled as {@link
     * #send} is.
     *
     * @param value the value
     * @param limit how long, from this call on; a place that is there is taken even past the limit
     * @return a lazy future, which may be awaited once, by a task of a runtime
     * @throws SendTimeoutException by the await, with the value, if no place came in time
     * @throws ClosedException by the await, with the value, if the channel is closed
     * @throws IllegalStateException if this sender is closed
     */
    @CancelUnsafe("the value, which goes to the channel's onUndelivered")
    public Future<Void> sendTimeout(T value, Duration limit)
        throws SendTimeoutException, ClosedException {
      return new MpscSendTimeout<>(new MpscOffer<>(this, open(), element(value)), limit);
    }

    /**
     * Waits for a place, blocks the thread meanwhile, and puts a value there. It stands in one line
     * with the tasks that wait. For code that isn't async.
     *
     * @param value the value; still the caller's if this fails
     * @throws ClosedException with the value, if the channel is closed
     * @throws IllegalStateException on a thread that runs tasks, and if this sender is closed
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public void blockingSend(T value) throws ClosedException, InterruptedException {
      Blocking.await(new MpscOffer<>(this, open(), element(value)), "Mpsc.blockingSend");
    }

    /**
     * Puts a value into the channel if there is a place and nobody waits for it.
     *
     * <p>It takes the place first and puts the value there a moment later: in between another
     * thread may find the channel full, or closed, and the receiver nothing in it yet.
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
    @CancelSafe(Keeps.ALL_BUT_PLACE)
    public Future<Permit<T>> reserve() throws ClosedException {
      return new MpscPermit<>(this, open(), 1);
    }

    /**
     * Waits for places for a number of values. Fair and cancel-safe: it keeps the places that it
     * gets until there are enough, nobody behind it gets any meanwhile, and one that is cancelled
     * gives them back.
     *
     * @param count the number; 0 waits for nothing
     * @return a lazy future of the places, which may be awaited once
     * @throws ClosedException by the await, if the channel is closed
     * @throws IllegalArgumentException if the number is negative, or more than the channel holds
     * @throws IllegalStateException if this sender is closed
     */
    @CancelSafe(Keeps.ALL_BUT_PLACE)
    public Future<Permit<T>> reserveMany(int count) throws ClosedException {
      return new MpscPermit<>(this, open(), places(count));
    }

    private int places(int count) {
      if (count < 0 || count > maxCapacity()) {
        throw new IllegalArgumentException(
            "can't reserve " + count + " places in a channel that holds " + maxCapacity());
      }
      return count;
    }

    /**
     * Reserves a place if there is one and nobody waits for it.
     *
     * @return the place; null if there is none now, or the channel is closed
     * @throws IllegalStateException if this sender is closed
     */
    public @Nullable Permit<T> tryReserve() {
      return tryReserveMany(1);
    }

    /**
     * Reserves places for a number of values if there are so many and nobody waits for one.
     *
     * @param count the number
     * @return the places; null if there aren't so many now, or the channel is closed
     * @throws IllegalArgumentException if the number is negative, or more than the channel holds
     * @throws IllegalStateException if this sender is closed
     */
    public @Nullable Permit<T> tryReserveMany(int count) {
      MpscCore<T> core = open();
      return core.permits().tryTake(places(count))
          ? new MpscPermit<>(this, core, count).use()
          : null;
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
     * Makes a weak sender of this channel, which doesn't keep it open.
     *
     * @return the weak sender
     * @throws IllegalStateException if this sender is closed
     */
    public WeakSender<T> downgrade() {
      return new WeakSender<>(open());
    }

    /**
     * Whether another sender is one of the same channel.
     *
     * @param other the other one; either may be closed
     * @return true if it is
     */
    public boolean sameChannel(Sender<?> other) {
      return core() == other.core();
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
   * A way to a sender of a bounded channel, as long as there is one. It doesn't keep the channel
   * open, and needs no close.
   *
   * @param <T> the type of the values
   * @see <a href="https://docs.rs/tokio/latest/tokio/sync/mpsc/struct.WeakSender.html">Tokio's
   *     WeakSender</a>
   */
  public static final class WeakSender<T> {
    private final MpscCore<T> core;

    private WeakSender(MpscCore<T> core) {
      this.core = core;
    }

    /**
     * Makes a sender of the channel.
     *
     * @return the sender, which is to be closed; null if all have been closed
     */
    public @Nullable Sender<T> upgrade() {
      return core.senders().enter() ? new Sender<>(core) : null;
    }

    /**
     * How many senders of the channel are open. Weak ones and permits don't count.
     *
     * @return the number, as it is or was a moment ago
     */
    public int senders() {
      return core.senders().open();
    }
  }

  /**
   * Places in a bounded channel, usually one: send a value through each, or close it. While there
   * is one, the channel's receiver doesn't end. A permit that becomes unreachable unclosed gives
   * nothing back.
   *
   * @param <T> the type of the channel's values
   * @see <a href="https://docs.rs/tokio/latest/tokio/sync/mpsc/struct.Permit.html">Tokio's
   *     Permit</a>
   */
  public sealed interface Permit<T> extends AutoCloseable permits MpscPermit {
    /**
     * How many places are held here.
     *
     * @return the number; 0 when they were used or given back
     */
    int count();

    /**
     * Puts a value into one of the places, at once, even if the channel was closed meanwhile.
     *
     * @param value the value
     * @throws IllegalStateException if no place is left
     */
    void send(T value);

    /** Gives the places back that weren't used. Idempotent. */
    @Override
    void close();
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

    /**
     * Makes a weak sender of this channel, which doesn't keep it open.
     *
     * @return the weak sender
     * @throws IllegalStateException if this sender is closed
     */
    public WeakUnboundedSender<T> downgrade() {
      return new WeakUnboundedSender<>(open());
    }

    /**
     * Whether another sender is one of the same channel.
     *
     * @param other the other one; either may be closed
     * @return true if it is
     */
    public boolean sameChannel(UnboundedSender<?> other) {
      return core() == other.core();
    }
  }

  /**
   * A way to a sender of an unbounded channel, as long as there is one. It doesn't keep the channel
   * open, and needs no close.
   *
   * @param <T> the type of the values
   * @see <a
   *     href="https://docs.rs/tokio/latest/tokio/sync/mpsc/struct.WeakUnboundedSender.html">Tokio's
   *     WeakUnboundedSender</a>
   */
  public static final class WeakUnboundedSender<T> {
    private final MpscCore<T> core;

    private WeakUnboundedSender(MpscCore<T> core) {
      this.core = core;
    }

    /**
     * Makes a sender of the channel.
     *
     * @return the sender, which is to be closed; null if all have been closed
     */
    public @Nullable UnboundedSender<T> upgrade() {
      return core.senders().enter() ? new UnboundedSender<>(core) : null;
    }

    /**
     * How many senders of the channel are open. Weak ones and permits don't count.
     *
     * @return the number, as it is or was a moment ago
     */
    public int senders() {
      return core.senders().open();
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
    @CancelSafe
    public Future<@Nullable T> recv() {
      return next;
    }

    /** The same as {@link #recv}. */
    @Override
    @CancelSafe
    public Future<@Nullable T> next() {
      return next;
    }

    /**
     * Waits for a value, and takes along what else is there. Cancel-safe as {@link #recv} is.
     *
     * @param limit how many values at most, at least 1
     * @return a future of the values, which may be awaited again; an empty list at the end
     */
    @CancelSafe
    public Future<List<T>> recvMany(int limit) {
      return many(limit);
    }

    private MpscRecvMany<T> many(int limit) {
      if (limit < 1) {
        throw new IllegalArgumentException("limit must be at least 1: " + limit);
      }
      return new MpscRecvMany<>(core, limit);
    }

    /**
     * Waits for the next value and blocks the thread meanwhile. For code that isn't async.
     *
     * @return the value; null at the end
     * @throws IllegalStateException on a thread that runs tasks
     * @throws InterruptedException if the thread is interrupted while it waits; then no value was
     *     taken
     */
    public @Nullable T blockingRecv() throws InterruptedException {
      return Blocking.await(next, "Mpsc.blockingRecv");
    }

    /**
     * Waits for a value, blocks the thread meanwhile, and takes along what else is there. For code
     * that isn't async.
     *
     * @param limit how many values at most, at least 1
     * @return the values; an empty list at the end
     * @throws IllegalStateException on a thread that runs tasks
     * @throws InterruptedException if the thread is interrupted while it waits; then no value was
     *     taken
     */
    public List<T> blockingRecvMany(int limit) throws InterruptedException {
      return Blocking.await(many(limit), "Mpsc.blockingRecvMany");
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
     * Whether no value is there now; unlike {@link #isEnded}, some may still come.
     *
     * @return true if there is none
     */
    public boolean isEmpty() {
      return core.isEmpty();
    }

    /**
     * How many senders of the channel are open. Weak ones and permits don't count.
     *
     * @return the number, as it is or was a moment ago
     */
    public int senders() {
      return core.senders().open();
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
      core.end();
    }

    /**
     * Has the senders send no more. What is in the channel is lost, and given to the channel's
     * {@code onUndelivered}. Idempotent.
     */
    @Override
    public void close() {
      core.drop();
    }

    /** The same as {@link #close}; there is nothing to wait for. */
    @Override
    @CancelSafe
    public Future<Void> closeAsync() {
      return Closing.of(this::close);
    }
  }
}
