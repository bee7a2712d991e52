package dev.weft.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures a workload as all peers do and prints the figures: rounds in a time box, which are the
 * warm-up too, so that only the last half of them counts; memory as growth for each task.
 */
final class Figures {
  private static final int MIN_ROUNDS = 6;
  private static final int MAX_ROUNDS = 500;

  private final String peer;
  private final String workload;

  Figures(String peer, String workload) {
    this.peer = peer;
    this.workload = workload;
  }

  /** Runs rounds until the time box is full; prints the best and the median round. */
  void rounds(String unit, int operations, Runnable round) {
    long end = System.nanoTime() + (long) (seconds() * 1e9);
    double[] costs = new double[MAX_ROUNDS];
    int count = 0;
    while (count < MIN_ROUNDS || (count < MAX_ROUNDS && System.nanoTime() < end)) {
      costs[count++] = (double) nanosOf(round) / operations;
    }
    double[] counted = Arrays.copyOfRange(costs, count / 2, count);
    Arrays.sort(counted);
    print(unit + ":best", counted[0]);
    print(unit + ":median", counted[counted.length / 2]);
  }

  /** Runs two rounds of sleeping tasks; the peak is that of the first. */
  void sleepers(int count, Runnable round) throws IOException {
    double before = kilobytes("VmRSS:");
    double first = nanosOf(round) / 1e6;
    double peak = kilobytes("VmHWM:");
    double second = nanosOf(round) / 1e6;
    print("wall_ms:first", first);
    print("wall_ms:best", Math.min(first, second));
    print("peak_rss_bytes/task", (peak - before) * 1024 / count);
  }

  /** Measures what tasks keep once all of them are suspended. */
  void idle(int count, AtomicInteger started, Runnable start)
      throws IOException, InterruptedException {
    long heap = usedHeap();
    double resident = kilobytes("VmRSS:");
    start.run();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (started.get() < count && System.nanoTime() < end) {
      Thread.sleep(10);
    }
    if (started.get() != count) {
      throw new IllegalStateException("only " + started + " tasks have started");
    }
    print("live_bytes/task", (double) (usedHeap() - heap) / count);
    print("rss_bytes/task", (kilobytes("VmRSS:") - resident) * 1024 / count);
  }

  private void print(String metric, double value) {
    System.out.printf(Locale.ROOT, "%s %s %s %.2f%n", workload, peer, metric, value);
  }

  private static double seconds() {
    String set = System.getenv("PEERS_JVM_SECONDS");
    return set == null || set.isEmpty() ? 3 : Double.parseDouble(set);
  }

  private static long nanosOf(Runnable round) {
    long begin = System.nanoTime();
    round.run();
    return System.nanoTime() - begin;
  }

  private static long usedHeap() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(50);
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** A line of what Linux tells of this process. */
  private static double kilobytes(String key) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith(key)) {
        return Double.parseDouble(line.substring(key.length()).replace("kB", "").trim());
      }
    }
    throw new IOException("/proc/self/status has no " + key);
  }
}
