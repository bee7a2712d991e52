package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.join;
import static dev.weft.Weft.pending;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.spawnBlocking;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.JoinHandle;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Everything at once, on two workers that are interrupted and held up at random: tasks that are
 * spawned, stolen, joined and aborted, timers, time-outs, and blocking work. Nothing may be lost,
 * and nothing may be left on the heap.
 *
 * <p>{@code -Dweft.load.seconds=600} sets how long it goes on, {@code -Dweft.load.seed} what is
 * done.
 */
final class LoadTest {
  private static final long SECONDS = Long.getLong("weft.load.seconds", 3);
  private static final long SEED = Long.getLong("weft.load.seed", System.nanoTime());
  private static final int USERS = 200;

  /** Instances that may come and go in the runtime's own structures. */
  private static final int SLACK = 300;

  private final AtomicLong started = new AtomicLong();
  private final AtomicLong ended = new AtomicLong();
  private final AtomicLong steps = new AtomicLong();
  private final AtomicLong interrupts = new AtomicLong();
  private final Queue<Throwable> reports = new ConcurrentLinkedQueue<>();
  private volatile long end;

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void nothingIsLostAndNothingIsKept() throws Exception {
    System.out.println("LoadTest: -Dweft.load.seed=" + SEED);
    AsyncRuntime.Builder builder =
        AsyncRuntime.multiThread()
            .workerThreads(2)
            .threadName("load")
            .uncaughtExceptionHandler((thread, e) -> reports.add(e));
    try (AsyncRuntime runtime = builder.build()) {
      round(runtime, 1);
      Map<String, Long> before = instances();
      round(runtime, SECONDS);
      Map<String, Long> after = instances();
      after.forEach(
          (type, count) ->
              assertThat(count)
                  .as("instances of %s", type)
                  .isLessThanOrEqualTo(before.getOrDefault(type, 0L) + SLACK));
    }
    System.out.println("LoadTest: " + steps + " steps, " + started + " tasks");
    assertThat(steps.get()).isGreaterThan(USERS);
    assertThat(interrupts.get()).as("interrupts of workers").isPositive();
    assertThat(ended).hasValue(started.get());
    assertThat(reports).isEmpty();
  }

  private void round(AsyncRuntime runtime, long seconds) throws InterruptedException {
    end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    Thread troublemaker = new Thread(this::interruptWorkers);
    troublemaker.start();
    runtime.blockOn(users());
    troublemaker.join();
  }

  private boolean isOver() {
    return System.nanoTime() - end >= 0;
  }

  private void interruptWorkers() {
    SplittableRandom random = new SplittableRandom(SEED);
    Thread[] threads = new Thread[Thread.activeCount() + 64];
    while (!isOver()) {
      int count = Thread.enumerate(threads);
      for (int i = 0; i < count; i++) {
        if (threads[i].getName().matches("load-\\d+") && random.nextBoolean()) {
          threads[i].interrupt();
          interrupts.incrementAndGet();
        }
      }
      LockSupport.parkNanos(random.nextInt(2_000_000));
    }
  }

  @Async
  private Future<Void> users() {
    List<JoinHandle<Void>> all = new ArrayList<>();
    for (int i = 0; i < USERS; i++) {
      all.add(spawn(user(new SplittableRandom(SEED + i))));
    }
    for (JoinHandle<Void> user : all) {
      await(user);
    }
    return ready();
  }

  @Async
  private Future<Void> user(SplittableRandom random) {
    started.incrementAndGet();
    while (!isOver()) {
      await(step(random));
      steps.incrementAndGet();
    }
    ended.incrementAndGet();
    return ready();
  }

  @Async
  private Future<Void> step(SplittableRandom random) {
    switch (random.nextInt(7)) {
      case 0 -> await(spawnAndJoin(random));
      case 1 -> await(spawnAndAbort(random));
      case 2 -> await(sleep(Duration.ofNanos(random.nextInt(3_000_000))));
      case 3 -> await(timeOut(random));
      case 4 -> await(block(random));
      case 5 -> await(joinSome(random));
      default -> holdUp(random);
    }
    return ready();
  }

  private static void holdUp(SplittableRandom random) {
    if (random.nextInt(20) == 0) {
      LockSupport.parkNanos(random.nextInt(1_000_000));
    } else {
      Thread.onSpinWait();
    }
  }

  @Async
  private Future<Void> spawnAndJoin(SplittableRandom random) {
    int children = 1 + random.nextInt(20);
    List<JoinHandle<Integer>> all = new ArrayList<>();
    for (int i = 0; i < children; i++) {
      all.add(spawn(child(i, random.nextInt(5))));
    }
    int sum = 0;
    for (JoinHandle<Integer> child : all) {
      sum += await(child);
    }
    require(sum == children * (children - 1) / 2, "a child's value is lost");
    return ready();
  }

  @Async
  private Future<Integer> child(int value, int yields) {
    started.incrementAndGet();
    try {
      for (int i = 0; i < yields; i++) {
        await(yieldNow());
      }
      return ready(value);
    } finally {
      ended.incrementAndGet();
    }
  }

  @Async
  private Future<Void> spawnAndAbort(SplittableRandom random) {
    JoinHandle<Void> task = spawn(endless());
    for (int i = random.nextInt(3); i > 0; i--) {
      await(yieldNow());
    }
    task.abort();
    try {
      await(task);
      require(false, "an endless task has ended");
    } catch (CancellationException e) {
      return ready();
    }
    return ready();
  }

  @Async
  private Future<Void> endless() {
    started.incrementAndGet();
    try {
      await(pending());
    } finally {
      ended.incrementAndGet();
    }
    return ready();
  }

  @Async
  private Future<Void> timeOut(SplittableRandom random) {
    boolean isLate = random.nextBoolean();
    Duration limit = isLate ? Duration.ofNanos(random.nextInt(2_000_000)) : Duration.ofHours(1);
    try {
      int value = await(timeout(limit, isLate ? lateChild() : child(7, random.nextInt(5))));
      require(!isLate && value == 7, "a time-out is lost");
    } catch (TimeoutException e) {
      require(isLate, "a time-out is early");
    }
    return ready();
  }

  @Async
  private Future<Integer> lateChild() {
    await(endless());
    return ready(0);
  }

  @Async
  private Future<Void> block(SplittableRandom random) {
    int value = random.nextInt();
    int got = await(spawnBlocking(() -> value));
    require(got == value, "blocking work is lost");
    return ready();
  }

  @Async
  private Future<Void> joinSome(SplittableRandom random) {
    int yields = random.nextInt(4);
    List<Integer> values =
        await(join(List.of(child(1, yields), child(2, 3 - yields), child(3, 0), child(4, 1))));
    require(values.equals(List.of(1, 2, 3, 4)), "a branch's value is lost");
    return ready();
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new AssertionError(otherwise);
    }
  }

  /** The live objects of the runtime and of this test, by class. */
  private static Map<String, Long> instances() throws Exception {
    String histogram =
        (String)
            ManagementFactory.getPlatformMBeanServer()
                .invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram",
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()});
    Map<String, Long> instances = new TreeMap<>();
    for (String line : histogram.split("\n", -1)) {
      String[] words = line.trim().split("\\s+", -1);
      if (words.length >= 4 && words[3].startsWith("dev.weft.")) {
        instances.merge(words[3], Long.parseLong(words[1]), Long::sum);
      }
    }
    if (instances.isEmpty()) {
      throw new IOException("no class histogram:\n" + histogram);
    }
    return instances;
  }
}
