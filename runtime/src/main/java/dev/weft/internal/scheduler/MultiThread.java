package dev.weft.internal.scheduler;

import dev.weft.BlockingCallable;
import dev.weft.internal.io.IoDriver;
import dev.weft.internal.metrics.WorkerMeter;
import dev.weft.internal.task.Current;
import dev.weft.internal.task.Task;
import dev.weft.internal.time.TimerShards;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The work-stealing scheduler: worker threads with a queue each, and one queue for what comes from
 * outside.
 *
 * <p>A task that is woken or spawned on a worker goes to that worker; from any other thread it goes
 * to the {@link Injector}. {@link Worker} tells in which order a worker takes tasks, {@link Idle}
 * when sleeping ones are woken.
 *
 * <h2>Timers</h2>
 *
 * One sleeping worker watches the timers and sleeps no longer than to the next deadline; the others
 * sleep without limit ({@link TimerWatch}). It is woken for an earlier one only. The watch is woken
 * for work only if nobody else sleeps. A worker that gets up looks whether timers are left
 * unwatched while others sleep, and nudges one of those, which takes the watch; otherwise a task
 * that holds its thread would hold up the timers. Where nobody sleeps, workers look at the timers
 * between tasks.
 *
 * <h2>Sockets</h2>
 *
 * Who watches the timers waits in the driver of the sockets, if there is one, so that the tasks of
 * a socket that is ready run on the worker that has found it. A worker that gets up for that leaves
 * the watch to who lies down next, mostly itself: handing it over each time would wake a second
 * thread for each message; only a timer that is due within some milliseconds is handed over. When
 * the watchdog sees that a poll holds the worker up, another one takes the watch ({@link
 * #relieve}).
 */
public final class MultiThread extends RuntimeScheduler {
  /** A worker that goes to sleep looks at all of them. */
  private static final int MAX_TIMER_SHARDS = 64;

  /** Nanoseconds within which a worker that got up for a message may not be back. */
  private static final long SOON = 5_000_000;

  private final Worker[] workers;
  private final WorkerThreads threads;
  private final Idle idle;
  private final Injector injector = new Injector();
  private final TimerWatch watch = new TimerWatch();

  /** A scheduler whose threads have not started. */
  public MultiThread(Settings settings) {
    super(settings, settings.environment().clock(), Math.min(settings.workers(), MAX_TIMER_SHARDS));
    workers = new Worker[settings.workers()];
    idle = new Idle(workers.length);
    threads = new WorkerThreads(this, settings);
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new Worker(this, i);
    }
  }

  @Override
  void startThreads() {
    for (Worker worker : workers) {
      threads.execute(worker);
    }
  }

  @Override
  void stopThreads(long deadline) {
    for (Worker worker : workers) {
      worker.unpark();
    }
    try {
      threads.stop(deadline);
    } catch (InterruptedException e) {
      // The closer doesn't want to wait any longer.
      Thread.currentThread().interrupt();
    }
  }

  @Override
  void participate(Goal goal) {
    while (!goal.reached()) {
      goal.parker().park(goal.patience());
    }
  }

  @Override
  void enqueue(Task<?> task) {
    Worker worker = Worker.current(this);
    if (worker != null) {
      worker.schedule(task);
    } else {
      inject(task);
    }
  }

  @Override
  void enqueueLast(Task<?> task) {
    Worker worker = Worker.current(this);
    if (worker != null) {
      worker.reschedule(task);
    } else {
      inject(task);
    }
  }

  private void inject(Task<?> task) {
    injector.push(task);
    wakeOne();
  }

  @Override
  public void relieve(int worker) {
    Task<?> task = workers[worker].relieve();
    if (task != null) {
      schedule(task);
    } else if (!workers[worker].queue().isEmpty()) {
      wakeOne();
    }
    if (ioDriverOrNull() != null && watch.holder() == null) {
      nudgeSleeper();
    }
  }

  @Override
  public <T extends @Nullable Object, E extends Exception> T blockInPlace(
      BlockingCallable<T, E> work) throws E {
    Worker worker = Worker.current(this);
    Current.Scope scope = Current.mayBlock();
    try {
      return worker == null ? work.call() : worker.blockInPlace(work);
    } finally {
      scope.close();
    }
  }

  @Override
  int timerShard() {
    Worker worker = Worker.current(this);
    int shards = Math.min(workers.length, MAX_TIMER_SHARDS);
    return worker != null
        ? worker.index() % shards
        : (int) (Thread.currentThread().getId() % shards);
  }

  @Override
  void onEarlierTimer(long deadline) {
    Worker watcher = watch.holder();
    if (watcher == null) {
      nudgeSleeper();
    } else if (deadline - watch.end() < 0) {
      watcher.unpark();
    }
  }

  /** Who watches the timers watches the sockets too, and has to know. */
  @Override
  void onIoDriver(IoDriver opened) {
    Worker watcher = watch.holder();
    if (watcher == null) {
      nudgeSleeper();
    } else {
      watcher.unpark();
    }
  }

  /** Has a sleeper get up and lie down again, so that the timers are watched. */
  private void nudgeSleeper() {
    Worker sleeper = idle.anySleeper();
    if (sleeper != null) {
      sleeper.unpark();
    }
  }

  /** Sees to it that timers are watched if somebody sleeps; for a worker that gets up. */
  void handOverTimers(long now) {
    if (watch.holder() == null && timers().untilNext(now) < patienceOfTimers()) {
      nudgeSleeper();
    }
  }

  /** Where there are sockets, workers get up for each message, and are back soon. */
  private long patienceOfTimers() {
    return ioDriverOrNull() == null ? TimerShards.NEVER : SOON;
  }

  /** Wakes a worker for work that others can take, unless one is looking for it already. */
  void wakeOne() {
    Worker worker = idle.wakeOne(watch);
    if (worker != null) {
      worker.unpark();
    }
  }

  /** A worker has fallen asleep and nobody searches: makes sure that nothing was overlooked. */
  void wakeOneIfWorkIsLeft() {
    VarHandle.fullFence();
    for (Worker worker : workers) {
      if (!worker.queue().isEmpty()) {
        wakeOne();
        return;
      }
    }
    if (!injector.isEmpty()) {
      wakeOne();
    }
  }

  @Override
  public List<WorkerMeter> meters() {
    return Stream.of(workers).map(Worker::meter).toList();
  }

  @Override
  int globalQueueDepth() {
    return injector.size();
  }

  WorkerThreads threads() {
    return threads;
  }

  Idle idle() {
    return idle;
  }

  Injector injector() {
    return injector;
  }

  TimerWatch watch() {
    return watch;
  }

  int workerCount() {
    return workers.length;
  }

  Worker worker(int index) {
    return workers[index];
  }

  /** The role of the worker that sleeps no longer than the timers allow. */
  static final class TimerWatch {
    private static final VarHandle HOLDER;

    static {
      try {
        HOLDER = MethodHandles.lookup().findVarHandle(TimerWatch.class, "holder", Worker.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    private volatile @Nullable Worker holder;

    /** When the holder gets up by itself; written by it alone. */
    private volatile long end;

    boolean tryTake(Worker worker) {
      return holder == null && HOLDER.compareAndSet(this, null, worker);
    }

    /**
     * How long the holder may sleep. It first says that it sleeps without end and then looks at the
     * timers; so whoever registers one that it doesn't see any more sees that it has to be woken.
     */
    long span(TimerShards timers) {
      long now = timers.now();
      end = now + Long.MAX_VALUE / 2;
      long span = timers.untilNext(now);
      if (span != TimerShards.NEVER) {
        end = now + span;
      }
      return span;
    }

    long end() {
      return end;
    }

    void release() {
      holder = null;
    }

    @Nullable Worker holder() {
      return holder;
    }

    boolean isHeldBy(Worker worker) {
      return holder == worker;
    }
  }
}
