package dev.weft.internal.scheduler;

import dev.weft.DeadlockException;
import dev.weft.abi.Budget;
import dev.weft.internal.inspect.Standstill;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
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
 * <p>Blocking work takes turns on threads of its own, see {@link Lockstep}, so that whatever is not
 * volatile here belongs to the thread that has the turn.
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

  private final Chooser chooser;
  private final PausableClock clock;
  private final Budget budget = new OneStep();
  private final WorkerMeter meter;
  private final Lockstep lockstep;

  /** Who can take a turn, in the order in which they became ready. */
  private final List<Candidate> ready = new ArrayList<>();

  /** Those that a thread without the turn has made ready. */
  private final Queue<Candidate> outside = new ConcurrentLinkedQueue<>();

  /** What the driver drives for; its own. */
  private @Nullable Goal goal;

  /** The number of who takes its turn. */
  private long taking;

  /** The index of that one, if it has become ready again meanwhile. */
  private int readyAgain = Chooser.NOBODY;

  /** The index of who would have gone on after its last turn. */
  private int interrupted = Chooser.NOBODY;

  /** The last number of a candidate that isn't a task. */
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
    lockstep = new Lockstep(this, super.blocking(), settings.maxBlockingThreads());
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
  void stopThreads(long deadline) {
    finish();
  }

  /**
   * There are no threads to stop, but blocking work that must run may have had no turn. What is
   * ready belongs to who drives, so as long as somebody does that one comes here when it leaves: it
   * is seen here, or sees that the runtime is closed.
   */
  private void finish() {
    if (DRIVER.compareAndSet(this, null, newParty(Thread.currentThread()))) {
      List<Candidate> left = new ArrayList<>(ready);
      ready.clear();
      for (Candidate each = outside.poll(); each != null; each = outside.poll()) {
        left.add(each);
      }
      try {
        lockstep.finish(
            left.stream().filter(Lockstep.Work.class::isInstance).map(Lockstep.Work.class::cast));
      } finally {
        driver = null;
      }
    }
  }

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
    all.forEach(task -> task.abort(closedMessage()));
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
    Party helper = lockstep.here();
    return helper == null ? newParty(Thread.currentThread()) : helper;
  }

  @Override
  public Sleeper sleeper() {
    Party helper = lockstep.here();
    return helper == null ? super.sleeper() : helper;
  }

  private Party newParty(Thread thread) {
    Party party = new Party(this, nextKey());
    party.bind(thread);
    return party;
  }

  // Driving.

  @Override
  void participate(Goal goal) {
    Party party = (Party) goal.parker();
    if (lockstep.has(party)) {
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
      if (isClosed()) {
        finish();
      }
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
    } else if (next instanceof Lockstep.Work work) {
      lockstep.begin(work);
    } else if (next instanceof Party helper && lockstep.has(helper)) {
      helper.chosen();
      lockstep.giveTurn(helper);
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
    return goal instanceof RootStrand root ? fail(root, time) : !lockstep.abandonAll();
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

  // What the threads of blocking work need.

  @Override
  public Executor blocking() {
    return lockstep;
  }

  /** A thread gives its turn back; see {@link Lockstep#pass}. */
  boolean pass(Party helper) {
    return lockstep.pass(helper);
  }

  /** Who drives; null for nobody. */
  @Nullable Party driver() {
    return driver;
  }

  /** What the driver drives for; to be called by that. */
  Goal goal() {
    return Objects.requireNonNull(goal, "driven");
  }

  /** Notes who has the turn from now on; to be called by that. */
  void hasTurn(Thread thread) {
    turn = thread;
  }

  /** A number for one more candidate; those of tasks are positive. Safe from any thread. */
  long nextKey() {
    return lastKey.decrementAndGet();
  }

  /** So that each await is a turn of its own, and random choices are the schedule's too. */
  private final class OneStep extends Budget {
    OneStep() {
      super(1);
    }

    @Override
    public int pick(int bound) {
      return chooser.choose(bound);
    }
  }
}
