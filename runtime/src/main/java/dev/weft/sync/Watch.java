package dev.weft.sync;

import dev.weft.AsyncStream;
import dev.weft.CancelSafe;
import dev.weft.Future;
import dev.weft.internal.stream.Closing;
import dev.weft.internal.sync.Blocking;
import java.lang.ref.Reference;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Channels that hold one value, the newest, which any number of receivers look at and wait for
 * changes of: a configuration, a state, the wish to shut down.
 *
 * <pre>{@code
 * Watch.Sender<Integer> level = Watch.sender(1);
 * Watch.Receiver<Integer> rx = level.subscribe();
 * spawn(() -> {
 *   for (Integer seen : each(rx)) {
 *     System.out.println("level " + seen);
 *   }
 * });
 * level.send(2);
 * await(level.subscribe().waitFor(now -> now >= 2));
 * level.close();
 * }</pre>
 *
 * <p>A receiver that is slow skips values, and sees the last one for sure. Each receiver knows
 * which value it has seen; the one that is there when it subscribes counts as seen.
 *
 * <p>The value is shared: all get the same object, so let it be one that nobody changes. Reading
 * takes no lock and holds none: unlike in Tokio, who looks at a value keeps nobody from sending the
 * next one.
 *
 * <p><b>Closing.</b> Senders are counted: {@code copy()} makes another, {@code close()} ends one. A
 * receiver is at its end once all are closed and it has seen the last value. A sender that becomes
 * unreachable without having been closed is closed some time later, and a line in the log of the
 * {@link System.Logger} {@code dev.weft} says where it was made. Receivers are counted, too, until
 * they are closed. Without any, {@link Sender#send} does nothing; a new one changes that.
 *
 * <p>Of the receivers that wait, the one that has waited longest is woken first. Senders are safe
 * from any thread, inside and outside of runtimes; a receiver is used by one task at a time, for
 * one wait at a time.
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/sync/watch/index.html">Tokio's watch</a>
 */
public final class Watch {
  private Watch() {}

  /**
   * Makes a channel that has no receivers yet.
   *
   * @param initial the value that is there at first
   * @param <T> the type of the values
   * @return its sender
   */
  public static <T> Sender<T> sender(T initial) {
    return new Sender<>(new WatchCore<>(initial));
  }

  /**
   * A sending end of a channel.
   *
   * @param <T> the type of the values
   */
  public static final class Sender<T> implements AutoCloseable {
    private final WatchCore<T> core;
    private final SenderHandle handle;

    /** For one that was counted. */
    private Sender(WatchCore<T> core) {
      this.core = core;
      handle = new SenderHandle(core.senders(), this);
    }

    /** Does something with the channel, which isn't taken for a dropped one meanwhile. */
    private <R> R open(Supplier<R> use) {
      handle.requireOpen();
      try {
        return use.get();
      } finally {
        Reference.reachabilityFence(this);
      }
    }

    /**
     * Stores a value and wakes the receivers, if there are any.
     *
     * @param value the value
     * @return false if there are no receivers, and then the value was not stored
     * @throws IllegalStateException if this sender is closed
     */
    public boolean send(T value) {
      handle.requireOpen();
      WatchCore.element(value);
      try {
        return core.send(value);
      } finally {
        Reference.reachabilityFence(this);
      }
    }

    /**
     * Stores a value, also without receivers, and wakes those that there are.
     *
     * @param value the value
     * @return the value before it
     * @throws IllegalStateException if this sender is closed
     */
    public T sendReplace(T value) {
      WatchCore.element(value);
      return open(() -> core.replace(value));
    }

    /**
     * Stores what an operator makes of the value, also without receivers, and wakes those that
     * there are, even if it is the same object.
     *
     * <p>The operator is called once, and others who send wait meanwhile: let it be short. If it
     * throws, the value stays the same object, nobody is woken, and what the operator has changed
     * in that object stays changed. It must not use this channel but for {@code borrow()}.
     *
     * @param operator makes the new value of the old one
     * @throws IllegalStateException if this sender is closed, or is used in such a function
     */
    public void sendModify(UnaryOperator<T> operator) {
      Objects.requireNonNull(operator, "operator");
      open(
          () -> {
            core.modify(operator);
            return true;
          });
    }

    /**
     * Stores a value and wakes the receivers if the present value fulfils a condition, in one step.
     * Without receivers, too.
     *
     * @param condition is called once, while others who send wait; what is said of the operator of
     *     {@link #sendModify} holds for it
     * @param value the value
     * @return whether it was stored
     * @throws IllegalStateException if this sender is closed, or is used in such a function
     */
    public boolean sendIf(Predicate<? super T> condition, T value) {
      Objects.requireNonNull(condition, "condition");
      WatchCore.element(value);
      return open(() -> core.sendIf(condition, value));
    }

    /**
     * Looks at the value.
     *
     * @return the present one
     */
    public T borrow() {
      return core.current().value();
    }

    /**
     * Makes a receiver, which has seen the present value.
     *
     * @return the receiver
     * @throws IllegalStateException if this sender is closed
     */
    public Receiver<T> subscribe() {
      return open(() -> new Receiver<>(WatchCursor.ofPresent(core)));
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
     * A future that ends when there are no receivers. Where a new one subscribes before the future
     * is asked again, it goes on waiting. Cancel-safe, and may be awaited again.
     *
     * @return the future, for one strand at a time
     */
    @CancelSafe
    public Future<Void> closed() {
      return core.receivers().none("Watch.closed");
    }

    /**
     * Whether there are no receivers.
     *
     * @return true while there are none
     */
    public boolean isClosed() {
      return core.receivers().open() == 0;
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
     * Ends this sender. If it was the last one, receivers end when they have seen the last value.
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
   * A receiving end of a channel, a stream of the values that it comes to see. It is used by one
   * task at a time, also when it is closed, and for one wait at a time.
   *
   * @param <T> the type of the values
   */
  public static final class Receiver<T> implements AsyncStream<T>, AutoCloseable {
    private final WatchCursor<T> cursor;
    private final WatchNext<T> next;
    private final WatchChanged<T> changed;

    private Receiver(WatchCursor<T> cursor) {
      this.cursor = cursor;
      next = new WatchNext<>(cursor);
      changed = new WatchChanged<>(cursor);
    }

    /**
     * Looks at the value. It counts as seen or unseen as before. No lock is held, so it may be kept
     * for any time, and be old by then.
     *
     * @return the present one, also after the close
     */
    public T borrow() {
      return cursor.core().current().value();
    }

    /**
     * Looks at the value, which counts as seen from then on.
     *
     * @return the present one, also after the close
     */
    public T borrowAndUpdate() {
      return cursor.see().value();
    }

    /**
     * Waits for an unseen value, and marks it as seen.
     *
     * <p>Cancel-safe: one that is cancelled has marked nothing.
     *
     * @return a future, which may be awaited again, of true if there is an unseen value, also if
     *     all senders are closed; of false if there is none and none will come, from there on for
     *     ever
     */
    @CancelSafe
    public Future<Boolean> changed() {
      return changed;
    }

    /**
     * Waits for an unseen value and blocks the thread meanwhile. For code that isn't async.
     *
     * @return what {@link #changed} gives
     * @throws IllegalStateException on a thread that runs tasks
     * @throws InterruptedException if the thread is interrupted while it waits; then nothing was
     *     marked
     */
    public boolean blockingChanged() throws InterruptedException {
      return Blocking.await(changed, "Watch.blockingChanged");
    }

    /**
     * Waits for an unseen value and takes it; it never gives what was sent once twice.
     *
     * <p>Cancel-safe: one that is cancelled has taken no value.
     *
     * @return a future of the value, which may be awaited again for the next one; null at the end,
     *     from there on for ever: when all senders are closed and the last value was seen, or when
     *     this receiver is closed
     */
    @Override
    @CancelSafe
    public Future<@Nullable T> next() {
      return next;
    }

    /**
     * Waits until the value fulfils a condition. The present value is looked at first, whether it
     * was seen or not; values that come and go while the task does something else are not.
     *
     * <p>Cancel-safe. Values that were looked at count as seen.
     *
     * @param condition is called once for each value that is looked at, by the task that waits;
     *     what it throws, the await throws
     * @return a lazy future of the value that fulfils it, which may be awaited once
     * @throws ClosedException by the await, if all senders or this receiver are closed and the last
     *     value doesn't fulfil it
     */
    @CancelSafe
    public Future<T> waitFor(Predicate<? super T> condition) throws ClosedException {
      return new WatchWaitFor<>(cursor, Objects.requireNonNull(condition, "condition"));
    }

    /**
     * Waits until the value fulfils a condition and blocks the thread meanwhile. For code that
     * isn't async.
     *
     * @param condition as that of {@link #waitFor}
     * @return the value that fulfils it
     * @throws ClosedException as {@link #waitFor}
     * @throws IllegalStateException on a thread that runs tasks
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public T blockingWaitFor(Predicate<? super T> condition)
        throws ClosedException, InterruptedException {
      Objects.requireNonNull(condition, "condition");
      return Blocking.await(new WatchWaitFor<>(cursor, condition), "Watch.blockingWaitFor");
    }

    /**
     * Whether there is an unseen value. Marks nothing.
     *
     * @return true if {@link #changed} would give true at once
     */
    public boolean hasChanged() {
      return cursor.hasUnseen();
    }

    /** Marks the present value as unseen. */
    public void markChanged() {
      cursor.forget();
    }

    /** Marks the present value as seen. */
    public void markUnchanged() {
      cursor.see();
    }

    /**
     * Whether there is no unseen value and none will come.
     *
     * @return true from that moment on, unless {@link #markChanged} is called
     */
    public boolean isEnded() {
      return cursor.isOver() && !cursor.hasUnseen();
    }

    /**
     * Makes another receiver, for another user, which has seen what this one has.
     *
     * @return the receiver
     */
    public Receiver<T> copy() {
      return new Receiver<>(cursor.copy());
    }

    /** Ends this receiver. The value can be looked at still. Idempotent. */
    @Override
    public void close() {
      cursor.close();
    }

    /** The same as {@link #close}; there is nothing to wait for. */
    @Override
    @CancelSafe
    public Future<Void> closeAsync() {
      return Closing.of(this::close);
    }
  }
}
