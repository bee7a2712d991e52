package dev.weft.internal.scheduler;

import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.abi.Budget;
import dev.weft.internal.io.IoDriver;
import dev.weft.internal.task.Current;
import dev.weft.internal.task.FailureReporter;
import dev.weft.internal.task.Scheduler;
import dev.weft.internal.task.Task;
import dev.weft.internal.time.DelayedTimers;
import dev.weft.internal.time.Timers;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Runs what runs outside of a runtime: eager methods, each on the thread that completes what it
 * waits for, and futures that a thread waits for, on that.
 *
 * <p>A task that is woken while its thread runs another one waits until that one is done, so that a
 * chain of any length that completes step by step keeps the stack flat.
 */
public final class CallerThread implements Scheduler {
  /** There is nothing to tell them apart. */
  public static final CallerThread INSTANCE = new CallerThread();

  private static final ThreadLocal<@Nullable Queue<Task<?>>> RUNNING = new ThreadLocal<>();

  private final Timers timers = new DelayedTimers();
  private final FailureReporter failures = new FailureReporter(CallerThread::log);

  private CallerThread() {}

  private static void log(String task, Throwable failure) {
    System.getLogger("dev.weft").log(System.Logger.Level.ERROR, task + " failed", failure);
  }

  @Override
  public void spawn(Task<?> task) {
    schedule(task);
  }

  @Override
  public boolean adopt(Task<?> task) {
    return true;
  }

  @Override
  public void schedule(Task<?> task) {
    Queue<Task<?>> waiting = RUNNING.get();
    if (waiting != null) {
      waiting.add(task);
      return;
    }
    waiting = new ArrayDeque<>();
    RUNNING.set(waiting);
    try {
      runAll(task, waiting);
    } finally {
      RUNNING.remove();
    }
  }

  private static void runAll(Task<?> first, Queue<Task<?>> waiting) {
    Budget budget = new Budget();
    for (Task<?> task = first; task != null; task = waiting.poll()) {
      budget.renew();
      run(task, budget);
    }
  }

  /** The thread may be that of another task, which completes what this one has waited for. */
  private static void run(Task<?> task, Budget budget) {
    Current.Scope scope = Current.enter(Current.Running.start(task));
    try {
      task.run(budget);
    } finally {
      scope.close();
    }
  }

  @Override
  public void reschedule(Task<?> task) {
    schedule(task);
  }

  @Override
  public void ended(Task<?> task) {}

  @Override
  public @Nullable Object blockOnInterruptibly(Future<?> future) throws Throwable {
    return new CallerStrand(future).run();
  }

  @Override
  public Timers timers() {
    return timers;
  }

  @Override
  public IoDriver ioDriver() {
    throw outside();
  }

  @Override
  public Executor blocking() {
    throw outside();
  }

  @Override
  public FailureReporter failures() {
    return failures;
  }

  @Override
  public AsyncRuntime runtime() {
    throw outside();
  }

  private static IllegalStateException outside() {
    return new IllegalStateException(
        "this is outside of a runtime, where there are no sockets, no spawned tasks and no threads for"
            + " blocking work; run it in a runtime");
  }
}
