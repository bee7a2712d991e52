package dev.weft.benchmarks.memory;

import static dev.weft.Weft.await;
import static dev.weft.Weft.borrow;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.select;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.yieldNow;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Borrowed;
import dev.weft.Future;
import dev.weft.OneOf2;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints how much lives in the heap while one loop of selects borrows a future that sleeps, and
 * fails if it grows. {@code EndlessSelect [ROUNDS]}, 100,000,000 unless it is said.
 */
public final class EndlessSelect {
  /** The most that it may grow by, in bytes; what the JVM itself needs changes a little. */
  static final long MOST = 1 << 20;

  private static final int SAMPLES = 10;

  private EndlessSelect() {}

  @Async
  private static Future<Void> sleeping() {
    await(sleep(Duration.ofDays(1)));
    return ready();
  }

  /** In every other round the loop really waits. */
  @Async
  private static Future<Void> rounds(Future<Void> sleeping, long rounds) {
    for (long i = 0; i < rounds; i++) {
      Future<Void> other = i % 2 == 0 ? ready() : yieldNow();
      if (await(select(borrow(sleeping), other)) instanceof OneOf2.First<?, ?>) {
        throw new AssertionError("it sleeps for a day");
      }
    }
    return ready();
  }

  /** The bytes that live after each tenth of the rounds. */
  @Async
  static Future<List<Long>> run(long rounds) {
    Future<Void> sleeping = sleeping();
    List<Long> live = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      await(rounds(sleeping, rounds / SAMPLES));
      live.add(liveBytes());
    }
    Borrowed<Void> left = borrow(sleeping);
    await(select(left, ready()).biased());
    await(left.closeAsync());
    return ready(live);
  }

  private static long liveBytes() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  /** Runs it on the calling thread. */
  public static void main(String[] args) {
    long rounds = args.length > 0 ? Long.parseLong(args[0]) : 100_000_000;
    try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
      List<Long> live = runtime.blockOn(run(rounds));
      for (int i = 0; i < live.size(); i++) {
        System.out.printf("%,d rounds: %,d bytes%n", rounds / SAMPLES * (i + 1), live.get(i));
      }
      if (live.get(live.size() - 1) > live.get(0) + MOST) {
        throw new AssertionError("the heap grows");
      }
    }
  }
}
