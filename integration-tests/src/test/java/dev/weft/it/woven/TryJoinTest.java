package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.joinEach;
import static dev.weft.Weft.pending;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.tryJoin;
import static dev.weft.Weft.tryJoinEach;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.Tuple2;
import dev.weft.Weft;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Futures side by side of which a failure cancels the rest, and lambdas for each of many items. */
final class TryJoinTest {
  private final Queue<String> log = new ConcurrentLinkedQueue<>();

  @Async
  private static Future<Integer> yielding(int times) {
    for (int i = 0; i < times; i++) {
      await(yieldNow());
    }
    return ready(times);
  }

  @Async
  private static Future<Integer> failing(int times, String message) throws IOException {
    await(yielding(times));
    throw new IOException(message);
  }

  @Async
  private Future<String> cleaningUp(String name) {
    try {
      return ready(await(pending()));
    } finally {
      await(shield(cleanup(name)));
    }
  }

  @Async
  private Future<Void> cleanup(String name) {
    await(yieldNow());
    log.add(name);
    return ready();
  }

  @ParameterizedTest
  @EnumSource
  void givesAllValues(Runtimes runtimes) throws Exception {
    assertThat(runtimes.run(() -> await(tryJoin(yielding(3), ready("b")))))
        .isEqualTo(new Tuple2<>(3, "b"));
    assertThat(runtimes.run(() -> await(tryJoin(List.of(yielding(3), yielding(1))))))
        .containsExactly(3, 1);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T62")
  void aFailureCancelsTheRestAndWaitsForTheirCleanup(Runtimes runtimes) throws Exception {
    Throwable failure =
        runtimes.run(
            () -> {
              try {
                await(tryJoin(cleaningUp("a"), failing(3, "mine"), failingCleanup()));
                throw new AssertionError("not reached");
              } catch (IOException e) {
                log.add("went on");
                return e;
              }
            });
    assertThat(failure).hasMessage("mine");
    assertThat(failure.getSuppressed()).extracting(Throwable::getMessage).containsExactly("late");
    assertThat(log).containsExactly("a", "went on");
  }

  @Async
  private static Future<String> failingCleanup() throws IOException {
    try {
      return ready(await(pending()));
    } finally {
      fail();
    }
  }

  private static void fail() throws IOException {
    throw new IOException("late");
  }

  @ParameterizedTest
  @EnumSource
  void runsALambdaForEachItem(Runtimes runtimes) throws Exception {
    List<Integer> doubled =
        runtimes.run(() -> await(joinEach(List.of(5, 1, 3), n -> 2 * await(yielding(n)))));
    assertThat(doubled).containsExactly(10, 2, 6);
    assertThat(runtimes.run(() -> await(joinEach(List.<Integer>of(), n -> n)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 100})
  void runsNoMoreThanTheLimitAtOnce(int limit) throws Exception {
    for (Runtimes runtimes : Runtimes.values()) {
      AtomicInteger running = new AtomicInteger();
      AtomicInteger most = new AtomicInteger();
      List<Integer> items = IntStream.range(0, 20).boxed().toList();
      List<Integer> results =
          runtimes.run(
              () ->
                  await(
                      tryJoinEach(
                          limit,
                          items,
                          n -> {
                            most.accumulateAndGet(running.incrementAndGet(), Math::max);
                            await(yielding(n % 4));
                            running.decrementAndGet();
                            return n;
                          })));
      assertThat(results).isEqualTo(items);
      assertThat(most.get()).isLessThanOrEqualTo(limit).isGreaterThanOrEqualTo(Math.min(limit, 3));
    }
  }

  @ParameterizedTest
  @EnumSource
  void afterAFailureNoOthersStart(Runtimes runtimes) throws Exception {
    List<Integer> started = new ArrayList<>();
    runtimes.run(
        () -> {
          try {
            return await(
                tryJoinEach(
                    2,
                    IntStream.range(0, 100).boxed().toList(),
                    n -> {
                      started.add(n);
                      return n == 3 ? await(failing(1, "third")) : await(yielding(1));
                    }));
          } catch (Exception e) {
            assertThat(e).hasMessage("third");
            return null;
          }
        });
    assertThat(started).hasSizeBetween(4, 5);
  }

  @ParameterizedTest
  @EnumSource
  void losingCancelsThoseThatRun(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          await(
              Weft.race(
                  tryJoinEach(2, List.of("a", "b", "c"), name -> await(cleaningUp(name))),
                  yielding(4)));
          log.add("went on");
          return 0;
        });
    assertThat(log).containsExactlyInAnyOrder("a", "b", "went on").endsWith("went on");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void aLimitIsAtLeastOne(int limit) {
    assertThatThrownBy(() -> tryJoinEach(limit, List.of(1), n -> n))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a limit of " + limit + " would let none run");
  }
}
