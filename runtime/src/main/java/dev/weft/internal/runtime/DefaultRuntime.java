package dev.weft.internal.runtime;

import dev.weft.AsyncRuntime;
import dev.weft.Deadlock;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.RuntimeHandle;
import dev.weft.RuntimeMetrics;
import dev.weft.internal.future.Futures;
import dev.weft.internal.inspect.DeadlockSearch;
import dev.weft.internal.inspect.TaskDumps;
import dev.weft.internal.scheduler.RuntimeScheduler;
import dev.weft.internal.task.Current;
import dev.weft.internal.task.Scheduler;
import dev.weft.internal.task.Task;
import dev.weft.internal.time.NanoClock;
import dev.weft.task.TaskDump;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The public face of a scheduler. */
public final class DefaultRuntime implements AsyncRuntime {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private final RuntimeScheduler scheduler;

  /** The end of the one close that does the work. */
  private final CountDownLatch closed = new CountDownLatch(1);

  /** What looks at the runtime from outside while it is open; ended by the one close. */
  private final List<Runnable> observers;

  private DefaultRuntime(RuntimeScheduler scheduler, List<Runnable> observers) {
    this.scheduler = scheduler;
    this.observers = observers;
  }

  /**
   * Makes a runtime and starts its threads.
   *
   * @param observers is run when the runtime is closed
   */
  static DefaultRuntime start(RuntimeScheduler scheduler, List<Runnable> observers) {
    DefaultRuntime runtime = new DefaultRuntime(scheduler, observers);
    scheduler.start(runtime);
    return runtime;
  }

  /** What runs the tasks. */
  public RuntimeScheduler scheduler() {
    return scheduler;
  }

  @Override
  public String name() {
    return scheduler.name();
  }

  @Override
  public RuntimeMetrics metrics() {
    return scheduler.metrics();
  }

  @Override
  public List<Deadlock> findDeadlocks() {
    return DeadlockSearch.among(scheduler.strands());
  }

  /** The clock that the timers of a runtime go by. */
  public static NanoClock clockOf(RuntimeHandle runtime) {
    return schedulerOf(runtime).timers().clock();
  }

  /** What runs the tasks of a runtime. */
  public static Scheduler schedulerOf(RuntimeHandle runtime) {
    DefaultRuntime known =
        runtime instanceof DefaultHandle handle ? handle.runtime() : (DefaultRuntime) runtime;
    return known.scheduler;
  }

  @Override
  public List<TaskDump> dumpTasks() {
    return TaskDumps.of(scheduler.strands());
  }

  @Override
  public RuntimeHandle handle() {
    return new DefaultHandle(this);
  }

  @Override
  @SuppressWarnings({"unchecked", "NullAway"}) // the future gives a T, null if T allows it
  public <T extends @Nullable Object> T blockOn(Future<? extends T> future) {
    checkMayBlock();
    try {
      return (T) scheduler.blockOn(future);
    } catch (Throwable t) {
      throw DefaultRuntime.<RuntimeException>rethrow(t);
    }
  }

  /**
   * Runs the body of a test as {@link #blockOn} does, but for interrupts: one of the calling thread
   * cancels the body, and then this throws {@link InterruptedException}.
   */
  public void runTest(Future<?> body) {
    checkMayBlock();
    try {
      scheduler.blockOnInterruptibly(body);
    } catch (Throwable t) {
      throw DefaultRuntime.<RuntimeException>rethrow(t);
    }
  }

  private void checkMayBlock() {
    if (Current.isPolling() || scheduler.isOwnThread()) {
      throw new IllegalStateException(
          "blockOn was called on thread '"
              + Thread.currentThread().getName()
              + "', which runs tasks and must not block; await the future instead, or call blockOn"
              + " inside spawnBlocking(...) or, in a task of a multi-thread runtime, blockInPlace(...)");
    }
  }

  /** Throws what a future failed with, checked or not. */
  @SuppressWarnings("unchecked") // the cast is erased: that is the point
  private static <E extends Throwable> RuntimeException rethrow(Throwable failure) throws E {
    throw (E) failure;
  }

  @Override
  public <T extends @Nullable Object> JoinHandle<T> spawn(Future<? extends T> future) {
    return spawn(future, "dev.weft.AsyncRuntime\nspawn\n\n-1");
  }

  /** Starts a future as a task, for a place that woven code names. */
  public <T extends @Nullable Object> JoinHandle<T> spawn(Future<? extends T> future, String site) {
    return Task.spawn(scheduler, future, site);
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> toCompletableFuture(Future<T> future) {
    return Futures.toCompletableFuture(future, scheduler);
  }

  @Override
  public Executor executor() {
    return new TaskExecutor.OfWorkers(scheduler);
  }

  @Override
  public Executor blockingExecutor() {
    return new TaskExecutor.OfBlocking(scheduler);
  }

  @Override
  public void shutdownTimeout(Duration timeout) {
    if (timeout.isNegative()) {
      throw new IllegalArgumentException("timeout must not be negative: " + timeout);
    }
    shutdown(timeout, isInside());
  }

  @Override
  public void shutdownBackground() {
    shutdown(CLOSE_TIMEOUT, true);
  }

  @Override
  public void close() {
    shutdown(CLOSE_TIMEOUT, isInside());
  }

  /** Whether the calling thread would wait for itself, or keep tasks of another runtime waiting. */
  private boolean isInside() {
    return Current.isPolling() || Current.schedulerOrNull() == scheduler || scheduler.isOwnThread();
  }

  private void shutdown(Duration timeout, boolean inBackground) {
    long deadline = NanoClock.SYSTEM.after(timeout);
    boolean first = scheduler.beginClose();
    if (first && inBackground) {
      scheduler.environment().thread(name() + "-closer", () -> finishClose(deadline)).start();
    } else if (first) {
      finishClose(deadline);
    } else if (!inBackground) {
      awaitClosed(deadline);
    }
  }

  private void finishClose(long deadline) {
    try {
      scheduler.finishClose(deadline);
    } finally {
      observers.forEach(Runnable::run);
      closed.countDown();
    }
  }

  /** Waits for somebody else's close. */
  private void awaitClosed(long deadline) {
    try {
      closed.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      // The closer doesn't want to wait any longer.
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return scheduler.toString();
  }
}
