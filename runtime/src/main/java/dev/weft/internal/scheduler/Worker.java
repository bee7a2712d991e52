package dev.weft.internal.scheduler;

import dev.weft.BlockingCallable;
import dev.weft.abi.Budget;
import dev.weft.internal.io.IoDriver;
import dev.weft.internal.jfr.Begun;
import dev.weft.internal.jfr.Flight;
import dev.weft.internal.metrics.WorkerMeter;
import dev.weft.internal.task.Current;
import dev.weft.internal.task.Task;
import dev.weft.internal.time.TimerShards;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One worker of a {@link MultiThread} scheduler with its queue.
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
 * <p>A task that was woken while it ran, as by {@code yieldNow()}, goes to the back of the queue,
 * and the timers are looked at before the first one of these runs again: so who yields in a loop
 * lets timers fire each time. It could lie in a list of its own until then, as in Tokio; but from
 * the queue others can take it while this worker is held up.
 *
 * <h2>Who may touch what</h2>
 *
 * All fields belong to the worker's thread, but {@link #queue} and {@link #slot}, which others
 * steal from, {@link #parker}, which others unpark, and {@link #meter}, which others read. From the
 * slot others steal only when a poll takes long ({@code Watch}). Polling a task allocates nothing
 * and fences only where the task's own state and the queue's head are changed; adding one to the
 * queue passes one full fence, for {@link Idle}.
 *
 * <h2>Blocking in place</h2>
 *
 * A thread whose task is about to block gives the worker away with all that belongs to it, to a
 * thread that goes on in {@link #run}, and takes it back afterwards if that one hasn't begun by
 * then. Otherwise it is nobody's thread any more: it comes to the end of the poll, touches nothing
 * of the worker, and goes back to {@link WorkerThreads}. A thread knows by {@link #thread} whether
 * it still is the worker; once it isn't it won't be within the same {@link #run}.
 */
final class Worker implements Runnable {
  private static final int MAX_SLOT_POLLS = 3;
  private static final int MAX_BATCH = LocalQueue.CAPACITY / 2;

  private final MultiThread scheduler;
  private final int index;
  private final Parker parker = new Parker();
  private final LocalQueue queue = new LocalQueue();
  private final Slot slot = new Slot();
  private final InjectorPace pace;

  private final WorkerMeter meter;

  /** The thread that is the worker; null until it starts, and while nobody is. */
  private volatile @Nullable WorkerThread thread;

  /** What tasks spend; volatile for those who read how often that was all. */
  private volatile Budget budget;

  /** The task that is being polled. */
  private @Nullable Task<?> running;

  /**
   * The first in the queue of those that were woken while they ran, since the last look at timers.
   */
  private @Nullable Task<?> yielded;

  /** Of the thread, once that has started. */
  private Current here = Current.NOWHERE;

  /** Whether the next task that is woken may go into the slot. */
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

  Worker(MultiThread scheduler, int index) {
    this.scheduler = scheduler;
    this.index = index;
    events = scheduler.pace().events();
    pace = scheduler.pace().injectorPace();
    random = scheduler.environment().random(index);
    budget = scheduler.newBudget();
    meter = scheduler.meter(() -> thread, queue::size, queue.overflows::get, () -> budget.yields());
  }

  /** The worker of a scheduler that the calling thread is, or null. */
  static @Nullable Worker current(MultiThread scheduler) {
    Worker worker = WorkerThread.worker();
    return worker != null && worker.scheduler == scheduler ? worker : null;
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

  /** Has the calling thread be the worker until the runtime ends or it gives the worker away. */
  @Override
  public void run() {
    WorkerThread me = WorkerThread.become(this);
    parker.bind(me);
    thread = me;
    Current.Scope scope = Current.enter(scheduler, true);
    here = scope.current();
    pace.begin(scheduler.timers().now());
    while (thread == me && !scheduler.isClosed()) {
      turn();
    }
    if (scheduler.isClosed()) {
      scheduler.dropAll();
    }
    if (thread == me) {
      meter.parks();
    }
    scope.close();
  }

  private void turn() {
    if (events.isOver()) {
      long now = scheduler.timers().now();
      pace.measure(now);
      scheduler.timers().fireExpired(now);
      pollIoDriver();
      yielded = null;
    }
    Task<?> task = next();
    if (task == null) {
      task = search();
    }
    if (task == null) {
      sleep();
      return;
    }
    if (task == yielded) {
      yielded = null;
      scheduler.timers().fireExpired();
    }
    runWithSlot(task);
  }

  private void pollIoDriver() {
    IoDriver driver = scheduler.ioDriverOrNull();
    if (driver != null) {
      driver.poll();
    }
  }

  // Running.

  private void runWithSlot(Task<?> task) {
    stopSearching();
    pace.count();
    budget.renew();
    slotOpen = true;
    boolean mine = poll(task, task.ticket());
    for (int polls = 1; mine && !slot.isEmpty(); polls++) {
      slotOpen = polls < MAX_SLOT_POLLS;
      mine = pollNext();
    }
    if (mine) {
      slotOpen = false;
    }
  }

  /** Polls the task in the slot, or has it queue up if there is no time for it. */
  private boolean pollNext() {
    Task<?> next = slot.remove();
    if (next == null) {
      return true;
    }
    if (!budget.isSpent() && !scheduler.isClosed()) {
      return poll(next, slot.ticket());
    }
    if (next.take(slot.ticket())) {
      add(next);
    }
    return true;
  }

  /** Polls a task; returns whether the calling thread still is the worker. */
  private boolean poll(Task<?> task, int ticket) {
    WorkerThread me = thread;
    running = task;
    here.polls(task);
    meter.pollStarts(task);
    try {
      task.run(budget, ticket);
    } catch (Throwable t) {
      scheduler.failures().report(task.toString(), t);
    }
    if (thread != me) {
      return false;
    }
    meter.pollEnds(task);
    here.pollsNothing();
    running = null;
    return true;
  }

  /** Queues a task that was woken or spawned on this thread. */
  void schedule(Task<?> task) {
    if (slotOpen) {
      Task<?> pushedOut = slot.put(task);
      if (pushedOut != null) {
        add(pushedOut);
      }
    } else {
      addNext(task);
    }
  }

  /** Queues a task that was woken while it ran on this thread. */
  void reschedule(Task<?> task) {
    if (yielded == null) {
      yielded = task;
    }
    if (task == running) {
      addNext(task);
    } else {
      add(task);
    }
  }

  /**
   * Queues a task without waking another worker for it if this one comes for it next; otherwise a
   * chain of tasks that spawn or wake one another would wake somebody for nothing at each link that
   * the slot doesn't take. A poll that takes long is told of by the watchdog.
   */
  private void addNext(Task<?> task) {
    if (running != null && slot.isEmpty() && queue.isEmpty()) {
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

  // Blocking in place.

  /**
   * Runs work that blocks, while another thread goes on as this worker. To be called by the thread
   * of this worker.
   */
  <T extends @Nullable Object, E extends Exception> T blockInPlace(BlockingCallable<T, E> work)
      throws E {
    Task<?> polled = running;
    return polled == null ? work.call() : blockInPlace(work, polled);
  }

  private <T extends @Nullable Object, E extends Exception> T blockInPlace(
      BlockingCallable<T, E> work, Task<?> polled) throws E {
    Handover handover = new Handover();
    Budget ofTask = budget;
    leave(polled);
    Begun recorded = Flight.RECORDER.blockingBegins();
    try {
      scheduler.threads().execute(handover);
      return work.call();
    } finally {
      if (recorded != null) {
        Flight.RECORDER.blockingEnds(recorded, polled.number(), "blockInPlace");
      }
      if (handover.take()) {
        comeBack(polled, ofTask);
      }
    }
  }

  private void leave(Task<?> polled) {
    slotOpen = false;
    Task<?> next = slot.remove();
    if (next != null && next.take(slot.ticket())) {
      queue.push(next, scheduler.injector());
    }
    meter.pollEnds(polled);
    running = null;
    budget = budget.successor();
    thread = null;
    WorkerThread.leave();
  }

  private void comeBack(Task<?> polled, Budget ofTask) {
    budget = ofTask;
    thread = WorkerThread.become(this);
    running = polled;
    meter.pollStarts(polled);
  }

  /** The worker on its way to another thread: it goes to whoever takes it first. */
  private final class Handover implements Runnable {
    private final AtomicBoolean taken = new AtomicBoolean();

    boolean take() {
      return taken.compareAndSet(false, true);
    }

    @Override
    public void run() {
      if (take()) {
        Worker.this.run();
      }
    }
  }

  /**
   * Takes the task that runs next from this worker, which is held up. Callable from any thread.
   *
   * @return the task, which the caller has to queue; null if there is none
   */
  @Nullable Task<?> relieve() {
    return slot.steal();
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
    long now = scheduler.timers().now();
    pace.begin(now);
    if (queue.size() > 1) {
      scheduler.wakeOne();
    }
    scheduler.handOverTimers(now);
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
      IoDriver driver = scheduler.ioDriverOrNull();
      if (driver == null) {
        parker.park(watch.span(timers));
      } else {
        parker.park(watch.span(timers), driver);
      }
    } finally {
      watch.release();
    }
    timers.fireExpired(timers.now());
  }
}
