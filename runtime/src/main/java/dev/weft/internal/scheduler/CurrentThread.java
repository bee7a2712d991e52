package dev.weft.internal.scheduler;

import dev.weft.abi.Budget;
import dev.weft.internal.metrics.WorkerMeter;
import dev.weft.internal.task.Task;
import dev.weft.internal.time.TimerHeap;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler without threads: whoever is inside {@code blockOn} drives it.
 *
 * <p>One thread at a time is the <em>driver</em>: it runs tasks and timers until its own goal is
 * reached. Others that are inside {@code blockOn} meanwhile poll their own future only and try to
 * become the driver whenever they wake up; a driver that leaves wakes them all.
 *
 * <p>Everything from {@link #local} on is written by the driver only. The role is handed from
 * thread to thread through {@link #driver}, and with it all that the driver may touch.
 *
 * <p>No wake-up is lost: who adds a task from outside, or a timer, makes it visible first and then
 * unparks the driver that it sees; a new driver makes itself visible before it looks at queue and
 * timers for the first time, and its parker keeps the wake-up until it sleeps.
 */
public final class CurrentThread extends RuntimeScheduler {
  private static final int MAX_BATCH = 256;

  private static final VarHandle DRIVER;

  static {
    try {
      DRIVER = MethodHandles.lookup().findVarHandle(CurrentThread.class, "driver", Parker.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Injector injector = new Injector();

  /** The thread that drives. */
  private volatile @Nullable Parker driver;

  private final TaskFifo local = new TaskFifo();
  private final Budget budget = new Budget();
  private final WorkerMeter meter;

  /** The task that is being polled; read by others, for whom it may be that of a moment ago. */
  private @Nullable Task<?> running;

  /** Tasks between two looks at the timers and at the driver's own goal. */
  private final int eventInterval;

  /** At its end tasks from outside line up behind the local ones, which keeps order. */
  private final Interval injections;

  /** A scheduler that nobody drives. */
  public CurrentThread(Settings settings) {
    super(settings);
    eventInterval = settings.pace().eventInterval();
    injections = settings.pace().injections();
    meter = meter(this::thread, () -> running, local::size, () -> 0, budget);
    meter.parks();
  }

  private @Nullable Thread thread() {
    Parker now = driver;
    return now == null ? null : now.thread();
  }

  @Override
  public List<WorkerMeter> meters() {
    return List.of(meter);
  }

  @Override
  int globalQueueDepth() {
    return injector.size();
  }

  @Override
  void startThreads() {}

  @Override
  void stopThreads(long deadline) {}

  @Override
  void enqueue(Task<?> task) {
    Parker now = driver;
    if (now != null && now.thread() == Thread.currentThread()) {
      local.add(task);
    } else {
      injector.push(task);
      wakeDriver();
    }
  }

  @Override
  void enqueueLast(Task<?> task) {
    enqueue(task);
  }

  @Override
  void onEarlierTimer() {
    wakeDriver();
  }

  private void wakeDriver() {
    Parker now = driver;
    if (now != null && now.thread() != Thread.currentThread()) {
      now.unpark();
    }
  }

  @Override
  void participate(Goal goal) {
    while (!goal.reached()) {
      if (DRIVER.compareAndSet(this, null, goal.parker())) {
        drive(goal);
      } else {
        goal.parker().park(goal.patience());
      }
    }
  }

  /** Drives until the goal is reached, then leaves the role to others. */
  private void drive(Goal goal) {
    meter.unparks();
    try {
      while (!goal.reached()) {
        turn(goal);
      }
    } finally {
      meter.parks();
      driver = null;
      wakeParticipants();
    }
  }

  /** Runs some tasks and what is due; sleeps if there was nothing to run. */
  private void turn(Goal goal) {
    TimerHeap timers = timers();
    if (!runTasks()) {
      meter.parks();
      goal.parker().park(Math.min(goal.patience(), timers.untilNext(timers.now())));
      meter.unparks();
    }
    timers.fireExpired(timers.now());
  }

  /** Returns false if it ran out of tasks. */
  private boolean runTasks() {
    for (int i = 0; i < eventInterval; i++) {
      Task<?> task = next();
      if (task == null) {
        return false;
      }
      run(task);
    }
    return true;
  }

  private void run(Task<?> task) {
    budget.renew();
    running = task;
    meter.pollStarts(task);
    try {
      task.run(budget);
    } catch (Throwable t) {
      failures().report(task.toString(), t);
    }
    meter.pollEnds(task);
    running = null;
  }

  private @Nullable Task<?> next() {
    if (injections.isOver() || local.isEmpty()) {
      local.addAll(injector.take(1, MAX_BATCH));
    }
    return local.poll();
  }
}
