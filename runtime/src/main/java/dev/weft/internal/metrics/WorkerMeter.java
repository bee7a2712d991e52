package dev.weft.internal.metrics;

import dev.weft.WorkerMetrics;
import dev.weft.internal.jfr.Begun;
import dev.weft.internal.jfr.Flight;
import dev.weft.internal.task.Task;
import dev.weft.internal.time.NanoClock;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one worker counts about itself.
 *
 * <h2>The law of counters</h2>
 *
 * One thread at a time writes, the worker's; whoever hands the role of a worker to another thread
 * makes its writes happen before that one's. So a write is a plain read, an addition and an opaque
 * store: no fence, no atomic operation, on all processors an ordinary store. Others read opaquely:
 * they see each number whole, as it is or was a moment ago, and never see it go back. Two numbers
 * may be of different moments, so a sum over workers need not be one that ever was.
 *
 * <h2>Time</h2>
 *
 * Polls are counted and not timed. The clock is read when the worker goes to sleep and when it gets
 * up, and so what is known is the time it was awake. One number holds all of that, so that it can
 * be read at any time without a lock: while asleep the nanoseconds awake so far; while awake the
 * complement of the moment at which it would have got up if it had never slept since. Moments count
 * from when the meter was made.
 *
 * <h2>Place</h2>
 *
 * The numbers lie between paddings of two cache lines, so that a worker's don't share one with
 * those of another.
 */
public final class WorkerMeter {
  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

  private static final int PADDING = 16;

  /** Begun and ended polls together, so odd during a poll. */
  private static final int POLLS = PADDING;

  /** Parks and unparks together, so odd while parked. */
  private static final int PARKS = PADDING + 1;

  private static final int AWAKE = PADDING + 2;
  private static final int NOOPS = PADDING + 3;
  private static final int STOLEN = PADDING + 4;
  private static final int STEALS = PADDING + 5;

  /**
   * The number of the task that is polled, or was last. Not the task itself: storing a reference
   * that is younger than the meter would cost a fence with most collectors.
   */
  private static final int TASK = PADDING + 6;

  private static final int SIZE = PADDING + 7 + PADDING;

  private final long[] cells = new long[SIZE];
  private final String runtime;
  private final NanoClock clock;
  private final long origin;
  private final @Nullable TaskCosts costs;

  // What is asked when somebody reads.
  private final Supplier<@Nullable Thread> thread;
  private final LongSupplier queued;
  private final LongSupplier overflows;
  private final LongSupplier yields;

  // These belong to the worker's thread.

  /** {@link #POLLS} when the worker last got up. */
  private long pollsAtUnpark;

  /** The poll that a recording is told of when it has ended, and the yields before it. */
  private @Nullable Begun poll;

  private long yieldsBefore;

  /** The sleep that a recording is told of when it is over. */
  private @Nullable Begun park;

  /**
   * The meter of a worker that is awake.
   *
   * @param runtime the name of the runtime
   * @param clock measures how long it is awake
   * @param costs is told of polls; null for nothing
   * @param thread the thread that is the worker now
   * @param queued how many tasks wait in its queue
   * @param overflows how often the queue was full
   * @param yields how often its tasks had spent their budget
   */
  public WorkerMeter(
      String runtime,
      NanoClock clock,
      @Nullable TaskCosts costs,
      Supplier<@Nullable Thread> thread,
      LongSupplier queued,
      LongSupplier overflows,
      LongSupplier yields) {
    this.runtime = runtime;
    this.clock = clock;
    this.costs = costs;
    this.thread = thread;
    this.queued = queued;
    this.overflows = overflows;
    this.yields = yields;
    origin = clock.nanoTime();
    set(AWAKE, ~0);
  }

  // What the worker calls.

  /** A poll of a task begins. */
  public void pollStarts(Task<?> task) {
    if (costs != null) {
      costs.pollStarts(task);
    }
    set(TASK, task.number());
    add(POLLS, 1);
    Begun recorded = Flight.RECORDER.pollBegins();
    if (recorded != null) {
      poll = recorded;
      yieldsBefore = yields.getAsLong();
    }
  }

  /** The poll of a task has ended. */
  public void pollEnds(Task<?> task) {
    Begun recorded = poll;
    if (recorded != null) {
      poll = null;
      Flight.RECORDER.pollEnds(recorded, task, yields.getAsLong() > yieldsBefore);
    }
    add(POLLS, 1);
    if (costs != null) {
      costs.pollEnds(task);
    }
  }

  /** Tasks were stolen from another worker. */
  public void stole(int tasks) {
    add(STOLEN, tasks);
    add(STEALS, 1);
  }

  /** The worker goes to sleep, or ends. */
  public void parks() {
    if (cells[PARKS] > 0 && cells[POLLS] == pollsAtUnpark) {
      add(NOOPS, 1);
    }
    set(AWAKE, now() - ~cells[AWAKE]);
    add(PARKS, 1);
    park = Flight.RECORDER.parkBegins();
  }

  /** The worker has got up. */
  public void unparks() {
    Begun recorded = park;
    if (recorded != null) {
      park = null;
      Flight.RECORDER.parkEnds(recorded, runtime);
    }
    long now = clock.nanoTime();
    Task.births().look(now);
    pollsAtUnpark = cells[POLLS];
    set(AWAKE, ~(now - origin - cells[AWAKE]));
    add(PARKS, 1);
  }

  private long now() {
    return clock.nanoTime() - origin;
  }

  private void add(int cell, long number) {
    set(cell, cells[cell] + number);
  }

  private void set(int cell, long number) {
    CELL.setOpaque(cells, cell, number);
  }

  // What others call.

  private long get(int cell) {
    return (long) CELL.getOpaque(cells, cell);
  }

  /** Begun and ended polls together: odd during a poll, and another number in each. */
  public long pollMark() {
    return get(POLLS);
  }

  /** Polls that have begun. */
  public long polls() {
    return (get(POLLS) + 1) / 2;
  }

  /** The thread that is the worker; null while there is none. */
  public @Nullable Thread thread() {
    return thread.get();
  }

  /** The number of the task that is polled, or was last. */
  public long taskNumber() {
    return get(TASK);
  }

  /** The numbers of this moment. */
  public WorkerMetrics read() {
    return new WorkerMetrics(
        polls(),
        get(STOLEN),
        get(STEALS),
        overflows.getAsLong(),
        (get(PARKS) + 1) / 2,
        get(PARKS) / 2,
        get(NOOPS),
        yields.getAsLong(),
        Math.max(0, queued.getAsLong()),
        Duration.ofNanos(awake()));
  }

  private long awake() {
    long stored = get(AWAKE);
    return stored >= 0 ? stored : Math.max(0, now() - ~stored);
  }
}
