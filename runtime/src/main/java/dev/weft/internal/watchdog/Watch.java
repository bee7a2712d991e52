package dev.weft.internal.watchdog;

import dev.weft.internal.metrics.WorkerMeter;
import dev.weft.internal.task.Task;
import dev.weft.task.SlowPoll;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The watch over the polls of one runtime, by samples.
 *
 * <h2>What the workers do for it</h2>
 *
 * They count their polls, as they would anyway ({@link WorkerMeter#pollMark}), and note the number
 * of the task. A mark that is odd and the same in two samples was one poll all the time between.
 *
 * <h2>What is told</h2>
 *
 * A poll counts from the first sample that sees it, and is told once, at the first sample by which
 * it has taken as long as the threshold. So no poll is told that was shorter; one that takes
 * between the threshold and half as much again may be missed. From one sample to the next no more
 * counts than the time between them when all is well: where a sample is late, the whole JVM may
 * have stood still, for a collection of garbage, in a debugger, for want of a processor, or because
 * the machine slept. Each place in the program is told once.
 *
 * <p>A worker that is seen in the same poll twice is <em>held up</em>, and somebody is told each
 * time who can relieve it of what waits behind the poll.
 *
 * <p>Belongs to the thread that samples.
 */
public final class Watch {
  private final long threshold;
  private final List<Seat> seats;
  private final LongFunction<@Nullable Task<?>> tasks;
  private final Consumer<? super SlowPoll> listener;
  private final IntConsumer relief;
  private final Sites sites = new Sites();

  private boolean sampled;
  private long lastSample;

  /**
   * A watch that has seen nothing.
   *
   * @param meters the workers
   * @param tasks finds the live task of a number
   * @param threshold how long a poll may take
   * @param listener is told of those that take longer
   * @param relief is told the number in {@code meters} of a worker that is held up
   */
  public Watch(
      List<WorkerMeter> meters,
      LongFunction<@Nullable Task<?>> tasks,
      Duration threshold,
      Consumer<? super SlowPoll> listener,
      IntConsumer relief) {
    this.threshold = threshold.toNanos();
    this.relief = relief;
    this.tasks = tasks;
    this.listener = listener;
    seats = meters.stream().map(Seat::new).toList();
  }

  /** How long to wait between two samples, in nanoseconds. */
  long period() {
    return Math.max(1, threshold / 2);
  }

  /**
   * Looks at all workers once.
   *
   * @param now the present time
   */
  public void sample(long now) {
    Task.births().look(now);
    long lost = sampled ? Math.max(0, now - lastSample - period()) : 0;
    sampled = true;
    lastSample = now;
    for (int i = 0; i < seats.size(); i++) {
      if (seats.get(i).sample(now, lost)) {
        relief.accept(i);
      }
    }
  }

  /** One worker. */
  private final class Seat {
    private final WorkerMeter meter;
    private long mark;

    /** When the mark was first seen, later by what was lost since. */
    private long since;

    private boolean told;

    Seat(WorkerMeter meter) {
      this.meter = meter;
    }

    /** Returns whether the worker is held up. */
    boolean sample(long now, long lost) {
      long seen = meter.pollMark();
      if (seen != mark) {
        mark = seen;
        since = now;
        told = false;
        return false;
      }
      since += lost;
      if (isPoll(seen) && !told && now - since >= threshold) {
        told = true;
        tell(now - since);
      }
      return isPoll(seen);
    }

    private static boolean isPoll(long mark) {
      return (mark & 1) == 1;
    }

    /**
     * Tells of the poll unless it ends meanwhile. The stack is taken while the thread stands still,
     * so what it wrote before can be seen afterwards; where the mark is still the same then, stack
     * and task are those of the poll.
     */
    private void tell(long busy) {
      Thread thread = meter.thread();
      if (thread != null) {
        StackTraceElement[] stack = thread.getStackTrace();
        long task = meter.taskNumber();
        if (stack.length > 0 && meter.pollMark() == mark) {
          tell(thread, Duration.ofNanos(busy), stack, task);
        }
      }
    }

    private void tell(Thread thread, Duration busy, StackTraceElement[] stack, long number) {
      StackTraceElement site = Sites.of(stack);
      Task<?> task = sites.isNew(site) ? tasks.apply(number) : null;
      if (task != null) {
        sites.add(site);
        listener.accept(slowPoll(thread, busy, stack, task));
      }
    }

    private static SlowPoll slowPoll(
        Thread thread, Duration busy, StackTraceElement[] stack, Task<?> task) {
      return new SlowPoll(
          thread.getName(),
          busy,
          Sites.of(stack),
          task.toString(),
          task.spawnedAt(),
          List.of(stack));
    }
  }
}
