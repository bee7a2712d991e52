package dev.weft.internal.scheduler;

import dev.weft.abi.Budget;
import dev.weft.internal.metrics.WorkerMeter;
import dev.weft.internal.task.Current;
import dev.weft.internal.task.Task;
import dev.weft.internal.time.TimerShards;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One worker thread of a {@link MultiThread} scheduler with its queue.
 *
 * <h2>Order</h2>
 *
 * The task that the running one woke last waits in a slot of its own and runs next, on warm caches
 * and with what is left of the same budget; but at most {@link #MAX_SLOT_POLLS} times in a row,
 * then it has to queue up. Otherwise the queue goes first, then the injector, then the queues of
 * others. At times, as {@link InjectorPace} says, the injector goes before the queue, and at each
 * end of {@link #events} the timers are looked at, so that tasks which wake one another forever
 * starve neither. A tick is one task with those that follow it through the slot.
 *
 * <h2>Who may touch what</h2>
 *
 * All fields belong to the worker's thread, but {@link #queue}, which others steal from, {@link
 * #parker}, which others unpark, and {@link #meter}, which others read. The slot can't be stolen
 * from. Polling a task allocates nothing and fences only where the task's own state and the queue's
 * head are changed; adding one to the queue passes one full fence, for {@link Idle}.
 */
final class Worker implements Runnable {
  private static final int MAX_SLOT_POLLS = 3;
  private static final int MAX_BATCH = LocalQueue.CAPACITY / 2;

  private final MultiThread scheduler;
  private final int index;
  private final WorkerThread thread;
  private final Parker parker;
  private final LocalQueue queue = new LocalQueue();
  private final Budget budget = new Budget();
  private final InjectorPace pace;

  private final WorkerMeter meter;

  /** The task that is being polled. */
  private @Nullable Task<?> running;

  /** Of the thread, once that has started. */
  private Current here = Current.NOWHERE;

  /** The task to run next; only used while a task runs and {@link #slotOpen}. */
  private @Nullable Task<?> slot;

  private boolean slotOpen;

  /** Whether this worker counts as searching. */
  private boolean searching;

  /** Whether this worker still counts as asleep while it wakes others. */
  private boolean asleep;

  private final Interval events;

  /** Where to begin to look for work to steal. */
  private final SplittableRandom random;

  /** Tasks to run before the injector goes before the queue. */
  private int untilInjector;

  Worker(MultiThread scheduler, int index, String name) {
    this.scheduler = scheduler;
    this.index = index;
    thread = new WorkerThread(this, name);
    parker = new Parker(thread);
    events = scheduler.pace().events();
    pace = scheduler.pace().injectorPace();
    random = scheduler.pace().random(index);
    meter = scheduler.meter(() -> thread, queue::size, queue.overflows::get, budget);
  }

  /** The thread of a worker, which finds its worker without a thread-local variable. */
  private static final class WorkerThread extends Thread {
    final Worker worker;

    WorkerThread(Worker worker, String name) {
      super(worker, name);
      this.worker = worker;
      setDaemon(true);
    }
  }

  /** The worker of a scheduler that the calling thread is, or null. */
  static @Nullable Worker current(MultiThread scheduler) {
    return Thread.currentThread() instanceof WorkerThread t && t.worker.scheduler == scheduler
        ? t.worker
        : null;
  }

  void start() {
    thread.start();
  }

  /** Waits for the end of the thread, not at all if the time is zero or negative. */
  void join(long millis) throws InterruptedException {
    if (millis > 0) {
      thread.join(millis);
    }
  }

  void unpark() {
    parker.unpark();
  }

  WorkerMeter meter() {
    return meter;
  }

  int index() {
    return index;
  }

  LocalQueue queue() {
    return queue;
  }

  @Override
  public void run() {
    here = Current.enter(scheduler, true).current();
    scheduler.hooks().threadStarts();
    pace.begin(scheduler.timers().now());
    while (!scheduler.isClosed()) {
      turn();
    }
    scheduler.dropAll();
    meter.parks();
    scheduler.hooks().threadStops();
  }

  private void turn() {
    if (events.isOver()) {
      long now = scheduler.timers().now();
      pace.measure(now);
      scheduler.timers().fireExpired(now);
    }
    Task<?> task = next();
    if (task == null) {
      task = search();
    }
    if (task != null) {
      runWithSlot(task);
    } else {
      sleep();
    }
  }

  // Running.

  private void runWithSlot(Task<?> task) {
    stopSearching();
    pace.count();
    budget.renew();
    slotOpen = true;
    poll(task);
    for (int polls = 1; slot != null; polls++) {
      Task<?> next = slot;
      slot = null;
      if (budget.isSpent() || scheduler.isClosed()) {
        add(next);
        break;
      }
      slotOpen = polls < MAX_SLOT_POLLS;
      poll(next);
    }
    slotOpen = false;
  }

  private void poll(Task<?> task) {
    running = task;
    here.polls(task);
    meter.pollStarts(task);
    try {
      task.run(budget);
    } catch (Throwable t) {
      scheduler.failures().report(task.toString(), t);
    }
    meter.pollEnds(task);
    here.pollsNothing();
    running = null;
  }

  /** Queues a task that was woken or spawned on this thread. */
  void schedule(Task<?> task) {
    Task<?> toQueue = task;
    if (slotOpen) {
      toQueue = slot;
      slot = task;
    }
    if (toQueue != null) {
      add(toQueue);
    }
  }

  /** Queues a task that was woken while it ran on this thread. */
  void reschedule(Task<?> task) {
    if (task == running && slot == null && queue.isEmpty()) {
      // This worker comes for it at once: not worth waking another one.
      queue.push(task, scheduler.injector());
    } else {
      add(task);
    }
  }

  private void add(Task<?> task) {
    queue.push(task, scheduler.injector());
    if (!asleep) {
      scheduler.wakeOne();
    }
  }

  // Finding work.

  private @Nullable Task<?> next() {
    if (--untilInjector <= 0) {
      untilInjector = pace.interval();
      Task<?> task = scheduler.injector().tryPop();
      if (task != null) {
        wakeOneForTheRest();
        return task;
      }
    }
    Task<?> task = queue.pop();
    return task != null ? task : takeBatch();
  }

  /** For a task that goes before others which nobody was told of, trusting this worker. */
  private void wakeOneForTheRest() {
    if (!queue.isEmpty() || !scheduler.injector().isEmpty()) {
      scheduler.wakeOne();
    }
  }

  /** Takes a share of the injector: one task to run, the others into the queue. */
  private @Nullable Task<?> takeBatch() {
    Task<?> first = scheduler.injector().take(scheduler.workerCount(), MAX_BATCH);
    if (first == null) {
      return null;
    }
    Task<?> task = first.queueNext;
    first.queueNext = null;
    while (task != null) {
      Task<?> next = task.queueNext;
      task.queueNext = null;
      queue.push(task, scheduler.injector());
      task = next;
    }
    if (!searching) {
      wakeOneForTheRest();
    }
    return first;
  }

  private @Nullable Task<?> search() {
    if (!searching && !scheduler.idle().startSearching()) {
      return null;
    }
    searching = true;
    int count = scheduler.workerCount();
    int start = random.nextInt(count);
    for (int i = 0; i < count; i++) {
      int victim = (start + i) % count;
      Task<?> task = victim == index ? null : scheduler.worker(victim).queue.stealInto(queue);
      if (task != null) {
        meter.stole(queue.size() + 1);
        return task;
      }
    }
    return takeBatch();
  }

  /** This worker has found work; the last searcher to do so wakes the next. */
  private void stopSearching() {
    if (searching) {
      searching = false;
      if (scheduler.idle().stopSearching()) {
        scheduler.wakeOne();
      }
    }
  }

  // Sleeping.

  private void sleep() {
    asleep = true;
    boolean nobodySearches = scheduler.idle().fallAsleep(this, searching);
    searching = false;
    if (nobodySearches) {
      scheduler.wakeOneIfWorkIsLeft();
    }
    do {
      meter.parks();
      parkOnce();
      meter.unparks();
    } while (!isAwake() && !scheduler.isClosed());
    asleep = false;
    pace.begin(scheduler.timers().now());
    if (queue.size() > 1) {
      scheduler.wakeOne();
    }
    scheduler.handOverTimers();
  }

  /** Whether this worker has work, from a timer, or was woken to search for some. */
  private boolean isAwake() {
    if (!queue.isEmpty()) {
      searching = !scheduler.idle().wakeUp(this);
      return true;
    }
    searching = !scheduler.idle().isAsleep(this);
    return searching;
  }

  private void parkOnce() {
    TimerShards timers = scheduler.timers();
    MultiThread.TimerWatch watch = scheduler.watch();
    if (!watch.tryTake(this)) {
      parker.park();
      return;
    }
    try {
      parker.park(watch.span(timers));
    } finally {
      watch.release();
    }
    timers.fireExpired(timers.now());
  }
}
