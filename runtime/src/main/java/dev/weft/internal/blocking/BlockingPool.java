package dev.weft.internal.blocking;

import dev.weft.internal.task.Crew;
import dev.weft.internal.task.Scheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Threads of a runtime for work that blocks, in the runtime's context.
 *
 * <p>Work goes to a thread that waits for some; if none waits, to a new thread; at the maximum,
 * into the queue. A {@link ThreadPoolExecutor} asks its queue first, so the queue accepts only what
 * a waiting thread takes at once, and what the executor then rejects is given to it once more as
 * {@link Queued}, which the queue accepts. The executor itself then sees to it that there is a
 * thread: it alone knows of one that just leaves, or has not started yet.
 */
public final class BlockingPool implements Executor {
  private final Scheduler scheduler;
  private final PoolSettings settings;
  private final AtomicInteger threadNumber = new AtomicInteger();
  private final Handoff queue = new Handoff();
  private final ThreadPoolExecutor threads;

  private final Crew crew;

  /** The work that waits or runs, without what is {@linkplain #beginWait waiting}. */
  private final AtomicInteger underWay = new AtomicInteger();

  private final Runnable onRest;

  /** Guards the end of the queue: nothing is put into it once the pool is closed. */
  private final Object closing = new Object();

  /** A pool without threads, at whose rest nobody looks. */
  public BlockingPool(Scheduler scheduler, PoolSettings settings) {
    this(scheduler, settings, () -> {});
  }

  /**
   * A pool without threads.
   *
   * @param scheduler the runtime
   * @param settings what it is made with
   * @param onRest is told each time that it {@linkplain #isAtRest rests}
   */
  public BlockingPool(Scheduler scheduler, PoolSettings settings, Runnable onRest) {
    this.scheduler = scheduler;
    this.settings = settings;
    this.onRest = onRest;
    crew = new Crew(scheduler, settings.hooks());
    threads =
        new ThreadPoolExecutor(
            0,
            settings.maximum(),
            settings.keepAliveNanos(),
            TimeUnit.NANOSECONDS,
            queue,
            this::newThread,
            (work, executor) -> enqueue(work)) {
          @Override
          protected void afterExecute(Runnable work, @Nullable Throwable failure) {
            countOff();
          }
        };
  }

  private Thread newThread(Runnable body) {
    String threadName = settings.threadName() + "-blocking-" + threadNumber.incrementAndGet();
    Thread thread = settings.environment().blockingThread(threadName, () -> crew.live(body));
    thread.setUncaughtExceptionHandler(
        (where, failure) -> scheduler.failures().report(where.getName(), failure));
    return thread;
  }

  /**
   * Runs work on a thread of this pool.
   *
   * @throws RejectedExecutionException if the pool is closed; a {@link BlockingWork} is dropped
   *     instead
   */
  @Override
  public void execute(Runnable work) {
    underWay.incrementAndGet();
    threads.execute(work);
  }

  /** Work is done or dropped, and whom it wakes has been woken. */
  private void countOff() {
    if (underWay.decrementAndGet() == 0) {
      onRest.run();
    }
  }

  /** Whether no work waits or runs but what is inside of {@code blockOn}. */
  public boolean isAtRest() {
    return underWay.get() == 0;
  }

  /** The work on the calling thread begins to wait for a future inside of {@code blockOn}. */
  public void beginWait() {
    countOff();
  }

  /** It goes on. To be called before the future is out of sight. */
  public void endWait() {
    underWay.incrementAndGet();
  }

  /** Takes what no thread takes: because all are busy, or because the pool is closed. */
  private void enqueue(Runnable work) {
    boolean accepted;
    synchronized (closing) {
      accepted = !threads.isShutdown();
      if (accepted) {
        threads.execute(new Queued(work));
      }
    }
    if (!accepted) {
      reject(work);
    }
  }

  private void reject(Runnable work) {
    countOff();
    if (work instanceof BlockingWork droppable) {
      droppable.drop();
    } else {
      throw new RejectedExecutionException(
          "the runtime '" + settings.runtimeName() + "' is closed");
    }
  }

  /**
   * Accepts no more work and drops what has not started, but for what must run; that, and what has
   * started, goes on.
   */
  public void close() {
    List<Runnable> left = new ArrayList<>();
    synchronized (closing) {
      threads.shutdown();
      for (Runnable each : queue) {
        if (!mustRun(each) && queue.remove(each)) {
          left.add(each);
        }
      }
    }
    for (Runnable each : left) {
      countOff();
      if (each instanceof Queued queued && queued.work instanceof BlockingWork droppable) {
        droppable.drop();
      }
    }
  }

  private static boolean mustRun(Runnable waiting) {
    return waiting instanceof Queued queued
        && queued.work instanceof BlockingWork work
        && work.mustRun();
  }

  /**
   * Waits until the threads of a closed pool have ended, or the time is over.
   *
   * @return whether all has ended
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public boolean awaitEnd(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    boolean idle = threads.awaitTermination(nanos, TimeUnit.NANOSECONDS);
    return crew.awaitEnd(end) && idle;
  }

  /** The threads there are. */
  public int threadCount() {
    return threads.getPoolSize();
  }

  /** The threads that wait for work. */
  public int idleCount() {
    return queue.getWaitingConsumerCount();
  }

  /** The work that waits for a thread. */
  public int queueDepth() {
    return queue.size();
  }

  /** Work that waits for a thread. */
  private record Queued(Runnable work) implements Runnable {
    @Override
    public void run() {
      work.run();
    }
  }

  /** A queue whose {@code offer} succeeds only if a thread waits, or for work that shall. */
  private static final class Handoff extends LinkedTransferQueue<Runnable> {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean offer(@Nullable Runnable work) {
      return tryTransfer(work) || (work instanceof Queued && super.offer(work));
    }
  }
}
