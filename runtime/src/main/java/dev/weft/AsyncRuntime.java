package dev.weft;

import dev.weft.internal.runtime.DefaultRuntime;
import dev.weft.internal.runtime.RuntimeBuilder;
import dev.weft.internal.task.Current;
import dev.weft.signal.SignalKind;
import dev.weft.task.SlowPoll;
import dev.weft.task.TaskMeta;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs futures: the scheduler, the timers and the pool for blocking work.
 *
 * <p>A multi-thread runtime runs tasks on its worker threads all the time; a current-thread runtime
 * runs them on the thread that is inside {@link #blockOn}. Several runtimes can be used side by
 * side.
 *
 * <h2>When it is closed</h2>
 *
 * <ul>
 *   <li>Tasks, and futures inside {@code blockOn}, are cancelled and run their cleanup within the
 *       deadline; then {@code blockOn} throws {@link java.util.concurrent.CancellationException}. A
 *       future that ends with a value or a failure of its own all the same has {@code blockOn}
 *       return or throw that.
 *   <li>A task that is spawned meanwhile, by cleanup or from elsewhere, runs to its first await and
 *       ends cancelled; one that is spawned later never runs and is cancelled at once.
 *   <li>{@code blockOn} throws {@link IllegalStateException}.
 *   <li>Blocking work that has not started is dropped, and its task is cancelled. What has started
 *       keeps its value if it ends before the deadline. After that its task is cancelled, and the
 *       work goes on by itself, in the context of the closed runtime.
 *   <li>What is left at the deadline is dropped where it stands and ends cancelled, without more
 *       cleanup. So whoever awaits a task on another runtime is always told of its end. Wake-ups
 *       that come later do nothing.
 *   <li>What belongs to no runtime goes on: results of tasks, futures that are shared with other
 *       runtimes, and whatever tasks of others hold.
 *   <li>Metrics, the name and handles can still be used.
 * </ul>
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/runtime/struct.Runtime.html">Tokio's Runtime</a>
 */
public sealed interface AsyncRuntime extends RuntimeHandle, AutoCloseable permits DefaultRuntime {
  /**
   * Starts the description of a runtime with worker threads.
   *
   * @return a builder
   */
  static Builder multiThread() {
    return new RuntimeBuilder(Flavor.MULTI_THREAD);
  }

  /**
   * Starts the description of a runtime that does the same each time, for tests: everything runs on
   * the thread that calls {@link #blockOn}, a schedule chooses which of the tasks that are ready
   * goes next, and when none is, the clock jumps to the next timer.
   *
   * <ul>
   *   <li>A task can have to let others go first at each await, also at one that needn't wait: what
   *       could happen between two workers happens between two turns. Code between two awaits is
   *       never interrupted, so races over plain fields that need two threads aren't found.
   *   <li>Blocking work and the threads of {@code blockOn} inside it take turns with the tasks.
   *   <li>When nothing can run and no timer is set, {@code blockOn} fails with a {@link
   *       DeadlockException}. Other threads, and stages that they complete, aren't waited for.
   *   <li>The clock stands still while something can run, so no time passes for computations.
   *   <li>The same schedule makes the same run as long as the program takes nothing from elsewhere
   *       that changes: the time, random numbers, the order of a hash set of objects without a
   *       {@code hashCode}, other threads.
   * </ul>
   *
   * <pre>{@code
   * Iterator<Schedule> schedules = Exploration.MIXED.schedules(1);
   * for (int i = 0; i < 1000; i++) {
   *   Schedule schedule = schedules.next();
   *   try (AsyncRuntime runtime = AsyncRuntime.deterministic(schedule).build()) {
   *     runtime.blockOn(program());
   *   } catch (Throwable t) {
   *     throw new AssertionError("fails with " + schedule, t);
   *   }
   * }
   * }</pre>
   *
   * @param schedule what makes the choices
   * @return a builder
   */
  static Builder deterministic(Schedule schedule) {
    return RuntimeBuilder.deterministic(schedule);
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
   * Starts the description of a runtime that a foreign event loop drives, such as that of a user
   * interface or a network library: {@code AsyncRuntime.on(SwingUtilities::invokeLater)}, {@code
   * AsyncRuntime.on(channel.eventLoop())}. All its tasks run on the executor's thread, so they may
   * touch what belongs to that.
   *
   * <p>When there is work, the executor is given one {@code Runnable}, which runs tasks up to the
   * {@linkplain Builder#eventInterval event interval}; if more is to do then, the executor is given
   * it again. The runtime has no threads of its own but those for blocking work. {@code blockOn}
   * runs its future on the calling thread, which must not be the executor's: there it throws. An
   * executor with several threads runs one task at a time, on any of them.
   *
   * <p>Close the runtime before the executor ends: it takes the executor to run the cleanup of
   * tasks. On the executor's thread {@code close} doesn't wait. An executor that rejects the
   * runtime's {@code Runnable} closes the runtime: this is reported to the {@linkplain
   * Builder#uncaughtExceptionHandler uncaught handler}, and tasks are dropped where they stand.
   *
   * @param executor runs what it is given on the thread of the event loop, one after the other
   * @return a builder
   */
  static Builder on(Executor executor) {
    return RuntimeBuilder.on(executor);
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
   * This runtime for those who may use it and must not close it.
   *
   * @return a handle, which doesn't keep the runtime open
   */
  RuntimeHandle handle();

  /**
   * Runs a future to its end and blocks the calling thread meanwhile.
   *
   * @param future the future
   * @param <T> the type of its value
   * @return its value
   * @throws IllegalStateException on a thread that runs tasks, and if the runtime is closed; the
   *     future's own failure is thrown as it is, checked exceptions too
   */
  @Override
  <T extends @Nullable Object> T blockOn(Future<? extends T> future);

  /**
   * Starts a future as a task, at once and in the background.
   *
   * @param future the future
   * @param <T> the type of its value
   * @return the task's handle; on a closed runtime that of a cancelled task
   */
  @Override
  <T extends @Nullable Object> JoinHandle<T> spawn(Future<? extends T> future);

  /**
   * Closes the runtime and waits for its tasks as long as their cleanup takes, up to a deadline.
   *
   * <p>Every task is cancelled. Blocking work that has not started is dropped; work that has
   * started is waited for until the deadline and then left to its daemon thread. If the runtime is
   * being closed already, this waits for that, up to its own deadline. On a thread that runs tasks,
   * and on those of this runtime, it doesn't wait at all, but the deadline counts.
   *
   * @param timeout the longest wait
   */
  void shutdownTimeout(Duration timeout);

  /** Closes the runtime as {@link #close} does, without waiting. */
  void shutdownBackground();

  /** Closes the runtime as {@link #shutdownTimeout} does with a deadline of 10 s. */
  @Override
  void close();

  /** Describes a runtime. */
  sealed interface Builder permits RuntimeBuilder {
    /**
     * The name of the runtime in messages and metrics; that of its threads unless set.
     *
     * @param name not blank
     * @return this
     */
    Builder name(String name);

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
     * Whether threads for blocking work are virtual ones; platform threads unless set. As many as
     * {@link #maxBlockingThreads} says run at a time all the same, and they stay for {@link
     * #threadKeepAlive}. Workers are platform threads always.
     *
     * @param on whether they are virtual
     * @return this
     * @throws UnsupportedOperationException if they are wanted on a JVM before Java 21
     */
    Builder virtualThreads(boolean on);

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
     * Code to be run on each thread of the runtime before anything else, in the runtime's context:
     * on workers and on threads for blocking work, not on those that call {@code blockOn}. A
     * failure of it is reported and has no other effect. A later call replaces an earlier one.
     *
     * @param hook the code
     * @return this
     */
    Builder onThreadStart(Runnable hook);

    /**
     * Code to be run on each thread of the runtime after everything else; otherwise as {@link
     * #onThreadStart}. It has run as often as that when {@code close} returns, unless a thread was
     * still busy at the deadline.
     *
     * @param hook the code
     * @return this
     */
    Builder onThreadStop(Runnable hook);

    /**
     * What is told of each task that is spawned, by the thread that spawns it and before the task
     * runs: tasks of {@code spawn}, blocking work, and eager methods. A failure of it is reported
     * and has no other effect. A later call replaces an earlier one.
     *
     * @param hook is called with the task
     * @return this
     */
    Builder onTaskSpawn(Consumer<? super TaskMeta> hook);

    /**
     * What is told of each task that has ended, once for each call of {@link #onTaskSpawn}, by the
     * thread that ended it and before anybody can see that it is finished; otherwise as that.
     *
     * @param hook is called with the task
     * @return this
     */
    Builder onTaskTerminate(Consumer<? super TaskMeta> hook);

    /**
     * What happens when a task fails with an unchecked exception; {@link UnhandledPanic#IGNORE}
     * unless set. Unlike Tokio's it may be set for every kind of runtime.
     *
     * @param policy what happens
     * @return this
     */
    Builder unhandledPanic(UnhandledPanic policy);

    /**
     * The number of tasks that a thread runs between two looks at the timers; 61 unless set.
     *
     * @param tasks at least 1
     * @return this
     */
    Builder eventInterval(int tasks);

    /**
     * The number of tasks that a thread runs between two looks at tasks from outside, those that
     * were spawned or woken by threads that don't run tasks, while it has others. Unless set it is
     * 31 for a current-thread runtime; workers choose it by what tasks take, from 2 to 127, so that
     * they look about every 200 microseconds.
     *
     * @param tasks at least 1
     * @return this
     */
    Builder globalQueueInterval(int tasks);

    /**
     * What the runtime's random choices are made from: with which other worker one that has nothing
     * to do begins to look for tasks. Another number for each runtime unless set. It makes the
     * choices the same, not the order in which threads happen to come to them.
     *
     * @param seed any number
     * @return this
     */
    Builder seed(long seed);

    /**
     * Whether the time stands still at first, for tests that own the clock: sleeps take no time
     * then, but all of it on the runtime's clock; see {@link dev.weft.time.TestClock}. Off unless
     * set.
     *
     * @param on whether it does
     * @return this
     * @throws IllegalStateException if it shall and this is a multi-thread runtime or one on an
     *     executor; the time of a deterministic one stands still in any case
     */
    Builder startPaused(boolean on);

    /**
     * Whether to measure what each task costs, for {@link #onTaskTerminate}; off unless set. It
     * takes some hundred nanoseconds for each poll. On a JVM that can't measure it, a warning is
     * logged and costs are null.
     *
     * @param on whether to measure
     * @return this
     */
    Builder taskCosts(boolean on);

    /**
     * Whether to show the runtime's metrics in JMX, as {@code dev.weft:type=AsyncRuntime} with its
     * name, until it is closed, and the tasks that {@link RuntimeHandle#dumpTasks} gives, by the
     * operations {@code dumpTasks} and {@code dumpTasksAsJson}; off unless set, since starting JMX
     * takes a program longer than starting a runtime. A number is added to a name that another
     * runtime has. On a JVM without the module {@code java.management}, a warning is logged and
     * nothing is shown.
     *
     * @param on whether to show them
     * @return this
     */
    Builder jmx(boolean on);

    /**
     * Has what {@link RuntimeHandle#dumpTasks} and {@link RuntimeHandle#findDeadlocks} tell printed
     * to the standard error stream each time that the process gets a signal, as the JVM does with
     * its threads at QUIT. It is printed by a thread of its own, also when all workers are stuck.
     * Unless set, the system property {@code weft.dump.signal} names the signal, for all runtimes;
     * without that there is none.
     *
     * @param signal which, best {@link SignalKind#USER1}
     * @return this
     */
    Builder dumpOnSignal(SignalKind signal);

    /**
     * How long a task may keep its thread before {@link #onSlowPoll} is told; 100 ms unless set.
     * One thread for all runtimes of the JVM looks at what theirs do, twice in this time; they
     * themselves read no clock for it. A task that takes between this and half as much again may go
     * unnoticed. What was to run next on the thread of one that is noticed is given to another
     * worker by the time.
     *
     * @param threshold up to 292 years; zero for never
     * @return this
     */
    Builder slowPollThreshold(Duration threshold);

    /**
     * What is told of tasks that keep their thread for too long, once for each place in the program
     * that they do so; a line in the log of the {@link System.Logger} {@code dev.weft} unless set.
     * A later call replaces an earlier one. What it throws is reported and has no other effect.
     *
     * @param hook is called by a thread of Weft's own and shouldn't take long
     * @return this
     */
    Builder onSlowPoll(Consumer<? super SlowPoll> hook);

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
