package dev.weft.internal.scheduler;

import dev.weft.AsyncRuntime;
import dev.weft.BlockingCallable;
import dev.weft.Future;
import dev.weft.RuntimeMetrics;
import dev.weft.abi.Budget;
import dev.weft.internal.blocking.BlockingPool;
import dev.weft.internal.environment.Environment;
import dev.weft.internal.io.IoDriver;
import dev.weft.internal.jfr.Flight;
import dev.weft.internal.metrics.TaskCosts;
import dev.weft.internal.metrics.WorkerMeter;
import dev.weft.internal.scheduler.OwnedTasks.Phase;
import dev.weft.internal.task.Current;
import dev.weft.internal.task.FailureReporter;
import dev.weft.internal.task.Hooks;
import dev.weft.internal.task.RuntimeStrand;
import dev.weft.internal.task.Scheduler;
import dev.weft.internal.task.Task;
import dev.weft.internal.time.NanoClock;
import dev.weft.internal.time.TimerShards;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the two schedulers have in common: the tasks they own, timers, blocking work, {@code
 * blockOn}, and how a runtime is closed.
 *
 * <h2>Closing</h2>
 *
 * {@link #beginClose} moves to {@code CLOSING}: every task and every {@code blockOn} is cancelled,
 * and so is whatever is spawned from then on, which still runs to its first await. {@link
 * #finishClose} waits until all of them have ended or the deadline is over, and moves to {@code
 * CLOSED}: what is left is dropped where it stands, its handle ends cancelled, and so does each
 * task that is woken or spawned later. A task that holds its thread is dropped when it lets go. So
 * nobody waits forever for a task of a closed runtime.
 */
public abstract sealed class RuntimeScheduler implements Scheduler
    permits MultiThread, CurrentThread, OnExecutor, Deterministic {
  private final String name;
  private final FailureReporter failures;
  private final Hooks hooks;
  private final Panics panics;
  private final Pace pace;
  private final Environment environment;
  private final @Nullable TaskCosts costs;
  private final TimerShards timers;
  private final BlockingPool blocking;
  private final OwnedTasks owned = new OwnedTasks();

  /** How many budgets were made, each of which makes random choices of its own. */
  private final AtomicInteger budgets = new AtomicInteger();

  /** The calls of {@code blockOn} that are under way. */
  private final Set<RootStrand> roots = ConcurrentHashMap.newKeySet();

  /** Set once, before any thread of the runtime starts. */
  private @Nullable AsyncRuntime runtime;

  /**
   * What drives the sockets; null until somebody opens one. Changed under {@link #ioDriverLock}.
   */
  private volatile @Nullable IoDriver ioDriver;

  private final Object ioDriverLock = new Object();

  /** How the thread sleeps that waits in {@link #finishClose}; set by it once. */
  private volatile @Nullable Parker closer;

  /**
   * A scheduler that has not started.
   *
   * @param clock the time that timers go by
   */
  RuntimeScheduler(Settings settings, NanoClock clock, int timerShards) {
    name = settings.name();
    failures = settings.failures();
    hooks = settings.hooks();
    panics = new Panics(settings.unhandledPanic());
    pace = settings.pace();
    environment = settings.environment();
    costs = settings.taskCosts() ? TaskCosts.ofJvm() : null;
    timers = new TimerShards(timerShards, clock, this::timerShard, this::onEarlierTimer);
    blocking = new BlockingPool(this, settings.blocking(), this::onRest);
  }

  /** Queues a task that may run. */
  abstract void enqueue(Task<?> task);

  /** Queues a task that was woken while it ran behind everything that is ready. */
  abstract void enqueueLast(Task<?> task);

  /** The number of the timers' heap that is the calling thread's. */
  int timerShard() {
    return 0;
  }

  /** A timer was registered that is due before all others of its heap. */
  abstract void onEarlierTimer(long deadline);

  /** A call of {@code blockOn} that can do something is to be reckoned with. */
  void onJoin() {}

  /** Blocking work or a call of {@code blockOn} that could have done something can't any more. */
  void onRest() {}

  /** There is a driver from now on, in which somebody has to wait. */
  void onIoDriver(IoDriver opened) {}

  /** How the calling thread sleeps while it waits for a goal. */
  Parker parker() {
    return new Parker(Thread.currentThread());
  }

  /** Has the calling thread take part until a goal is reached. */
  abstract void participate(Goal goal);

  /** What each worker counts. */
  public abstract List<WorkerMeter> meters();

  /**
   * Has somebody else run what waits behind the poll of a worker that is held up. Callable from any
   * thread.
   *
   * @param worker the number of the worker in {@link #meters}
   */
  public void relieve(int worker) {}

  /** How many tasks from outside no worker has taken yet. */
  abstract int globalQueueDepth();

  /** Starts the threads that the scheduler has of its own. */
  abstract void startThreads();

  /** Stops the threads that the scheduler has of its own, and waits for them up to a deadline. */
  abstract void stopThreads(long deadline);

  /** Makes this the scheduler of a runtime. */
  public final void start(AsyncRuntime owner) {
    runtime = owner;
    startThreads();
  }

  @Override
  public final void spawn(Task<?> task) {
    tellOfSpawn(task);
    switch (owned.add(task)) {
      case OPEN -> enqueue(task);
      case CLOSING -> {
        task.abort(closedMessage());
        enqueue(task);
      }
      case CLOSED -> task.drop(closedMessage());
    }
  }

  @Override
  public final boolean adopt(Task<?> task) {
    tellOfSpawn(task);
    return owned.add(task) == Phase.OPEN;
  }

  private void tellOfSpawn(Task<?> task) {
    hooks.taskSpawned(task);
    Flight.RECORDER.taskSpawned(task);
  }

  @Override
  public final void schedule(Task<?> task) {
    if (isClosed()) {
      task.drop(closedMessage());
    } else {
      enqueue(task);
    }
  }

  @Override
  public final void reschedule(Task<?> task) {
    if (isClosed()) {
      task.drop(closedMessage());
    } else {
      enqueueLast(task);
    }
  }

  @Override
  public final void ending(Task<?> task) {
    hooks.taskTerminated(task, costs == null ? null : costs.end(task));
    Flight.RECORDER.taskEnds(task);
    if (panics.isReasonToClose(task)) {
      runtime().shutdownBackground();
    }
  }

  @Override
  public final void ended(Task<?> task) {
    if (owned.remove(task)) {
      wakeCloser();
    }
  }

  @Override
  public <T extends @Nullable Object, E extends Exception> T blockInPlace(
      BlockingCallable<T, E> work) throws E {
    throw new IllegalStateException(
        "blockInPlace was called on thread '"
            + Thread.currentThread().getName()
            + "', which alone runs the tasks of "
            + describe()
            + "; call await(spawnBlocking(...)) instead, or use a multi-thread runtime");
  }

  /**
   * Runs a future to its end on the calling thread.
   *
   * @return its value
   * @throws Throwable its failure
   */
  public final @Nullable Object blockOn(Future<?> future) throws Throwable {
    return blockOn(new RootStrand(this, future));
  }

  @Override
  public final @Nullable Object blockOnInterruptibly(Future<?> future) throws Throwable {
    RootStrand root = new RootStrand(this, future);
    root.endOnInterrupt();
    return blockOn(root);
  }

  private @Nullable Object blockOn(RootStrand root) throws Throwable {
    boolean byWork = isBlockingWork();
    Current.Scope scope = Current.enter(this, true);
    join(root, byWork);
    try {
      if (isClosing()) {
        throw panics.closed(closedMessage());
      }
      participate(root);
    } finally {
      leave(root, byWork);
      scope.close();
      if (isClosed()) {
        dropAll();
      }
      wakeCloser();
      root.parker().restoreInterrupt();
    }
    return root.result();
  }

  /** Whether the calling thread runs blocking work of this runtime. */
  private boolean isBlockingWork() {
    return Current.schedulerOrNull() == this && !Current.isPolling() && Current.here().task() != 0;
  }

  /** While blocking work is inside of {@code blockOn} it does no more than the future does. */
  private void join(RootStrand root, boolean byWork) {
    roots.add(root);
    onJoin();
    if (byWork) {
      blocking.beginWait();
    }
  }

  private void leave(RootStrand root, boolean byWork) {
    if (byWork) {
      blocking.endWait();
    }
    roots.remove(root);
    onRest();
  }

  /**
   * Whether neither blocking work nor a future inside of {@code blockOn} can go on by itself. What
   * they have done can be seen then. Both looks at the futures must see the same, as one of them
   * may have woken another one or started work after that was looked at.
   */
  final boolean isAtRest() {
    List<Long> pauses = pauses();
    return !pauses.contains(-1L) && blocking.isAtRest() && pauses.equals(pauses());
  }

  private List<Long> pauses() {
    return roots.stream().map(RootStrand::pause).toList();
  }

  /** Cancels everything; false if that was done before. */
  public final boolean beginClose() {
    if (!owned.advance(Phase.OPEN, Phase.CLOSING)) {
      return false;
    }
    blocking.close();
    roots.forEach(RootStrand::cancel);
    abortAll(owned);
    return true;
  }

  /**
   * Waits until everything has ended or the deadline is over, then drops the rest and stops. To be
   * called once, by the one whose {@link #beginClose} was the first.
   *
   * @param deadline in the terms of {@link System#nanoTime}
   */
  public final void finishClose(long deadline) {
    Closing goal = new Closing(deadline);
    closer = goal.parker();
    Current.Scope scope = Current.enter(this, true);
    try {
      participate(goal);
      awaitBlocking(goal);
      owned.advance(Phase.CLOSING, Phase.CLOSED);
      dropAll();
      closeIoDriver();
      stopThreads(deadline);
    } finally {
      scope.close();
      goal.parker().restoreInterrupt();
    }
    failures.reportAll();
  }

  @Override
  public final IoDriver ioDriver() throws IOException {
    IoDriver existing = ioDriver;
    return existing == null ? openIoDriver() : existing;
  }

  /** What drives the sockets; null if nobody has ever opened one. */
  final @Nullable IoDriver ioDriverOrNull() {
    return ioDriver;
  }

  private IoDriver openIoDriver() throws IOException {
    IoDriver opened;
    synchronized (ioDriverLock) {
      if (ioDriver != null) {
        return ioDriver;
      }
      if (isClosed()) {
        throw new IllegalStateException(closedMessage());
      }
      opened = environment.drivers().open(describe());
      ioDriver = opened;
    }
    onIoDriver(opened);
    return opened;
  }

  private void closeIoDriver() {
    synchronized (ioDriverLock) {
      if (ioDriver != null) {
        ioDriver.close();
      }
    }
  }

  /** Aborts all tasks, because the runtime closes. */
  void abortAll(OwnedTasks tasks) {
    tasks.forEach(task -> task.abort(closedMessage()));
  }

  private void awaitBlocking(Closing goal) {
    try {
      blocking.awaitEnd(goal.patience());
    } catch (InterruptedException e) {
      // The closer doesn't want to wait any longer.
      Thread.currentThread().interrupt();
    }
  }

  /** Drops what is left and doesn't run; also called by a thread that let go of a task late. */
  final void dropAll() {
    roots.forEach(RootStrand::drop);
    owned.forEach(task -> task.drop(closedMessage()));
  }

  private void wakeCloser() {
    Parker waiting = closer;
    if (waiting != null) {
      waiting.unpark();
    }
  }

  @Override
  public final boolean isClosing() {
    return owned.phase() != Phase.OPEN;
  }

  final boolean isClosed() {
    return owned.phase() == Phase.CLOSED;
  }

  /** Wakes all threads that {@link #participate}. */
  final void wakeParticipants() {
    roots.forEach(root -> root.parker().unpark());
    wakeCloser();
  }

  /** The runtime in words. */
  final String describe() {
    return "the runtime '" + name + "'";
  }

  final String closedMessage() {
    return describe() + " is closed";
  }

  /** What a {@code blockOn} throws that the runtime's end has cancelled. */
  final IllegalStateException closedMeanwhile(@Nullable Throwable cancellation) {
    return panics.closedMeanwhile(
        describe() + " was closed while blockOn ran a future on it", cancellation);
  }

  /** The numbers of the runtime at about this moment. */
  public final RuntimeMetrics metrics() {
    return new RuntimeMetrics(
        name,
        meters().stream().map(WorkerMeter::read).toList(),
        owned.size(),
        owned.added(),
        globalQueueDepth(),
        blocking.threadCount(),
        blocking.idleCount(),
        blocking.queueDepth());
  }

  /** The strands that threads poll: live tasks, and what each {@code blockOn} runs. */
  public final List<RuntimeStrand> strands() {
    List<RuntimeStrand> strands = new ArrayList<>(roots);
    owned.forEach(strands::add);
    return strands;
  }

  /** The live task of a number; null if there is none. */
  public final @Nullable Task<?> task(long number) {
    return owned.find(number);
  }

  /** A meter of a worker; see the constructor of that. */
  final WorkerMeter meter(
      Supplier<@Nullable Thread> thread,
      LongSupplier queued,
      LongSupplier overflows,
      LongSupplier yields) {
    return new WorkerMeter(name, NanoClock.SYSTEM, costs, thread, queued, overflows, yields);
  }

  final Pace pace() {
    return pace;
  }

  /** What the runtime reaches of the world around it. */
  public final Environment environment() {
    return environment;
  }

  @Override
  public Budget newBudget() {
    return new Budget(environment.seedOfStrands(budgets.getAndIncrement()));
  }

  final Hooks hooks() {
    return hooks;
  }

  /** The name of the runtime. */
  public final String name() {
    return name;
  }

  @Override
  public final TimerShards timers() {
    return timers;
  }

  @Override
  public Executor blocking() {
    return blocking;
  }

  @Override
  public final FailureReporter failures() {
    return failures;
  }

  @Override
  public final AsyncRuntime runtime() {
    return Objects.requireNonNull(runtime, "started");
  }

  @Override
  public final String toString() {
    return describe();
  }

  /** The end of all tasks and of all calls of {@code blockOn}, or the deadline. */
  private final class Closing implements Goal {
    private final long deadline;
    private final Parker parker = RuntimeScheduler.this.parker();

    Closing(long deadline) {
      this.deadline = deadline;
    }

    @Override
    public boolean reached() {
      return patience() == 0 || (roots.isEmpty() && owned.isEmpty());
    }

    @Override
    public long patience() {
      return Math.max(0, deadline - System.nanoTime());
    }

    @Override
    public Parker parker() {
      return parker;
    }
  }
}
