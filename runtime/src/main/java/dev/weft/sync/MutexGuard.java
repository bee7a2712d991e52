package dev.weft.sync;

import dev.weft.internal.sync.Acquire;
import dev.weft.internal.waits.Held;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** First the future of a guard, then the guard itself. */
final class MutexGuard<T extends @Nullable Object> extends Acquire<Mutex.Guard<T>>
    implements Mutex.Guard<T>, Held {
  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(MutexGuard.class, "state", State.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private enum State {
    HELD,
    CLOSED
  }

  private final Mutex<T> mutex;

  /** Null while this is a future: a store would cost each a fence. */
  private volatile @Nullable State state;

  /** A future that hasn't asked for the mutex. */
  MutexGuard(Mutex<T> mutex) {
    super(mutex.permits, 1);
    this.mutex = mutex;
  }

  @Override
  protected MutexGuard<T> granted() {
    STATE.set(this, State.HELD);
    return this;
  }

  @Override
  public T get() {
    refuseUnlessHeld();
    return mutex.value;
  }

  @Override
  public void set(T value) {
    refuseUnlessHeld();
    mutex.value = value;
  }

  private void refuseUnlessHeld() {
    if (state != State.HELD) {
      throw new IllegalStateException(
          "this guard was closed, so the value may be another one's; lock the mutex again");
    }
  }

  @Override
  public void close() {
    if (STATE.compareAndSet(this, State.HELD, State.CLOSED)) {
      mutex.permits.add(1);
    }
  }

  @Override
  public List<Share> shares(Object owner) {
    return state == State.HELD ? List.of(new Share(mutex.permits, 1)) : List.of();
  }

  @Override
  public String toString() {
    State seen = state;
    if (seen == null) {
      return "Mutex.lock";
    }
    return switch (seen) {
      case HELD -> "Guard[" + mutex.value + "]";
      case CLOSED -> "Guard[closed]";
    };
  }
}
