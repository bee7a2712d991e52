package dev.weft.internal.pipe;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that wait for bytes which may never come, shared by all runtimes of the JVM.
 *
 * <p>They aren't those of a runtime's pool for blocking work: that has a most, so that children who
 * wait for one another would wait for a thread as well, and files with them; and a runtime's close
 * waits for its pool, but must not wait until somebody types a line. They end after a few idle
 * seconds, and don't keep the JVM alive.
 */
final class PipeThreads {
  private static final int IDLE_SECONDS = 5;
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static final Executor ALL =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          PipeThreads::thread);

  private PipeThreads() {}

  private static Thread thread(Runnable body) {
    Thread thread = new Thread(body, "weft-pipe-" + NUMBER.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  /** Runs what waits for a pipe. */
  static void execute(Runnable work) {
    ALL.execute(work);
  }

  /** The threads, for a lane. */
  static Executor executor() {
    return ALL;
  }
}
