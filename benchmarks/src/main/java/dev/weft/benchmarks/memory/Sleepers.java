package dev.weft.benchmarks.memory;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.sleepUntil;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.time.Deadline;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jol.info.ClassLayout;

/**
 * Prints what a sleeping task keeps, as the heap and JOL tell, whether tasks go on in the order of
 * their deadlines, and how late the last one does. {@code Sleepers [TASKS [ct|mt2 [SECONDS]]]},
 * where the first deadline is after so many seconds, and they are spread over half as many.
 */
public final class Sleepers {
  /** The most that one may keep, with its share of what the runtime keeps of all. */
  static final int MOST = 200;

  /** Has no divisor in common with a power of ten, so that deadlines come in any order. */
  private static final long SCATTER = 7_919;

  private final int tasks;
  private final Deadline first;
  private final Duration step;
  private final AtomicInteger started = new AtomicInteger();

  /** The latest deadline at which somebody has gone on, by its number. */
  private final AtomicInteger latest = new AtomicInteger(-1);

  /** The most deadlines by which somebody who has gone on was overtaken before. */
  private final AtomicInteger overtaken = new AtomicInteger();

  private final CountDownLatch over;

  private Sleepers(int tasks, Duration before) {
    this.tasks = tasks;
    first = Deadline.after(before);
    step = before.dividedBy(2L * tasks);
    over = new CountDownLatch(tasks);
  }

  /**
   * What was measured.
   *
   * @param bytes what a task keeps
   * @param disorder the longest time by which a deadline was earlier than one whose task had gone
   *     on
   * @param late how long after the last deadline the last one was over
   */
  record Result(double bytes, Duration disorder, Duration late) {}

  /** Has tasks sleep on a runtime, whose driver is the calling thread if it has none of its own. */
  static Result run(AsyncRuntime runtime, int tasks, Duration before) throws InterruptedException {
    Sleepers sleepers = runtime.blockOn(make(tasks, before));
    long heap = usedHeap();
    runtime.blockOn(sleepers.start());
    double bytes = (double) (usedHeap() - heap) / tasks;
    runtime.blockOn(sleepUntil(sleepers.deadline(tasks)));
    Deadline end = sleepers.end(runtime);
    Duration disorder = sleepers.step.multipliedBy(sleepers.overtaken.get());
    return new Result(bytes, disorder, sleepers.deadline(tasks - 1).until(end));
  }

  /** In the context of the runtime, by whose clock the deadlines go. */
  @Async
  private static Future<Sleepers> make(int tasks, Duration before) {
    await(yieldNow());
    return ready(new Sleepers(tasks, before));
  }

  private Deadline deadline(int place) {
    return first.plus(step.multipliedBy(place));
  }

  @Async
  private Future<Void> start() {
    for (int i = 0; i < tasks; i++) {
      spawn(sleeper((int) (i * SCATTER % tasks)));
      if (i % 1_000 == 0) {
        await(yieldNow());
      }
    }
    while (started.get() < tasks) {
      await(yieldNow());
    }
    return ready();
  }

  @Async
  private Future<Void> sleeper(int place) {
    started.incrementAndGet();
    await(sleepUntil(deadline(place)));
    int ahead = latest.getAndAccumulate(place, Math::max) - place;
    overtaken.accumulateAndGet(ahead, Math::max);
    over.countDown();
    return ready();
  }

  private Deadline end(AsyncRuntime runtime) throws InterruptedException {
    while (over.getCount() > 0) {
      runtime.blockOn(yieldNow());
    }
    over.await();
    return runtime.blockOn(now());
  }

  @Async
  private static Future<Deadline> now() {
    await(yieldNow());
    return ready(Deadline.now());
  }

  private static long usedHeap() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(50);
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** What there is for each sleeping task alone. */
  static List<ClassLayout> parts() {
    return List.of(
        FrameSizes.layout("dev.weft.internal.task.Task"),
        FrameSizes.layout(Sleepers.class.getName() + "$sleeper$Frame"),
        FrameSizes.layout("dev.weft.time.Sleep"),
        FrameSizes.layout("dev.weft.internal.time.TimerEntry"));
  }

  public static void main(String[] args) throws InterruptedException {
    int tasks = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    boolean current = args.length > 1 && args[1].equals("ct");
    int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 20;
    AsyncRuntime.Builder builder =
        current ? AsyncRuntime.currentThread() : AsyncRuntime.multiThread().workerThreads(2);
    PrintStream out = System.out;
    for (ClassLayout part : parts()) {
      out.printf(
          Locale.ROOT,
          "%s: %d bytes by JOL%n",
          part.toString().lines().findFirst().orElse(""),
          part.instanceSize());
    }
    long sum = parts().stream().mapToLong(ClassLayout::instanceSize).sum();
    try (AsyncRuntime runtime = builder.build()) {
      Result result = run(runtime, tasks, Duration.ofSeconds(seconds));
      out.printf(
          Locale.ROOT,
          "%,d sleeping tasks: %.1f live bytes each, %d of them by JOL; at most %.1f ms out of order;"
              + " the last one ended %.1f ms after its deadline%n",
          tasks,
          result.bytes,
          sum,
          result.disorder.toNanos() / 1e6,
          result.late.toNanos() / 1e6);
    }
  }
}
