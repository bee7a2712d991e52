package dev.weft.it.woven;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.JoinHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Large numbers: deep recursion, many tasks, many yields. Nothing is lost, nothing overflows. */
class StressTest {
  private static final int MILLION = 1_000_000;

  /** Calls itself directly: the call is fused. */
  @Async
  private static Future<Integer> depth(int n, boolean suspend) {
    if (n == 0) {
      if (suspend) {
        await(yieldNow());
      }
      return ready(0);
    }
    return ready(await(depth(n - 1, suspend)) + 1);
  }

  /** Calls itself through a method that a subclass could override: each call has a frame. */
  @Async
  Future<Integer> virtualDepth(int n) {
    if (n == 0) {
      await(yieldNow());
      return ready(0);
    }
    return ready(await(virtualDepth(n - 1)) + 1);
  }

  /** Fails at the bottom; every level passes the failure on. */
  @Async
  @SuppressWarnings("InfiniteRecursion") // it ends at 0, by throwing
  private static Future<Integer> failingDepth(int n) {
    if (n == 0) {
      await(yieldNow());
      throw new IllegalStateException("bottom");
    }
    return ready(await(failingDepth(n - 1)) + 1);
  }

  /** Returns the next level's future, in tail position. */
  @Async
  private static Future<Integer> tailDepth(int n) {
    return n == 0 ? ready(7) : tailDepth(n - 1);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("P73")
  @Tag("P87")
  void recursionAMillionDeep(Runtimes runtimes) throws Exception {
    assertThat(runtimes.run(() -> await(depth(MILLION, false)))).isEqualTo(MILLION);
    assertThat(runtimes.run(() -> await(depth(MILLION, true)))).isEqualTo(MILLION);
    assertThat(runtimes.run(() -> await(virtualDepth(MILLION)))).isEqualTo(MILLION);
    assertThat(runtimes.run(() -> await(tailDepth(MILLION)))).isEqualTo(7);
  }

  @ParameterizedTest
  @EnumSource
  void aFailureAMillionDeep(Runtimes runtimes) throws Exception {
    String message =
        runtimes.run(
            () -> {
              try {
                await(failingDepth(MILLION));
                return "no failure";
              } catch (IllegalStateException e) {
                return String.valueOf(e.getMessage());
              }
            });
    assertThat(message).isEqualTo("bottom");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  void aMillionTasks(Runtimes runtimes) {
    LongAdder sum = new LongAdder();
    try (AsyncRuntime runtime = runtimes.start()) {
      runtime.blockOn(
          async(
              () -> {
                List<JoinHandle<Void>> tasks = new ArrayList<>(MILLION);
                for (int i = 0; i < MILLION; i++) {
                  int n = i;
                  tasks.add(
                      spawn(
                          () -> {
                            await(yieldNow());
                            sum.add(n);
                          }));
                }
                for (JoinHandle<Void> task : tasks) {
                  await(task);
                }
              }));
    }
    assertThat(sum.sum()).isEqualTo(499_999_500_000L);
  }

  @RepeatedTest(50)
  void tenThousandTasksOfAHundredYieldsOnTwoWorkers() {
    LongAdder steps = new LongAdder();
    try (AsyncRuntime runtime = AsyncRuntime.multiThread().workerThreads(2).build()) {
      runtime.blockOn(
          async(
              () -> {
                List<JoinHandle<Void>> tasks = new ArrayList<>();
                for (int i = 0; i < 10_000; i++) {
                  tasks.add(
                      spawn(
                          () -> {
                            for (int k = 0; k < 100; k++) {
                              await(yieldNow());
                              steps.increment();
                            }
                          }));
                }
                for (JoinHandle<Void> task : tasks) {
                  await(task);
                }
              }));
    }
    assertThat(steps.sum()).isEqualTo(1_000_000);
  }

  @ParameterizedTest
  @EnumSource
  void aMillionReadyAwaitsInALoop(Runtimes runtimes) throws Exception {
    long sum =
        runtimes.run(
            () -> {
              long total = 0;
              for (int i = 0; i < MILLION; i++) {
                total += await(ready(i));
              }
              return total;
            });
    assertThat(sum).isEqualTo(499_999_500_000L);
  }
}
