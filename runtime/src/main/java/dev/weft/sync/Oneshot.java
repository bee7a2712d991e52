package dev.weft.sync;

import dev.weft.CancelSafe;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.sync.Blocking;
import java.lang.ref.Reference;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Channels for one value, such as the answer to a request.
 *
 * <pre>{@code
 * var answer = Oneshot.<Integer>channel();
 * spawn(() -> {
 *   answer.tx().send(compute());
 * });
 * int number = await(answer.rx().recv());
 * }</pre>
 *
 * <p>Both ends are safe from any thread and outside of runtimes, take no lock and never block, but
 * for {@link Receiver#blockingRecv}.
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/sync/oneshot/index.html">Tokio's oneshot</a>
 */
public final class Oneshot {
  private Oneshot() {}

  /**
   * Makes a channel.
   *
   * @param <T> the type of the value, which may be null
   * @return both ends
   */
  public static <T extends @Nullable Object> Channel<T> channel() {
    return channel(value -> {});
  }

  /**
   * Makes a channel that tells of a value that a close loses.
   *
   * @param onUndelivered is given a value that was sent and that the receiver was closed without
   *     having taken, in the thread that closes
   * @param <T> the type of the value
   * @return both ends
   */
  public static <T extends @Nullable Object> Channel<T> channel(Consumer<? super T> onUndelivered) {
    Objects.requireNonNull(onUndelivered, "onUndelivered");
    Sender<T> sender = new Sender<>(onUndelivered);
    return new Channel<>(sender, new Receiver<>(sender.cell));
  }

  /**
   * Both ends of a channel.
   *
   * @param tx where the value is sent
   * @param rx where it is received
   * @param <T> the type of the value
   */
  public record Channel<T extends @Nullable Object>(Sender<T> tx, Receiver<T> rx) {}

  /**
   * The end that sends the value.
   *
   * <p>Send or close: a receiver waits for either. A sender that becomes unreachable before that,
   * while its receiver waits, is closed some time later, and a line in the log of the {@link
   * System.Logger} {@code dev.weft} tells of it.
   *
   * @param <T> the type of the value
   */
  public static final class Sender<T extends @Nullable Object> implements AutoCloseable {
    private final OneshotCell<T> cell;

    private Sender(Consumer<? super T> onUndelivered) {
      cell = new OneshotCell<>(this, onUndelivered);
    }

    /**
     * Sends the value. Never waits, also where nobody receives yet.
     *
     * @param value the value
     * @return whether it was taken over; if not, the receiver is closed and the value is still the
     *     caller's. One that was taken over may be lost yet if the receiver is closed afterwards
     * @throws IllegalStateException if a value was sent before, or this sender is closed
     */
    public boolean send(T value) {
      try {
        return cell.send(value);
      } finally {
        Reference.reachabilityFence(this);
      }
    }

    /**
     * A future that ends once a value that is sent can't arrive any more: when the receiver is
     * closed, has taken the value, or this sender is closed. Cancel-safe, and may be awaited again.
     *
     * @return the future; one strand at a time may wait for those of a sender
     */
    @CancelSafe
    public Future<Void> closed() {
      return new OneshotClosed(cell);
    }

    /**
     * Whether a value that is sent can't arrive any more; see {@link #closed}.
     *
     * @return true from that moment on
     */
    public boolean isClosed() {
      return cell.isClosed();
    }

    /** Has the receiver fail, if no value was sent. Idempotent. */
    @Override
    public void close() {
      try {
        cell.end();
      } finally {
        Reference.reachabilityFence(this);
      }
    }

    @Override
    public String toString() {
      return "Oneshot.Sender[" + cell + "]";
    }
  }

  /**
   * The end that receives the value: a future of it. One strand at a time may wait.
   *
   * <p>Cancel-safe: a wait that is cancelled leaves the value in the channel, and the receiver may
   * be awaited again, by another strand too, until it has given the value.
   *
   * @param <T> the type of the value
   */
  @CancelSafe
  public static final class Receiver<T extends @Nullable Object>
      implements Future<T>, AutoCloseable {
    private final OneshotCell<T> cell;

    private Receiver(OneshotCell<T> cell) {
      this.cell = cell;
    }

    /**
     * This receiver as a future that declares how it may fail.
     *
     * @return this
     * @throws ClosedException by the await, if the sender was closed without sending, or this
     *     receiver before a value was sent
     * @throws IllegalStateException by the await, if the value was taken before
     */
    @CancelSafe
    public Future<T> recv() throws ClosedException {
      return this;
    }

    /**
     * Waits for the value and blocks the thread meanwhile. For code that isn't async.
     *
     * @return the value
     * @throws ClosedException if the sender was closed without sending, or this receiver before a
     *     value was sent
     * @throws IllegalStateException on a thread that runs tasks, and if the value was taken before
     * @throws InterruptedException if the thread is interrupted while it waits; then the value
     *     stays in the channel
     */
    public T blockingRecv() throws ClosedException, InterruptedException {
      return Blocking.await(cell, "Oneshot.blockingRecv");
    }

    /**
     * Takes the value, if it is there.
     *
     * @return the value; null if there is none now, and then {@link #isEnded} tells whether there
     *     will be
     */
    public @Nullable T tryRecv() {
      return cell.tryTake();
    }

    /**
     * Whether no value will be received any more: it was taken, or the channel was closed without
     * one.
     *
     * @return true from that moment on
     */
    public boolean isEnded() {
      return cell.isClosed();
    }

    /**
     * Has the sender keep its value, if it has not sent it: a value that is there can still be
     * received. Idempotent.
     */
    public void stopSending() {
      cell.stop();
    }

    /**
     * Has the sender keep its value; one that is there is lost, and given to the channel's {@code
     * onUndelivered}. Who waits for the value fails. Idempotent.
     */
    @Override
    public void close() {
      cell.close();
    }

    @Override
    public @Nullable Object poll(Context context) throws Exception {
      return cell.ask(context.waker());
    }

    @Override
    public Object cancel(Context context) {
      cell.giveUp();
      return Poll.CANCELLED;
    }

    @Override
    public String toString() {
      return "Oneshot.Receiver[" + cell + "]";
    }
  }
}
