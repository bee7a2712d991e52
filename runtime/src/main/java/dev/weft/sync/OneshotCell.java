package dev.weft.sync;

import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Waker;
import dev.weft.internal.cleanup.Unclosed;
import dev.weft.internal.sync.Leaf;
import dev.weft.internal.waits.Held;
import dev.weft.internal.waits.Resource;
import dev.weft.internal.waits.Wait;
import dev.weft.internal.waits.Waiting;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What both ends of a oneshot channel share.
 *
 * <h2>State</h2>
 *
 * <pre>
 *          ┌──▶ value ──▶ TAKEN
 *   open ──┤      └─────▶ CLOSED
 *          ├──▶ ENDED        ▲
 *          └─────────────────┘
 * </pre>
 *
 * The state is null while the channel is open, the value itself once it was sent ({@code NULL} in
 * place of null), and then a mark. Every change is one compare-and-set: the sender's away from open
 * hands the value over, the receiver's to {@code TAKEN} or {@code CLOSED} decides who has it.
 *
 * <h2>Waking</h2>
 *
 * Each side has a slot for the waker of who waits on it. Who waits writes the slot and looks at the
 * state afterwards; the other side changes the state and looks at the slot afterwards. All four are
 * volatile, so one of the two sees the other. A wake-up that comes too often is none too many.
 *
 * <h2>Costs</h2>
 *
 * A channel is this object and its two ends. A value that is there is received without a fence but
 * that of its compare-and-set; a wait writes one slot, once for each strand that waits. The sender
 * that is dropped is missed by who waits: who finds out looks for a waiter afterwards, and who
 * waits looks for the sender. As this object is the weak reference to the sender, that costs
 * nothing.
 */
final class OneshotCell<T extends @Nullable Object> extends SenderReference<Oneshot.Sender<T>>
    implements Leaf<T>, Resource, Waiting, Held {
  private static final VarHandle STATE;
  private static final VarHandle RECEIVING;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      STATE = lookup.findVarHandle(OneshotCell.class, "state", Object.class);
      RECEIVING = lookup.findVarHandle(OneshotCell.class, "receiving", Waker.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private enum Mark {
    /** A value that is null was sent. */
    NULL,
    /** The receiver has the value. */
    TAKEN,
    /** The receiver takes no value any more. */
    CLOSED,
    /** The sender is closed and has sent none. */
    ENDED
  }

  private final Consumer<? super T> onUndelivered;

  /** Changed through STATE only. */
  private volatile @Nullable Object state;

  /** Who waits for the value; written by the strand that polls. */
  private volatile @Nullable Waker receiving;

  /** Who waits until it is closed; written by the strand that polls. */
  private volatile @Nullable Waker sending;

  OneshotCell(Oneshot.Sender<T> sender, Consumer<? super T> onUndelivered) {
    super(sender);
    this.onUndelivered = onUndelivered;
  }

  // The sender's side.

  boolean send(T value) {
    Object sent = value == null ? Mark.NULL : value;
    if (STATE.compareAndSet(this, null, sent)) {
      wake(receiving);
      return true;
    }
    if (state == Mark.CLOSED) {
      return false;
    }
    throw new IllegalStateException(
        "the sender of a oneshot channel has sent its value or is closed; make a channel for each"
            + " value, or use Mpsc");
  }

  boolean end() {
    if (!STATE.compareAndSet(this, null, Mark.ENDED)) {
      return false;
    }
    wake(receiving);
    wake(sending);
    return true;
  }

  /** Whether who waits until it is closed needs to wait no more; if not, its waker is listed. */
  boolean pollClosed(Waker waker) {
    if (isClosed()) {
      return true;
    }
    if (sending != waker) {
      sending = waker;
      return isClosed();
    }
    return false;
  }

  void leaveClosed() {
    sending = null;
  }

  boolean isClosed() {
    return state instanceof Mark mark && mark != Mark.NULL;
  }

  // The receiver's side.

  @Override
  public @Nullable Object ask(Waker waker) throws Exception {
    if (state == null && receiving != waker) {
      receiving = waker;
      if (get() == null) {
        dropped();
      }
    }
    Object seen = state;
    if (seen == null) {
      return Poll.PENDING;
    }
    forget();
    while (isValue(seen)) {
      if (take(seen, Mark.TAKEN)) {
        return value(seen);
      }
      seen = state;
    }
    throw refusal(seen);
  }

  @Override
  public void giveUp() {
    forget();
  }

  /** Nobody waits; one who is woken all the same doesn't mind, so this needs no fence. */
  private void forget() {
    if (receiving != null) {
      RECEIVING.setRelease(this, null);
    }
  }

  @Nullable T tryTake() {
    Object seen = state;
    return isValue(seen) && take(seen, Mark.TAKEN) ? value(seen) : null;
  }

  void stop() {
    if (STATE.compareAndSet(this, null, Mark.CLOSED)) {
      wake(sending);
      wake(receiving);
    }
  }

  void close() {
    stop();
    Object seen = state;
    if (isValue(seen) && take(seen, Mark.CLOSED)) {
      onUndelivered.accept(value(seen));
    }
  }

  private boolean take(@Nullable Object seen, Mark mark) {
    boolean taken = STATE.compareAndSet(this, seen, mark);
    if (taken) {
      wake(sending);
    }
    return taken;
  }

  private static boolean isValue(@Nullable Object seen) {
    return seen != null && (!(seen instanceof Mark) || seen == Mark.NULL);
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // a T, null only if T allows it
  private T value(@Nullable Object seen) {
    return seen == Mark.NULL ? null : (T) seen;
  }

  private static Exception refusal(@Nullable Object seen) {
    if (seen == Mark.TAKEN) {
      return new IllegalStateException("the value of a oneshot channel was received already");
    }
    return new ClosedException(
        seen == Mark.ENDED
            ? "the sender of a oneshot channel was closed without sending"
            : "the receiver of a oneshot channel was closed before a value was sent",
        null);
  }

  private static void wake(@Nullable Waker waker) {
    if (waker != null) {
      waker.wake();
    }
  }

  // For who looks on: the chance that a value comes, which the sender has alone.

  @Override
  public int units() {
    return state == null ? 1 : 0;
  }

  @Override
  public List<Future<?>> queue() {
    return List.of();
  }

  @Override
  public String name() {
    return "the sender of a oneshot channel";
  }

  /** The receiver waits with this. */
  @Override
  public Wait waitsFor() {
    return new Wait.ForUnits(this, 1, null);
  }

  @Override
  public List<Share> shares(Object owner) {
    return owner == get() ? List.of(new Share(this, units())) : List.of();
  }

  /** A sender that nobody has any more is missed only by who waits for its value. */
  @Override
  void dropped() {
    if (receiving != null && end()) {
      Unclosed.report("the sender of a oneshot channel", "send or close it");
    }
  }

  @Override
  public String toString() {
    Object seen = state;
    if (seen == null) {
      return "open";
    }
    return isValue(seen) ? "sent" : seen.toString().toLowerCase(Locale.ROOT);
  }
}
