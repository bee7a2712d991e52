package dev.weft.internal.scheduler;

import dev.weft.internal.io.IoDriver;
import dev.weft.internal.metrics.WorkerMeter;
import dev.weft.internal.task.Task;
import dev.weft.internal.time.PausableClock;
import dev.weft.internal.time.TimerShards;
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
 * <p>The {@link TaskLoop} belongs to the driver. The role is handed from thread to thread through
 * {@link #driver}, and with it all that the driver may touch.
 *
 * <p>No wake-up is lost: who adds a task from outside, or a timer, makes it visible first and then
 * unparks the driver that it sees; a new driver makes itself visible before it looks at queue and
 * timers for the first time, and its parker keeps the wake-up until it sleeps.
 *
 * <h2>While the clock is paused</h2>
 *
 * A driver that has nothing to run sets the clock forward to the next timer in place of sleeping,
 * but only while nobody can go on without that: no other future inside of {@code blockOn}, no
 * blocking work. Whoever could and can't any more makes that visible first and then wakes the
 * driver, as does whoever changes the clock. The driver looks at them before it looks at queue and
 * parker, where it finds what they have left behind.
 */
public final class CurrentThread extends RuntimeScheduler {
  private static final VarHandle DRIVER;

  static {
    try {
      DRIVER = MethodHandles.lookup().findVarHandle(CurrentThread.class, "driver", Parker.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** The thread that drives. */
  private volatile @Nullable Parker driver;

  private final PausableClock clock;
  private final TaskLoop loop;

  /** A scheduler that nobody drives. */
  public CurrentThread(Settings settings) {
    this(settings, PausableClock.of(settings.environment().clock()));
  }

  private CurrentThread(Settings settings, PausableClock clock) {
    super(settings, clock, 1);
    this.clock = clock;
    loop = new TaskLoop(this, this::thread);
    clock.onChange(this::onTimeChange);
  }

  private @Nullable Thread thread() {
    Parker now = driver;
    return now == null ? null : now.thread();
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
  void stopThreads(long deadline) {}

  @Override
  void enqueue(Task<?> task) {
    if (isDriver()) {
      loop.add(task);
    } else {
      inject(task);
    }
  }

  @Override
  void enqueueLast(Task<?> task) {
    if (isDriver()) {
      loop.addYielded(task);
    } else {
      inject(task);
    }
  }

  private boolean isDriver() {
    Parker now = driver;
    return now != null && now.thread() == Thread.currentThread();
  }

  private void inject(Task<?> task) {
    loop.injector().push(task);
    wakeDriver();
  }

  @Override
  void onEarlierTimer(long deadline) {
    wakeDriver();
  }

  private void wakeDriver() {
    Parker now = driver;
    if (now != null && now.thread() != Thread.currentThread()) {
      now.unpark();
    }
  }

  @Override
  void onIoDriver(IoDriver opened) {
    wakeDriver();
  }

  private void onTimeChange() {
    if (isDriver()) {
      timers().fireExpired();
    } else {
      wakeDriver();
    }
  }

  @Override
  void onJoin() {
    if (clock.isPaused()) {
      clock.awaitJump();
    }
  }

  @Override
  void onRest() {
    if (clock.isPaused()) {
      wakeDriver();
    }
  }

  @Override
  void participate(Goal goal) {
    while (!goal.reached()) {
      if (DRIVER.compareAndSet(this, null, goal.parker())) {
        drive(goal);
      } else {
        onRest();
        goal.parker().park(goal.patience());
      }
    }
  }

  /**
   * Drives until the goal is reached, then leaves the role to others. Who has just found that it
   * isn't reached looks at tasks first: a root that yields lets them run.
   */
  private void drive(Goal goal) {
    loop.meter().unparks();
    try {
      do {
        turn(goal);
      } while (!goal.reached());
    } finally {
      loop.meter().parks();
      driver = null;
      wakeParticipants();
    }
  }

  /** Runs some tasks and what is due; sleeps if there was nothing to run. */
  private void turn(Goal goal) {
    boolean more = loop.runSome();
    IoDriver opened = ioDriverOrNull();
    if (!more) {
      loop.meter().parks();
      sleep(goal, opened);
      loop.meter().unparks();
    } else if (opened != null) {
      opened.poll();
    }
    timers().fireExpired(timers().now());
  }

  private void sleep(Goal goal, @Nullable IoDriver opened) {
    long span = Math.min(goal.patience(), clock.isPaused() ? jump(goal) : untilNext());
    if (opened == null) {
      goal.parker().park(span);
    } else {
      goal.parker().park(span, opened);
    }
  }

  private long untilNext() {
    return timers().untilNext(timers().now());
  }

  /** Sets the clock forward if it may be; returns how long the driver may sleep all the same. */
  private long jump(Goal goal) {
    long now = timers().now();
    long span = timers().untilNext(now);
    if (span == 0) {
      return 0;
    }
    boolean jumped = span != TimerShards.NEVER && clock.jumpTo(now + span, () -> isIdle(goal));
    return jumped ? 0 : TimerShards.NEVER;
  }

  private boolean isIdle(Goal goal) {
    return isAtRest() && loop.isEmpty() && !goal.parker().isNotified();
  }
}
