package dev.weft.internal.task;

import dev.weft.Waker;
import java.util.concurrent.locks.LockSupport;

/** How a thread that runs no tasks sleeps until it is woken. Only that thread may sleep. */
public interface Sleeper extends Waker {
  /**
   * Sleeps until woken or interrupted, or for no reason.
   *
   * @param blocker what it waits for, for thread dumps
   */
  void sleep(Object blocker);

  /** That of the calling thread. */
  static Sleeper ofCaller() {
    Scheduler scheduler = Current.schedulerOrNull();
    return scheduler == null ? new OfThread(Thread.currentThread()) : scheduler.sleeper();
  }

  /** Sleeps as the JVM does. */
  record OfThread(Thread thread) implements Sleeper {
    @Override
    public void sleep(Object blocker) {
      LockSupport.park(blocker);
    }

    @Override
    public void wake() {
      LockSupport.unpark(thread);
    }
  }
}
