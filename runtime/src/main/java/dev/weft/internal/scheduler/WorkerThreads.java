package dev.weft.internal.scheduler;

import dev.weft.internal.task.Crew;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that are workers, and those that were and may be again.
 *
 * <p>One that has lost its worker while it blocked waits for the next worker that is given away,
 * and ends when none comes in the time that idle threads of the runtime are kept.
 */
final class WorkerThreads implements Executor {
  private final String name;
  private final Crew crew;
  private final AtomicInteger number = new AtomicInteger();
  private final ThreadPoolExecutor pool;

  /** No threads. */
  WorkerThreads(MultiThread scheduler, Settings settings) {
    name = settings.threadName();
    crew = new Crew(scheduler, settings.hooks());
    pool =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            settings.blocking().keepAliveNanos(),
            TimeUnit.NANOSECONDS,
            new SynchronousQueue<>(),
            this::newThread,
            new ThreadPoolExecutor.DiscardPolicy());
  }

  private Thread newThread(Runnable body) {
    return new WorkerThread(() -> crew.live(body), name + "-" + number.incrementAndGet());
  }

  /** Runs a worker on a thread that is none now; does nothing once they are stopped. */
  @Override
  public void execute(Runnable worker) {
    pool.execute(worker);
  }

  /**
   * Waits for the ends of all threads, up to a deadline; none is to be started any more.
   *
   * @throws InterruptedException if the waiting thread is interrupted
   */
  void stop(long deadline) throws InterruptedException {
    pool.shutdown();
    pool.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    crew.awaitEnd(deadline);
  }
}
