package dev.weft.sync;

import dev.weft.AsyncStream;
import dev.weft.CancelSafe;
import dev.weft.Future;
import dev.weft.internal.stream.Closing;
import dev.weft.internal.sync.Blocking;
import java.lang.ref.Reference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Channels with many senders and many receivers, each of which gets every value that is sent after
 * it subscribed.
 *
 * <pre>{@code
 * Broadcast.Sender<String> tx = Broadcast.sender(16);
 * Broadcast.Receiver<String> rx = tx.subscribe();
 * spawn(() -> {
 *   for (String message : each(rx)) {
 *     System.out.println(message);
 *   }
 * });
 * tx.send("hello");
 * tx.close();
 * }</pre>
 *
 * <p>Values are shared: all receivers get the same object, so let it be one that nobody changes.
 *
 * <p><b>Slow receivers.</b> A sender never waits. The channel keeps the last values, as many as its
 * capacity, for the receivers that have still to take them; where there is no room the oldest one
 * goes. A receiver that had not taken it yet gets a {@link LaggedException} with the number of
 * values that it has missed, once, and then goes on with the oldest one that is there. A value that
 * all receivers have taken is let go of at once.
 *
 * <p><b>Order.</b> All receivers get the values in one order, those of one sender in its own. Of
 * the receivers that wait the one that has waited longest is woken first.
 *
 * <p><b>Closing.</b> Senders are counted: {@code copy()} makes another, {@code close()} ends one. A
 * receiver gets null once all are closed and it has taken what is left. A sender that becomes
 * unreachable without having been closed is closed some time later, and a line in the log of the
 * {@link System.Logger} {@code dev.weft} says where it was made. Receivers are counted, too, until
 * they are closed; one that is not used any more and isn't closed has values kept for it until they
 * are the oldest. Sending without receivers does nothing.
 *
 * <p>Senders are safe from any thread, inside and outside of runtimes; a receiver is used by one
 * task at a time.
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/sync/broadcast/index.html">Tokio's broadcast</a>
 */
public final class Broadcast {
  private Broadcast() {}

  /**
   * Makes a channel that has no receivers yet.
   *
   * @param capacity how many values it keeps for slow receivers, from 1 to 2<sup>30</sup>; rounded
   *     up to a power of two. There is memory for one reference each from the start
   * @param <T> the type of the values
   * @return its sender
   * @throws IllegalArgumentException if the capacity is too small or too great
   */
  public static <T> Sender<T> sender(int capacity) {
    return new Sender<>(new BroadcastCore<>(capacity));
  }

  /**
   * A sending end of a channel.
   *
   * @param <T> the type of the values
   */
  public static final class Sender<T> implements AutoCloseable {
    private final BroadcastCore<T> core;
    private final SenderHandle handle;

    /** For one that was counted. */
    private Sender(BroadcastCore<T> core) {
      this.core = core;
      handle = new SenderHandle(core.senders(), this);
    }

    /**
     * Sends a value to all receivers, at once.
     *
     * @param value the value
     * @return how many receivers there are, each of which gets the value unless it lags behind or
     *     is closed before; with 0 the value wasn't kept
     * @throws IllegalStateException if this sender is closed
     */
    public int send(T value) {
      handle.requireOpen();
      Objects.requireNonNull(
          value, "the elements of a channel are never null; to only wake somebody use Notify");
      try {
        return core.send(value);
      } finally {
        Reference.reachabilityFence(this);
      }
    }

    /**
     * Makes a receiver of what is sent from now on.
     *
     * @return the receiver
     * @throws IllegalStateException if this sender is closed, or there are too many receivers
     */
    public Receiver<T> subscribe() {
      handle.requireOpen();
      return new Receiver<>(core);
    }

    /**
     * Makes another sender of this channel, for another user, who closes it.
     *
     * @return the sender
     * @throws IllegalStateException if this sender is closed
     */
    public Sender<T> copy() {
      try {
        handle.copy();
        return new Sender<>(core);
      } finally {
        Reference.reachabilityFence(this);
      }
    }

    /**
     * Makes a sender that doesn't count.
     *
     * @return the sender, which needs not be closed
     */
    public WeakSender<T> downgrade() {
      return new WeakSender<>(core);
    }

    /**
     * How many receivers there are that were not closed.
     *
     * @return the number, as it is or was a moment ago
     */
    public int receiverCount() {
      return core.receivers().open();
    }

    /**
     * How many values some receiver has still to take.
     *
     * @return the number, as it is or was a moment ago; at most the capacity
     */
    public int len() {
      return core.size();
    }

    /**
     * A future that ends when there are no receivers. Where a new one subscribes before the future
     * is asked again, it goes on waiting. Cancel-safe, and may be awaited again.
     *
     * @return the future, for one strand at a time
     */
    @CancelSafe
    public Future<Void> closed() {
      return core.receivers().none("Broadcast.closed");
    }

    /**
     * Ends this sender. If it was the last one, receivers end when they have taken what is left.
     * Idempotent.
     */
    @Override
    public void close() {
      try {
        handle.close();
      } finally {
        Reference.reachabilityFence(this);
      }
    }
  }

  /**
   * What a sender can be made of as long as there is one: it keeps no channel from ending.
   *
   * @param <T> the type of the values
   */
  public static final class WeakSender<T> {
    private final BroadcastCore<T> core;

    private WeakSender(BroadcastCore<T> core) {
      this.core = core;
    }

    /**
     * Makes a sender, which is to be closed.
     *
     * @return the sender; null if all senders are closed
     */
    public @Nullable Sender<T> upgrade() {
      return core.senders().enter() ? new Sender<>(core) : null;
    }
  }

  /**
   * A receiving end of a channel, a stream of its values. It is used by one task at a time, also
   * when it is closed.
   *
   * @param <T> the type of the values
   */
  public static final class Receiver<T> implements AsyncStream<T>, AutoCloseable {
    private final BroadcastCore<T> core;
    private final BroadcastRecv<T> next;

    private Receiver(BroadcastCore<T> core) {
      this.core = core;
      next = new BroadcastRecv<>(core);
    }

    /**
     * Waits for the next value. Its await throws {@link LaggedException} where values were missed;
     * the next one then gives the oldest value that is left.
     *
     * <p>Cancel-safe: one that is cancelled has taken no value.
     *
     * @return a future of the value, which may be awaited again for the next one, by one strand at
     *     a time; null at the end, from there on for ever: when all senders are closed and no
     *     values are left, or when this receiver is closed
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
     * Takes the next value if there is one.
     *
     * @return the value; null if there is none now, and then {@link #isEnded} tells whether there
     *     will be
     * @throws LaggedException if values were missed
     */
    public @Nullable T tryRecv() {
      return next.tryTake();
    }

    /**
     * Waits for the next value and blocks the thread meanwhile. For code that isn't async.
     *
     * @return the value; null at the end
     * @throws LaggedException if values were missed
     * @throws IllegalStateException on a thread that runs tasks
     * @throws InterruptedException if the thread is interrupted while it waits; then no value was
     *     taken
     */
    public @Nullable T blockingRecv() throws InterruptedException {
      return Blocking.await(next, "Broadcast.blockingRecv");
    }

    /**
     * Whether no value is there and none will come.
     *
     * @return true from that moment on
     */
    public boolean isEnded() {
      return next.isEnded();
    }

    /**
     * How many values were sent that this receiver has not got, those included that it will have
     * missed.
     *
     * @return the number, as it is or was a moment ago
     */
    public int len() {
      return next.size();
    }

    /**
     * Makes another receiver, of what is sent from now on; not of what this one has still to
     * receive.
     *
     * @return the receiver
     * @throws IllegalStateException if there are too many
     */
    public Receiver<T> resubscribe() {
      return new Receiver<>(core);
    }

    /** Ends this receiver: nothing is kept for it any more. Idempotent. */
    @Override
    public void close() {
      next.close();
    }

    /** The same as {@link #close}; there is nothing to wait for. */
    @Override
    @CancelSafe
    public Future<Void> closeAsync() {
      return Closing.of(this::close);
    }
  }
}
