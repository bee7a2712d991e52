package dev.weft.it.woven;

import dev.weft.AsyncCallable;
import dev.weft.AsyncRuntime;
import dev.weft.Schedule;
import dev.weft.Weft;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The runtimes that every behaviour is shown on. */
public enum Runtimes {
  CURRENT_THREAD,
  ONE_WORKER,
  FOUR_WORKERS,
  ON_EXECUTOR,
  /** Left out where other threads take part, whom it doesn't wait for, and where awaits count. */
  DETERMINISTIC;

  public AsyncRuntime start() {
    return builder().build();
  }

  public AsyncRuntime.Builder builder() {
    return switch (this) {
      case CURRENT_THREAD -> AsyncRuntime.currentThread();
      case ONE_WORKER -> AsyncRuntime.multiThread().workerThreads(1);
      case FOUR_WORKERS -> AsyncRuntime.multiThread().workerThreads(4);
      case ON_EXECUTOR -> AsyncRuntime.on(eventLoop());
      case DETERMINISTIC -> AsyncRuntime.deterministic(Schedule.randomWalk(1));
    };
  }

  /** A thread of its own, which goes away when it has nothing to do. */
  private static Executor eventLoop() {
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

  /** Runs a lambda as the root future of a runtime of its own. */
  public <T> T run(AsyncCallable<T, ?> root) throws Exception {
    try (AsyncRuntime runtime = start()) {
      return runtime.blockOn(Weft.<T, Exception>async(root));
    }
  }
}
