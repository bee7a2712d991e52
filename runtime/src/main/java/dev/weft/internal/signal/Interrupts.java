package dev.weft.internal.signal;

import dev.weft.internal.sync.WaitQueue;
import dev.weft.internal.sync.Wakers;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for the signal INT, and the one signal that may be kept for who comes next.
 *
 * <p>The lock of the queue guards all of it. The signal is claimed when somebody waits for it for
 * the first time, and for good. What nobody can be told of, as nobody waits and one signal is kept
 * already, goes to whoever had the signal before: in a JVM that is who ends it.
 */
final class Interrupts {
  /** Those of this process. */
  static final Interrupts OF_PROCESS = new Interrupts(new JvmSignal("INT"));

  /** Where signals come from. */
  @FunctionalInterface
  interface Source {
    /**
     * Has a handler run at each signal from now on.
     *
     * @return the handler that did before
     */
    Runnable handle(Runnable handler);
  }

  private final Source source;
  private final WaitQueue<CtrlC> waiting = new WaitQueue<>(new Object());

  /** Null until the signal is claimed. */
  private @Nullable Runnable before;

  private boolean kept;

  Interrupts(Source source) {
    this.source = source;
  }

  WaitQueue<CtrlC> waiting() {
    return waiting;
  }

  /** Claims the signal, and takes the one that is kept; false if there is none. Under the lock. */
  boolean takeKept() {
    if (before == null) {
      before = source.handle(this::onSignal);
    }
    boolean had = kept;
    kept = false;
    return had;
  }

  /** Keeps a signal for who comes next. Under the lock. */
  void keep() {
    kept = true;
  }

  private void onSignal() {
    Wakers woken = new Wakers();
    Runnable other = null;
    synchronized (waiting.lock()) {
      if (waiting.isEmpty()) {
        other = kept ? before : null;
        kept = true;
      }
      for (CtrlC first = waiting.first(); first != null; first = waiting.first()) {
        first.told = true;
        waiting.settle(first, woken);
      }
    }
    woken.wake();
    if (other != null) {
      other.run();
    }
  }
}
