package dev.weft.internal.scheduler;

import dev.weft.DeadlockException;
import dev.weft.abi.Budget;
import dev.weft.internal.blocking.BlockingWork;
import dev.weft.internal.deadlock.Standstill;
import dev.weft.internal.metrics.WorkerMeter;
import dev.weft.internal.schedule.Candidate;
import dev.weft.internal.schedule.Chooser;
import dev.weft.internal.task.Current;
import dev.weft.internal.task.RuntimeStrand;
import dev.weft.internal.task.Sleeper;
import dev.weft.internal.task.Task;
import dev.weft.internal.time.PausableClock;
import dev.weft.internal.time.TimerShards;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler that does the same each time: a {@link Chooser} says who of all that can go on takes
 * the next turn, and time passes when nobody can.
 *
 * <p>As with {@link CurrentThread}, the thread inside {@code blockOn} drives. Candidates for a turn
 * are tasks that are ready, the future of the {@code blockOn}, and blocking work. A task's turn
 * ends at the next await that would be ready right away, as its {@link Budget} is 1: so at each
 * await others may come between, and not only at those that have to wait.
 *
 * <h2>Blocking work</h2>
 *
 * It runs on threads of its own, so that it may wait for tasks, but in lockstep: the driver gives
 * it the turn and sleeps until it ends or waits for something of the runtime, see {@link Party}.
 * What it does apart from that is as deterministic as the work itself. So whatever is not volatile
 * here belongs to the thread that has the turn.
 *
 * <h2>Time and ends</h2>
 *
 * When nobody can take a turn the clock jumps to the next timer. Without timers nothing will happen
 * any more, since other threads aren't waited for: those come at moments that no schedule knows of.
 * Then the {@code blockOn} fails with a {@link DeadlockException} at once.
 */
public final class Deterministic extends RuntimeScheduler {
  private static final VarHandle DRIVER;

  static {
    try {
      DRIVER = MethodHandles.lookup().findVarHandle(Deterministic.class, "driver", Party.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** How long a thread may keep its turn before it is looked at, in real time. */
  private static final long PATIENCE_NANOS = 2_000_000_000L;

  private final Chooser chooser;
  private final PausableClock clock;
  private final Budget budget = new Budget(1);
  private final WorkerMeter meter;
  private final Executor blocking = this::offerWork;

  /** Who can take a turn, in the order in which they became ready. */
  private final List<Candidate> ready = new ArrayList<>();

  /** Those that a thread without the turn has made ready. */
  private final Queue<Candidate> outside = new ConcurrentLinkedQueue<>();

  /** The threads that do blocking work. */
  private final Map<Thread, Party> helpers = new ConcurrentHashMap<>();

  /** Blocking work that waits for a thread. */
  private final Queue<Work> held = new ArrayDeque<>();

  private final int maxHelpers;

  /** What the driver drives for; its own. */
  private @Nullable Goal goal;

  /** The number of who takes its turn. */
  private long taking;

  /** The index of that one, if it has become ready again meanwhile. */
  private int readyAgain = Chooser.NOBODY;

  /** The index of who would have gone on after its last turn. */
  private int interrupted = Chooser.NOBODY;

  /** The last number of a party; those of tasks are positive. */
  private final AtomicLong lastKey = new AtomicLong();

  private volatile @Nullable Party driver;

  /** Who has the turn. */
  private volatile @Nullable Thread turn;

  /**
   * A scheduler that nobody drives.
   *
   * @param chooser makes the choices of this runtime only
   */
  public Deterministic(Settings settings, Chooser chooser) {
    this(settings, chooser, PausableClock.of(settings.environment().clock()));
  }

  private Deterministic(Settings settings, Chooser chooser, PausableClock clock) {
    super(settings, clock, 1);
    this.clock = clock;
    this.chooser = chooser;
    maxHelpers = settings.maxBlockingThreads();
    meter = meter(this::driverThread, ready::size, () -> 0, budget::yields);
    meter.parks();
    clock.onChange(this::onTimeChange);
  }

  /** Somebody has set the time forward: whose time has come needn't wait until nobody can run. */
  private void onTimeChange() {
    if (turn == Thread.currentThread()) {
      timers().fireExpired();
    }
  }

  private @Nullable Thread driverThread() {
    Party now = driver;
    return now == null ? null : now.thread();
  }

  /** A task that is ready. */
  private record Ready(Task<?> task) implements Candidate {
    @Override
    public long key() {
      return task.number();
    }
  }

  /** Blocking work that has not started. */
  private record Work(Runnable body, long key) implements Candidate {}

  @Override
  public List<WorkerMeter> meters() {
    return List.of(meter);
  }

  @Override
  int globalQueueDepth() {
    return outside.size();
  }

  @Override
  void startThreads() {}

  @Override
  void stopThreads(long deadline) {}

  @Override
  void onEarlierTimer(long deadline) {}

  @Override
  void enqueue(Task<?> task) {
    offer(new Ready(task));
  }

  @Override
  void enqueueLast(Task<?> task) {
    offer(new Ready(task));
  }

  /** Adds a candidate. Safe from any thread. */
  void offer(Candidate candidate) {
    if (turn == Thread.currentThread()) {
      if (candidate.key() == taking) {
        readyAgain = ready.size();
      }
      ready.add(candidate);
    } else {
      outside.add(candidate);
    }
  }

  /** In the order in which they were spawned, whatever numbers earlier runs have left. */
  @Override
  void abortAll(OwnedTasks tasks) {
    List<Task<?>> all = new ArrayList<>();
    tasks.forEach(all::add);
    all.sort(Comparator.comparingLong(Task::number));
    all.forEach(Task::abort);
  }

  /** One for all, as they take turns. */
  @Override
  public Budget newBudget() {
    return budget;
  }

  @Override
  public int next(IntSupplier candidates) {
    return chooser.choose(candidates.getAsInt());
  }

  @Override
  Parker parker() {
    Party helper = helpers.get(Thread.currentThread());
    return helper == null ? newParty(Thread.currentThread()) : helper;
  }

  @Override
  public Sleeper sleeper() {
    Party helper = helpers.get(Thread.currentThread());
    return helper == null ? super.sleeper() : helper;
  }

  private Party newParty(Thread thread) {
    Party party = new Party(this, lastKey.decrementAndGet());
    party.bind(thread);
    return party;
  }

  // Driving.

  @Override
  void participate(Goal goal) {
    Party party = (Party) goal.parker();
    if (helpers.containsValue(party)) {
      while (!goal.reached()) {
        party.sleep(goal);
      }
      return;
    }
    while (!DRIVER.compareAndSet(this, null, party)) {
      awaitDriver(goal);
      if (goal.reached()) {
        return;
      }
    }
    drive(party, goal);
  }

  private void awaitDriver(Goal goal) {
    Thread other = driverThread();
    if (other == null) {
      return;
    }
    if (goal instanceof RootStrand) {
      throw new IllegalStateException(
          "blockOn was called on thread '"
              + Thread.currentThread().getName()
              + "' while thread '"
              + other.getName()
              + "' drives "
              + describe()
              + ", which is deterministic, so that only one thread can; spawn the future as a task,"
              + " or call blockOn inside spawnBlocking(...)");
    }
    goal.parker().park(goal.patience());
  }

  private void drive(Party party, Goal target) {
    turn = Thread.currentThread();
    goal = target;
    meter.unparks();
    try {
      boolean over = target.reached();
      while (!over) {
        Candidate next = choose();
        over = next == null ? isOverIdle(target) : isOverAfter(next, party, target);
      }
    } finally {
      meter.parks();
      party.retire();
      turn = null;
      goal = null;
      driver = null;
      wakeParticipants();
    }
  }

  private @Nullable Candidate choose() {
    for (Candidate each = outside.poll(); each != null; each = outside.poll()) {
      ready.add(each);
    }
    return ready.isEmpty() ? null : ready.remove(chooser.next(ready, interrupted));
  }

  /** Has a candidate take its turn; whether the goal is reached then. */
  private boolean isOverAfter(Candidate next, Party party, Goal goal) {
    long yields = budget.yields();
    taking = next.key();
    readyAgain = Chooser.NOBODY;
    boolean reached = false;
    if (next == party) {
      party.chosen();
      reached = goal.reached();
    } else {
      run(next);
      goal.lookUp();
    }
    note(budget.yields() != yields);
    return reached || goal.patience() == 0;
  }

  /** Notes how a turn has ended; who is ready again was interrupted, or has yielded. */
  private void note(boolean interruption) {
    interrupted = interruption ? readyAgain : Chooser.NOBODY;
    if (readyAgain != Chooser.NOBODY && !interruption) {
      chooser.yielded(taking);
    }
  }

  private void run(Candidate next) {
    if (next instanceof Ready task) {
      run(task.task());
    } else if (next instanceof Work work) {
      begin(work);
    } else if (next instanceof Party helper && helpers.containsValue(helper)) {
      helper.chosen();
      giveTurn(helper);
    }
  }

  private void run(Task<?> task) {
    Current here = Current.here();
    budget.renew();
    here.polls(task);
    meter.pollStarts(task);
    try {
      task.run(budget);
    } catch (Throwable t) {
      failures().report(task.toString(), t);
    }
    meter.pollEnds(task);
    here.pollsNothing();
  }

  /** Nobody can take a turn: lets the time pass; whether there is none to wait for. */
  private boolean isOverIdle(Goal goal) {
    interrupted = Chooser.NOBODY;
    TimerShards timers = timers();
    long next = timers.untilNext(timers.now());
    if (next != TimerShards.NEVER && clock.jumps()) {
      clock.jumpTo(timers.now() + next, () -> true);
      timers.fireExpired(timers.now());
      return false;
    }
    String time = next == TimerShards.NEVER ? "no timer is set" : "autoAdvance is off";
    return goal instanceof RootStrand root ? fail(root, time) : !abandonHelpers();
  }

  /** Ends a {@code blockOn} that would never end; its cleanup is run if that can end. */
  private boolean fail(RootStrand root, String time) {
    if (root.isFailed()) {
      root.drop();
    } else {
      root.fail(Standstill.of(describe(), time, inOrder()));
    }
    return false;
  }

  /** Those that wait: first what each {@code blockOn} runs, then tasks as they were spawned. */
  private List<RuntimeStrand> inOrder() {
    List<RuntimeStrand> strands = strands();
    strands.sort(
        Comparator.comparingLong(strand -> strand instanceof Task<?> task ? task.number() : 0));
    return strands;
  }

  // Blocking work.

  @Override
  public Executor blocking() {
    return blocking;
  }

  private void offerWork(Runnable body) {
    offer(new Work(body, lastKey.decrementAndGet()));
  }

  private void begin(Work work) {
    if (helpers.size() == maxHelpers) {
      held.add(work);
      return;
    }
    Party helper = new Party(this, work.key());
    try {
      super.blocking().execute(() -> live(helper, work.body()));
    } catch (RejectedExecutionException e) {
      drop(work.body(), e);
      return;
    }
    giveTurn(helper);
  }

  private void drop(Runnable body, RejectedExecutionException reason) {
    if (body instanceof BlockingWork work) {
      work.drop();
    } else {
      failures().report("blocking work", reason);
    }
  }

  /** What a thread does that was made for blocking work. */
  private void live(Party helper, Runnable body) {
    Thread thread = Thread.currentThread();
    helper.bind(thread);
    helpers.put(thread, helper);
    helper.awaitTurn();
    turn = thread;
    try {
      body.run();
    } finally {
      helpers.remove(thread);
      helper.retire();
      helper.restoreInterrupt();
      leave(helper);
    }
  }

  private void leave(Party helper) {
    Party self = driver;
    if (helper.endTurn() && self != null) {
      Work next = held.poll();
      if (next != null) {
        ready.add(next);
      }
      self.giveTurn();
    }
  }

  /** The driver gives its turn to a thread and sleeps until it gets it back. */
  private void giveTurn(Party helper) {
    Party self = Objects.requireNonNull(driver, "the thread that drives calls this");
    helper.giveTurn();
    while (!self.awaitTurn(PATIENCE_NANOS) && !takesTurnFrom(helper)) {
      passInterruptTo(helper);
    }
    turn = Thread.currentThread();
  }

  /** Who is interrupted and doesn't get its turn back has that end which keeps the turn. */
  private void passInterruptTo(Party helper) {
    Thread thread = helper.seen();
    if (thread != null && goal instanceof RootStrand root && root.isInterrupted()) {
      thread.interrupt();
    }
  }

  /** Takes the turn from a thread that may wait for others, and fails; whether it was one. */
  private boolean takesTurnFrom(Party helper) {
    Thread thread = helper.seen();
    if (thread == null || !StrayWait.isIn(thread) || !helper.endTurn()) {
      return false;
    }
    helpers.remove(thread);
    if (goal instanceof RootStrand root) {
      root.fail(StrayWait.failure(thread, describe()));
    }
    return true;
  }

  /**
   * A thread gives its turn back to the driver and sleeps until it gets another one.
   *
   * @return false if its turn was taken from it, so that it won't get any
   */
  boolean pass(Party helper) {
    Party self = driver;
    if (!helper.endTurn() || self == null) {
      return false;
    }
    self.giveTurn();
    helper.awaitTurn();
    turn = Thread.currentThread();
    return true;
  }

  /** Ends the waits of blocking work that nothing will wake; whether there was any. */
  private boolean abandonHelpers() {
    List<Party> waiting = List.copyOf(helpers.values());
    for (Party helper : waiting) {
      helper.abandon();
      giveTurn(helper);
    }
    return !waiting.isEmpty();
  }
}
