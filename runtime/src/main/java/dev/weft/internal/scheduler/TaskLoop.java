package dev.weft.internal.scheduler;

import dev.weft.abi.Budget;
import dev.weft.internal.metrics.WorkerMeter;
import dev.weft.internal.task.Current;
import dev.weft.internal.task.Task;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The queues of a scheduler without workers, and how the one thread that has the role runs what is
 * in them.
 *
 * <p>Everything belongs to that thread, but for {@link #injector} and what is only read. The
 * scheduler hands the role from thread to thread, and with it all that the thread may touch.
 */
final class TaskLoop {
  private static final int MAX_BATCH = 256;

  private final RuntimeScheduler scheduler;
  private final Injector injector = new Injector();
  private final TaskFifo local = new TaskFifo();
  private final Budget budget;
  private final WorkerMeter meter;

  /** Tasks in one call of {@link #runSome}. */
  private final int eventInterval;

  /**
   * The first in the queue of those that were woken while they ran in this round. The timers are
   * looked at before it runs again, so that who yields in a loop lets timers fire each time.
   */
  private @Nullable Task<?> yielded;

  /** At its end tasks from outside line up behind the local ones, which keeps order. */
  private final Interval injections;

  /**
   * A loop that nobody runs.
   *
   * @param thread the thread that runs it now
   */
  TaskLoop(RuntimeScheduler scheduler, Supplier<@Nullable Thread> thread) {
    this.scheduler = scheduler;
    budget = scheduler.newBudget();
    eventInterval = scheduler.pace().eventInterval();
    injections = scheduler.pace().injections();
    meter = scheduler.meter(thread, this::queued, () -> 0, budget::yields);
    meter.parks();
  }

  /** Each task that leaves the queue is polled, so the difference is what is in it. */
  private long queued() {
    return local.added() - meter.polls();
  }

  /** Adds a task on the thread that has the role. */
  void add(Task<?> task) {
    local.add(task);
  }

  /** Adds a task that was woken while it ran on the thread that has the role. */
  void addYielded(Task<?> task) {
    if (yielded == null) {
      yielded = task;
    }
    local.add(task);
  }

  /** The queue of tasks from other threads. */
  Injector injector() {
    return injector;
  }

  WorkerMeter meter() {
    return meter;
  }

  /** Whether there is nothing to run. */
  boolean isEmpty() {
    return local.isEmpty() && injector.isEmpty();
  }

  /** Runs as many tasks as the pace allows; returns false if it ran out of them. */
  boolean runSome() {
    Current here = Current.here();
    yielded = null;
    for (int i = 0; i < eventInterval; i++) {
      Task<?> task = next();
      if (task == null) {
        return false;
      }
      if (task == yielded) {
        yielded = null;
        scheduler.timers().fireExpired();
      }
      run(task, here);
    }
    return true;
  }

  private void run(Task<?> task, Current here) {
    budget.renew();
    here.polls(task);
    meter.pollStarts(task);
    try {
      task.run(budget);
    } catch (Throwable t) {
      scheduler.failures().report(task.toString(), t);
    }
    meter.pollEnds(task);
    here.pollsNothing();
  }

  private @Nullable Task<?> next() {
    if (injections.isOver() || local.isEmpty()) {
      local.addAll(injector.take(1, MAX_BATCH));
    }
    return local.poll();
  }
}
