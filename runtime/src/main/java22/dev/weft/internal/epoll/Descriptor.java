package dev.weft.internal.epoll;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A file descriptor that is given back to the system when it is closed and nobody uses it any more.
 * The system gives its number to whatever is opened next, so who used it later would read of
 * another socket.
 */
final class Descriptor {
  private static final int CLOSED = Integer.MIN_VALUE;
  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Descriptor.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final int number;

  /** How many use it, and {@link #CLOSED}. */
  private volatile int state;

  Descriptor(int number) {
    this.number = number;
  }

  /** The number, for who doesn't use it. */
  int number() {
    return number;
  }

  /** Begins to use it; false if it is closed. Each use has to {@link #leave}. */
  boolean enter() {
    for (; ; ) {
      int now = state;
      if (now < 0) {
        return false;
      }
      if (STATE.compareAndSet(this, now, now + 1)) {
        return true;
      }
    }
  }

  /** Ends a use. */
  void leave() {
    if ((int) STATE.getAndAdd(this, -1) == CLOSED + 1) {
      int unused = Libc.close(number);
    }
  }

  boolean isClosed() {
    return state < 0;
  }

  /** Lets nobody use it any more. Idempotent. */
  void close() {
    int before = (int) STATE.getAndBitwiseOr(this, CLOSED);
    if (before == 0) {
      int unused = Libc.close(number);
    }
  }
}
