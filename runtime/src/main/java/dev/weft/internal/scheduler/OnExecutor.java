package dev.weft.internal.scheduler;

import dev.weft.internal.io.IoDriver;
import dev.weft.internal.metrics.WorkerMeter;
import dev.weft.internal.task.Current;
import dev.weft.internal.task.Task;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler without threads that a foreign event loop drives.
 *
 * <h2>Runs</h2>
 *
 * When there is work, the executor is handed a <em>run</em>: it runs as many tasks as the pace
 * allows, then the timers that are due, and if there is more to do, the executor is handed the next
 * one. So what else the loop has to do gets its turn in between. There is one run at most, waiting
 * or under way, {@code PENDING}; whoever changes {@link #state} from {@code IDLE} to that owes it.
 * The run is the owner of the {@link TaskLoop}; an executor makes what happened before {@code
 * execute} happen before the run, and so does {@link #state} where nobody owed one.
 *
 * <p>No wake-up is lost: who adds a task from outside, or a timer, makes it visible first and then
 * looks at the state; a run that ends without work sets {@code IDLE} first, then sets the {@link
 * Alarm} for the timers and looks at the queue once more.
 *
 * <h2>Executors that are no event loops</h2>
 *
 * Of one with many threads each run may have another one; still there is one at a time. One that
 * runs what it is given at once, on the thread that gives it, finds that a run is handed over from
 * a run: it comes back to {@link Handover} inside of {@code execute}, which leaves the run to who
 * called that, in a loop. One that rejects a run ends the runtime, as no other is to be expected.
 */
public final class OnExecutor extends RuntimeScheduler {
  private static final int IDLE = 0;
  private static final int PENDING = 1;

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(OnExecutor.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Executor executor;
  private final TaskLoop loop = new TaskLoop(this, this::runner);
  private final Alarm alarm;

  private volatile int state = IDLE;

  /** The thread of the run that is under way. */
  private volatile @Nullable Thread runner;

  /** The thread of the last run: the loop's. */
  private volatile @Nullable Thread lastRunner;

  /** A scheduler with nothing to do. */
  public OnExecutor(Settings settings, Executor executor) {
    super(settings, settings.environment().clock(), 1);
    this.executor = executor;
    alarm = new Alarm(settings.environment().delay(), this::demandRun);
  }

  private @Nullable Thread runner() {
    return runner;
  }

  private boolean isRunner() {
    return runner == Thread.currentThread();
  }

  @Override
  public boolean isOwnThread() {
    return lastRunner == Thread.currentThread();
  }

  @Override
  public List<WorkerMeter> meters() {
    return List.of(loop.meter());
  }

  @Override
  int globalQueueDepth() {
    return loop.injector().size();
  }

  @Override
  void startThreads() {}

  @Override
  void stopThreads(long deadline) {
    alarm.silence();
  }

  @Override
  void participate(Goal goal) {
    while (!goal.reached()) {
      goal.parker().park(goal.patience());
    }
  }

  @Override
  void enqueue(Task<?> task) {
    if (isRunner()) {
      loop.add(task);
    } else {
      inject(task);
    }
  }

  @Override
  void enqueueLast(Task<?> task) {
    if (isRunner()) {
      loop.addYielded(task);
    } else {
      inject(task);
    }
  }

  private void inject(Task<?> task) {
    loop.injector().push(task);
    demandRun();
  }

  @Override
  void onEarlierTimer(long deadline) {
    if (!isRunner()) {
      demandRun();
    }
  }

  /** The loop is another's, which can't wait in the driver: a thread does. */
  @Override
  void onIoDriver(IoDriver opened) {
    environment().thread(name() + "-io", () -> drive(opened)).start();
  }

  private void drive(IoDriver opened) {
    while (!isClosed()) {
      opened.await(Long.MAX_VALUE);
    }
  }

  // Runs.

  /** Sees to it that there will be a run. */
  private void demandRun() {
    if (state == IDLE && STATE.compareAndSet(this, IDLE, PENDING)) {
      handOver();
    }
  }

  /** Gives the run that is owed to the executor, and makes those that come back at once. */
  private void handOver() {
    while (comesBack() && run()) {
      // There is more to do.
    }
  }

  /** Whether the executor wants the run to be made by who gives it. */
  private boolean comesBack() {
    Handover handover = new Handover();
    try {
      executor.execute(handover);
    } catch (Throwable t) {
      end(t);
      return false;
    }
    return handover.endGiving();
  }

  /** Makes the run that is owed; returns whether the next one is owed. */
  private boolean run() {
    Current.Scope scope = Current.enter(this, true);
    runner = lastRunner = Thread.currentThread();
    loop.meter().unparks();
    try {
      loop.runSome();
      timers().fireExpired(timers().now());
    } finally {
      loop.meter().parks();
      runner = null;
      scope.close();
    }
    return goesOn();
  }

  private boolean goesOn() {
    if (isClosed()) {
      dropAll();
    }
    if (!loop.isEmpty()) {
      return true;
    }
    state = IDLE;
    alarm.setFor(timers());
    return !loop.injector().isEmpty() && STATE.compareAndSet(this, IDLE, PENDING);
  }

  private void end(Throwable refusal) {
    failures().report(describe() + ", whose executor doesn't run it any more,", refusal);
    environment()
        .thread(name() + "-closer", () -> runtime().shutdownTimeout(Duration.ZERO))
        .start();
  }

  /** A run in the hands of the executor. */
  private final class Handover implements Runnable {
    private final Thread giver = Thread.currentThread();

    // The giver's own.
    private boolean given;
    private boolean cameBack;

    @Override
    public void run() {
      if (Thread.currentThread() == giver && !given) {
        cameBack = true;
      } else if (OnExecutor.this.run()) {
        handOver();
      }
    }

    /** The executor has returned; whether it has come back before. */
    boolean endGiving() {
      given = true;
      return cameBack;
    }
  }
}
