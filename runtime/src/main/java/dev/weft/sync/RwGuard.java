package dev.weft.sync;

import dev.weft.internal.sync.Acquire;
import dev.weft.internal.waits.Held;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * First the future of a guard of an {@link RwLock}, then the guard itself.
 *
 * @param <T> the type of the value
 * @param <G> what the guard may do
 */
abstract class RwGuard<T extends @Nullable Object, G> extends Acquire<G> implements Held {
  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(RwGuard.class, "state", State.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private enum State {
    HELD,
    ENDED
  }

  final RwLock<T> lock;

  /** Null while this is a future: a store would cost each a fence. */
  private volatile @Nullable State state;

  /** A future that hasn't asked for its permits. */
  RwGuard(RwLock<T> lock, int wanted) {
    super(lock.permits, wanted);
    this.lock = lock;
  }

  /** This guard. */
  abstract G self();

  /** What was called, while this is a future. */
  abstract String operation();

  @Override
  protected final G granted() {
    STATE.set(this, State.HELD);
    return self();
  }

  /** The value, for as long as this is held. */
  public final T get() {
    refuseUnlessHeld();
    return lock.value;
  }

  final void refuseUnlessHeld() {
    if (state != State.HELD) {
      throw ended();
    }
  }

  static IllegalStateException ended() {
    return new IllegalStateException(
        "this guard was closed or downgraded, so the value may be another one's; lock the RwLock"
            + " again");
  }

  /** Ends the right to touch the value; true for the first one who does so. */
  final boolean end() {
    return STATE.compareAndSet(this, State.HELD, State.ENDED);
  }

  /** Gives the permits back, once. */
  public final void close() {
    if (end()) {
      lock.permits.add(wanted());
    }
  }

  @Override
  public final List<Share> shares(Object owner) {
    return state == State.HELD ? List.of(new Share(lock.permits, wanted())) : List.of();
  }

  @Override
  public final String toString() {
    State seen = state;
    if (seen == null) {
      return operation();
    }
    return switch (seen) {
      case HELD -> "Guard[" + lock.value + "]";
      case ENDED -> "Guard[closed]";
    };
  }
}
