package dev.weft.it.woven;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.join;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.Tuple3;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Futures side by side in one task. */
final class JoinTest {
  @Async
  private static Future<Integer> yielding(int times, List<Integer> order) {
    for (int i = 0; i < times; i++) {
      await(yieldNow());
    }
    order.add(times);
    return ready(times);
  }

  @ParameterizedTest
  @EnumSource
  void runsThemConcurrentlyAndKeepsTheirPlaces(Runtimes runtimes) throws Exception {
    List<Integer> order = new ArrayList<>();
    Tuple3<Integer, Integer, Integer> results =
        runtimes.run(() -> await(join(yielding(9, order), yielding(1, order), yielding(5, order))));
    assertThat(results).isEqualTo(new Tuple3<>(9, 1, 5));
    assertThat(order).containsExactly(1, 5, 9);
  }

  @Async
  private static Future<Integer> failing(int times, String message) throws IOException {
    for (int i = 0; i < times; i++) {
      await(yieldNow());
    }
    throw new IOException(message);
  }

  @ParameterizedTest
  @EnumSource
  void waitsForAllAndThrowsTheFirstFailure(Runtimes runtimes) throws Exception {
    List<Integer> order = new ArrayList<>();
    Exception failure =
        runtimes.run(
            () -> {
              try {
                await(join(failing(3, "later"), yielding(7, order), failing(1, "first")));
                throw new AssertionError("not reached");
              } catch (IOException e) {
                return e;
              }
            });
    assertThat(failure).hasMessage("first");
    assertThat(failure.getSuppressed()).extracting(Throwable::getMessage).containsExactly("later");
    assertThat(order).containsExactly(7);
  }

  @ParameterizedTest
  @EnumSource
  void takesACollection(Runtimes runtimes) throws Exception {
    List<Integer> results =
        runtimes.run(
            () -> {
              List<Future<Integer>> futures = new ArrayList<>();
              for (int i = 0; i < 1000; i++) {
                int n = i;
                futures.add(
                    async(
                        () -> {
                          await(yieldNow());
                          return n;
                        }));
              }
              return await(join(futures));
            });
    assertThat(results).isEqualTo(IntStream.range(0, 1000).boxed().toList());
  }

  @ParameterizedTest
  @EnumSource
  void resultsMayBeNullAndNoFuturesGiveNoResults(Runtimes runtimes) throws Exception {
    assertThat(runtimes.run(() -> await(join(List.of(ready(null), ready(1))))))
        .isEqualTo(Arrays.asList(null, 1));
    assertThat(runtimes.run(() -> await(join(List.<Future<Integer>>of())))).isEmpty();
  }
}
