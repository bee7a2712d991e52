package dev.weft.internal.runtime;

import dev.weft.Flavor;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The runtimes that behaviour common to all is tested on. */
public enum Runtimes {
  CURRENT_THREAD,
  ONE_WORKER,
  FOUR_WORKERS,
  ON_EXECUTOR;

  public RuntimeBuilder builder() {
    return switch (this) {
      case CURRENT_THREAD -> new RuntimeBuilder(Flavor.CURRENT_THREAD);
      case ONE_WORKER -> new RuntimeBuilder(Flavor.MULTI_THREAD).workerThreads(1);
      case FOUR_WORKERS -> new RuntimeBuilder(Flavor.MULTI_THREAD).workerThreads(4);
      case ON_EXECUTOR -> RuntimeBuilder.on(eventLoop());
    };
  }

  /** A thread of its own, as user interfaces have one, that goes away when it has nothing to do. */
  static Executor eventLoop() {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Runtimes::loopThread);
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  private static Thread loopThread(Runnable body) {
    Thread thread = new Thread(body, "event-loop");
    thread.setDaemon(true);
    return thread;
  }
}
