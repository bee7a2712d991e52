package dev.weft.internal.sync;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Waker;
import dev.weft.internal.queue.Chain;
import dev.weft.internal.queue.Wakers;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A future that waits in a {@link WaitQueue}, of which it is an element: waiting allocates nothing
 * but the future.
 *
 * <h2>Life</h2>
 *
 * <pre>
 *   new ──▶ WAITING ──▶ SETTLED ──▶ ENDED
 *     └───────────────────▲
 * </pre>
 *
 * A waiter that isn't settled by its first poll is queued. Whoever has what it waits for, or knows
 * that it won't come, settles it, and wakes it outside of the lock. The next poll takes the answer.
 * Changes of the phase are made under the queue's lock, but for the last one, which belongs to the
 * strand that polls.
 *
 * <p>What a waiter was given is its own from that moment on, and nobody else can have it: that is
 * what makes the queue fair. So one that is cancelled before it has taken it gives it back ({@link
 * #giveBack}).
 *
 * <p>{@link #toString} says what is waited for, for dumps.
 *
 * @param <W> the type of the waiter itself
 * @param <T> the type of the value
 */
public abstract class Waiter<W extends Waiter<W, ?>, T extends @Nullable Object>
    extends Chain.Link<W> implements Future<T>, Leaf<T> {
  private static final VarHandle PHASE;

  static {
    try {
      PHASE = MethodHandles.lookup().findVarHandle(Waiter.class, "phase", Phase.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private enum Phase {
    WAITING,
    SETTLED,
    ENDED
  }

  private final WaitQueue<W> queue;

  /** Null as long as this is new: a store would cost each future a fence. */
  private volatile @Nullable Phase phase;

  /**
   * Who is woken; null for nobody. Written under the queue's lock: while this waits, by the strand
   * that polls, and when it is settled, by whoever settles it.
   */
  private @Nullable Waker waker;

  /** A waiter that hasn't asked for anything. */
  protected Waiter(WaitQueue<W> queue) {
    this.queue = queue;
  }

  /** Settles this waiter without the lock, if that can be done. Called by the first poll. */
  protected boolean trySettleAtOnce() {
    return false;
  }

  /** Settles this waiter, if it need not wait. Called under the lock, before it is queued. */
  protected abstract boolean trySettle();

  /**
   * The value, when this waiter is settled. Called once, outside of the lock.
   *
   * @throws Exception if there won't ever be one
   */
  protected abstract @Nullable Object take() throws Exception;

  /**
   * This waiter is cancelled while it waits or when it is settled, and is in no queue any more:
   * passes on what it has been given, wholly or in part. Called under the lock.
   *
   * @param woken for those who get it
   */
  protected abstract void giveBack(Wakers woken);

  /** This waiter was queued by its first poll. Called outside of the lock. */
  protected void onWait() {}

  /** This waiter was cancelled before it has ended. Called outside of the lock. */
  protected void onGivenUp() {}

  @Override
  public final @Nullable Object poll(Context context) throws Exception {
    return ask(context.waker());
  }

  @Override
  public final @Nullable Object ask(Waker current) throws Exception {
    if (!isSettled(current)) {
      return Poll.PENDING;
    }
    PHASE.setRelease(this, Phase.ENDED);
    return take();
  }

  private boolean isSettled(Waker current) {
    Phase seen = phase;
    if (seen == null) {
      return trySettleAtOnce() || asks(current);
    }
    return switch (seen) {
      case WAITING -> wakeBy(current);
      case SETTLED -> true;
      case ENDED ->
          throw new IllegalStateException(
              "this future has ended already: " + this + "; call the method again for another one");
    };
  }

  private boolean asks(Waker current) {
    boolean settled = enter(current);
    if (!settled) {
      onWait();
    }
    return settled;
  }

  /** Queues up; returns whether there was no need to. A waiter without a waker is not woken. */
  protected final boolean enter(@Nullable Waker current) {
    synchronized (queue.lock()) {
      if (phase != null) {
        return phase != Phase.WAITING;
      }
      if (trySettle()) {
        phase = Phase.SETTLED;
        return true;
      }
      phase = Phase.WAITING;
      waker = current;
      queue.add(self());
      return false;
    }
  }

  /**
   * Another strand may poll than before; returns whether this was settled meanwhile.
   *
   * <p>It takes the lock even if the waker is the same: who has seen one waiter settled by a step
   * that settles several finds the others settled, too.
   */
  private boolean wakeBy(Waker current) {
    synchronized (queue.lock()) {
      if (phase == Phase.WAITING) {
        waker = current;
      }
      return phase != Phase.WAITING;
    }
  }

  /** Notes that this has left the queue with what it waits for; returns whom to wake. */
  final @Nullable Waker settle() {
    Waker woken = waker;
    waker = null;
    phase = Phase.SETTLED;
    return woken;
  }

  @Override
  public final Object cancel(Context context) {
    giveUp();
    return Poll.CANCELLED;
  }

  @Override
  public final void giveUp() {
    Wakers woken = new Wakers();
    Phase last = leave(woken);
    woken.wake();
    if (last != Phase.ENDED) {
      onGivenUp();
    }
  }

  private @Nullable Phase leave(Wakers woken) {
    synchronized (queue.lock()) {
      Phase last = phase;
      phase = Phase.ENDED;
      waker = null;
      if (last == Phase.WAITING || last == Phase.SETTLED) {
        queue.remove(self());
        giveBack(woken);
      }
      return last;
    }
  }

  @SuppressWarnings("unchecked") // that is what W is
  private W self() {
    return (W) this;
  }
}
