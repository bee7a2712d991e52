package dev.weft.benchmarks.peers;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.spawn;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Locale;

/**
 * Prints what a runtime costs whose tasks all sleep: the CPU time of its threads in ten seconds.
 * {@code IdleCost [TASKS [SECONDS]]}
 */
public final class IdleCost {
  private static final int WORKERS = 2;

  private IdleCost() {}

  public static void main(String[] args) throws InterruptedException {
    int tasks = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 10;
    try (AsyncRuntime runtime =
        AsyncRuntime.multiThread().workerThreads(WORKERS).threadName("idle").build()) {
      runtime.blockOn(sleepers(tasks));
      Thread.sleep(1_000);
      long before = cpuTime();
      Thread.sleep(seconds * 1_000L);
      double used = (cpuTime() - before) / 1e6;
      System.out.printf(
          Locale.ROOT, "%,d sleeping tasks: %.2f ms of CPU time in %d s%n", tasks, used, seconds);
      runtime.shutdownBackground();
    }
  }

  @Async
  private static Future<Void> sleepers(int count) {
    for (int i = 0; i < count; i++) {
      spawn(sleeper());
    }
    return ready();
  }

  @Async
  private static Future<Void> sleeper() {
    await(sleep(Duration.ofHours(1)));
    return ready();
  }

  private static long cpuTime() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long sum = 0;
    int found = 0;
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().startsWith("idle")) {
        sum += threads.getThreadCpuTime(thread.getThreadId());
        found++;
      }
    }
    if (found < WORKERS) {
      throw new IllegalStateException("only " + found + " threads of the runtime are found");
    }
    return sum;
  }
}
