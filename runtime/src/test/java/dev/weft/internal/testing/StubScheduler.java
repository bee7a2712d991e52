package dev.weft.internal.testing;

import dev.weft.AsyncRuntime;
import dev.weft.abi.Budget;
import dev.weft.internal.io.IoDriver;
import dev.weft.internal.task.FailureReporter;
import dev.weft.internal.task.Scheduler;
import dev.weft.internal.task.Task;
import dev.weft.internal.time.NanoClock;
import dev.weft.internal.time.TimerEntry;
import dev.weft.internal.time.Timers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A scheduler that runs nothing unless asked to: it counts what it is told, and keeps the failures.
 */
public final class StubScheduler implements Scheduler {
  /** Real time, in which no timer ever fires. */
  private static final Timers TIMERS =
      new Timers() {
        @Override
        public NanoClock clock() {
          return NanoClock.SYSTEM;
        }

        @Override
        public void register(TimerEntry entry) {}

        @Override
        public void cancel(TimerEntry entry) {}
      };

  private final AtomicInteger queued = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final Executor blocking;
  private final List<Throwable> reported = new CopyOnWriteArrayList<>();
  private final FailureReporter failures = new FailureReporter((task, e) -> reported.add(e));

  /** A scheduler without threads for blocking work. */
  public StubScheduler() {
    this(
        work -> {
          throw new UnsupportedOperationException();
        });
  }

  /** A scheduler that gives blocking work to an executor. */
  public StubScheduler(Executor blocking) {
    this.blocking = blocking;
  }

  /** A task that is in no queue. */
  public Task<?> newTask() {
    return Task.spawn(this, new Yields(0), "Stub\nnewTask\n\n-1");
  }

  public List<Throwable> reported() {
    return reported;
  }

  /** How many times a woken task was queued and not run by {@link #runQueued}. */
  public int queued() {
    return queued.get();
  }

  /** How many times a task has ended. */
  public int ended() {
    return ended.get();
  }

  /** Runs a task as often as it was queued, until it isn't queued any more. */
  public void runQueued(Task<?> task) {
    while (queued.get() > 0) {
      queued.decrementAndGet();
      run(task);
    }
  }

  /** Runs a task once, as a worker does that has taken it from its queue. */
  public static void run(Task<?> task) {
    Budget budget = new Budget();
    budget.renew();
    task.run(budget);
  }

  @Override
  public void spawn(Task<?> task) {}

  @Override
  public boolean adopt(Task<?> task) {
    return true;
  }

  @Override
  public void schedule(Task<?> task) {
    queued.incrementAndGet();
  }

  @Override
  public void reschedule(Task<?> task) {
    queued.incrementAndGet();
  }

  @Override
  public void ended(Task<?> task) {
    ended.incrementAndGet();
  }

  @Override
  public Timers timers() {
    return TIMERS;
  }

  @Override
  public IoDriver ioDriver() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Executor blocking() {
    return blocking;
  }

  @Override
  public FailureReporter failures() {
    return failures;
  }

  @Override
  public AsyncRuntime runtime() {
    throw new UnsupportedOperationException();
  }
}
