package dev.weft;

import dev.weft.internal.runtime.DefaultRuntime;
import dev.weft.internal.runtime.RuntimeBuilder;
import dev.weft.internal.task.Current;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Runs futures: the scheduler, the timers and the pool for blocking work.
 *
 * <p>A multi-thread runtime runs tasks on its worker threads all the time; a current-thread runtime
 * runs them on the thread that is inside {@link #blockOn}. Several runtimes can be used side by
 * side.
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/runtime/struct.Runtime.html">Tokio's Runtime</a>
 */
public sealed interface AsyncRuntime extends AutoCloseable permits DefaultRuntime {
  /**
   * Starts the description of a runtime with worker threads.
   *
   * @return a builder
   */
  static Builder multiThread() {
    return new RuntimeBuilder(Flavor.MULTI_THREAD);
  }

  /**
   * Starts the description of a runtime that uses the thread that calls {@link #blockOn}.
   *
   * @return a builder
   */
  static Builder currentThread() {
    return new RuntimeBuilder(Flavor.CURRENT_THREAD);
  }

  /**
   * The runtime that the calling task belongs to.
   *
   * @return the runtime
   * @throws IllegalStateException outside of a runtime
   */
  static AsyncRuntime current() {
    return Current.scheduler("AsyncRuntime.current()").runtime();
  }

  /**
   * Runs a future to its end and blocks the calling thread meanwhile.
   *
   * @param future the future
   * @param <T> the type of its value
   * @return its value
   * @throws IllegalStateException on a thread that runs tasks, and if the runtime is closed; the
   *     future's own failure is thrown as it is, checked exceptions too
   */
  <T extends @Nullable Object> T blockOn(Future<? extends T> future);

  /**
   * Starts a future as a task, at once and in the background.
   *
   * @param future the future
   * @param <T> the type of its value
   * @return the task's handle; on a closed runtime that of a cancelled task
   */
  <T extends @Nullable Object> JoinHandle<T> spawn(Future<? extends T> future);

  /**
   * Closes the runtime and waits for its tasks as long as their cleanup takes, up to a deadline.
   *
   * <p>Every task is cancelled. Blocking work that has not started is dropped; work that has
   * started is waited for until the deadline and then left to its daemon thread. Later calls do
   * nothing.
   *
   * @param timeout the longest wait
   */
  void shutdownTimeout(Duration timeout);

  /** Closes the runtime as {@link #shutdownTimeout} does, without waiting. */
  void shutdownBackground();

  /**
   * Closes the runtime as {@link #shutdownTimeout} does with a deadline of 10 s. On a thread that
   * runs tasks it doesn't wait.
   */
  @Override
  void close();

  /** Describes a runtime. */
  sealed interface Builder permits RuntimeBuilder {
    /**
     * The number of worker threads of a multi-thread runtime; one a processor unless set.
     *
     * @param count at least 1
     * @return this
     * @throws IllegalStateException on a current-thread runtime
     */
    Builder workerThreads(int count);

    /**
     * The most threads for blocking work; 512 unless set.
     *
     * @param count at least 1
     * @return this
     */
    Builder maxBlockingThreads(int count);

    /**
     * How long a thread for blocking work stays without work; 10 s unless set.
     *
     * @param keepAlive more than zero
     * @return this
     */
    Builder threadKeepAlive(Duration keepAlive);

    /**
     * The name of the runtime's threads, which a number follows; "weft-worker" unless set.
     *
     * @param name not blank
     * @return this
     */
    Builder threadName(String name);

    /**
     * What is told of failures that nobody sees: those of tasks that nobody awaits. Logged by
     * {@link System.Logger} unless set.
     *
     * @param handler is called with the thread that found out and the failure
     * @return this
     */
    Builder uncaughtExceptionHandler(Thread.UncaughtExceptionHandler handler);

    /**
     * Makes the runtime.
     *
     * @return the runtime
     */
    AsyncRuntime build();
  }
}
