package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.each;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.yieldNow;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.AsyncStream;
import dev.weft.Future;
import dev.weft.time.Deadline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The adapters of streams that have several elements in work at once. */
final class StreamConcurrencyTest {
  private final List<String> log = new ArrayList<>();

  /** What a stream gives and when, in milliseconds since the start. */
  private static List<String> timed(AsyncStream<?> stream) throws Exception {
    return Paused.run(
        () -> {
          Deadline start = Deadline.now();
          List<String> seen = new ArrayList<>();
          for (Object element : each(stream)) {
            seen.add(element + " at " + start.until(Deadline.now()).toMillis());
          }
          return seen;
        });
  }

  /** Each takes so many milliseconds. */
  private static AsyncStream<Integer> delays() {
    return AsyncStream.of(50, 10, 30, 20);
  }

  @Test
  void theOrderIsKeptAndSoManyAreInWorkAtMost() throws Exception {
    assertThat(timed(delays().mapAsync(2, n -> await(slept(n)))))
        .containsExactly("50 at 50", "10 at 50", "30 at 80", "20 at 80");
    assertThat(timed(delays().mapAsync(99, n -> await(slept(n)))))
        .containsExactly("50 at 50", "10 at 50", "30 at 50", "20 at 50");
    assertThat(timed(delays().mapAsync(1, n -> await(slept(n)))))
        .containsExactly("50 at 50", "10 at 60", "30 at 90", "20 at 110");
  }

  @Test
  void whatIsDoneFirstComesFirst() throws Exception {
    assertThat(timed(delays().mapAsyncUnordered(2, n -> await(slept(n)))))
        .containsExactly("10 at 10", "30 at 40", "50 at 50", "20 at 60");
    assertThat(timed(delays().mapAsyncUnordered(99, n -> await(slept(n)))))
        .containsExactly("10 at 10", "20 at 20", "30 at 30", "50 at 50");
  }

  @Async
  private static Future<Integer> slept(int millis) {
    await(sleep(ofMillis(millis)));
    return ready(millis);
  }

  @ParameterizedTest
  @EnumSource
  void manyInWork(Runtimes runtimes) throws Exception {
    AtomicInteger working = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Integer> all = IntStream.range(0, 10_000).boxed().toList();
    List<Integer> got =
        runtimes.run(
            () ->
                await(
                    AsyncStream.from(all)
                        .mapAsync(
                            1000,
                            n -> {
                              most.accumulateAndGet(working.incrementAndGet(), Math::max);
                              for (int i = n % 3; i >= 0; i--) {
                                await(yieldNow());
                              }
                              working.decrementAndGet();
                              return n;
                            })
                        .toList()));
    assertThat(got).isEqualTo(all);
    assertThat(most.get()).isLessThanOrEqualTo(1000);
    assertThat(most.get()).isGreaterThan(100);
  }

  private List<Object> withFailures(AsyncStream<?> stream) throws Exception {
    return Runtimes.CURRENT_THREAD.run(
        () -> {
          List<Object> seen = new ArrayList<>();
          while (true) {
            try {
              for (Object element : each(stream, Exception.class)) {
                seen.add(element);
              }
              return seen;
            } catch (Exception e) {
              seen.add(e.getMessage());
            }
          }
        });
  }

  @Async
  private static Future<Integer> failingAt2(int n) throws IOException {
    for (int i = n; i < 5; i++) {
      await(yieldNow());
    }
    if (n == 2) {
      throw new IOException("at 2");
    }
    return ready(n);
  }

  @Test
  void failuresHaveTheirPlaces() throws Exception {
    assertThat(withFailures(Numbers.there(4).mapAsync(3, n -> await(failingAt2(n)))))
        .containsExactly(1, "at 2", 3, 4);
    assertThat(withFailures(Numbers.there(4).mapAsyncUnordered(9, n -> await(failingAt2(n)))))
        .containsExactly(4, 3, "at 2", 1);
  }

  @Test
  void failuresOfTheSourceHaveTheirPlacesToo() throws Exception {
    assertThat(withFailures(failingSource().mapAsync(3, n -> n + await(slept(0)))))
        .containsExactly(1, "source", 3);
    assertThat(withFailures(failingSource().mapAsyncUnordered(3, n -> n + await(slept(0)))))
        .containsExactlyInAnyOrder(1, "source", 3);
  }

  private static AsyncStream<Integer> failingSource() {
    return Numbers.suspending(3)
        .map(
            n -> {
              if (n == 2) {
                throw new IllegalStateException("source");
              }
              return n;
            });
  }

  @Test
  void nullIsRefusedWithTheCure() throws Exception {
    assertThat(withFailures(Numbers.there(2).mapAsync(2, n -> n == 1 ? null : n)))
        .containsExactly(
            "the function of mapAsync returned null, which would be the end of the stream; to give"
                + " a value that may be absent return an Optional",
            2);
    assertThat(withFailures(Numbers.there(1).mapAsyncUnordered(2, n -> null)))
        .singleElement()
        .asString()
        .startsWith("the function of mapAsyncUnordered returned null");
  }

  @Async
  private Future<Integer> cleaningUp(int n) {
    try {
      await(sleep(ofMillis(100)));
      log.add("done " + n);
      return ready(n);
    } finally {
      await(shield(sleep(ofMillis(5))));
      log.add("finally " + n);
    }
  }

  /** Those in work stay where they are when who waits gives up, and go on when it asks again. */
  @Test
  void aCancelledNextLeavesThemInWork() throws Exception {
    AsyncStream<Integer> stream = Numbers.suspending(2).mapAsync(2, n -> await(cleaningUp(n)));
    List<Object> got =
        Paused.run(
            () -> {
              List<Object> seen = new ArrayList<>();
              Deadline start = Deadline.now();
              for (int i = 0; i < 4; i++) {
                try {
                  seen.add(String.valueOf(await(timeout(ofMillis(60), stream.next()))));
                } catch (TimeoutException e) {
                  seen.add("given up");
                }
                seen.add(start.until(Deadline.now()).toMillis());
              }
              return seen;
            });
    assertThat(got).containsExactly("given up", 60L, "1", 105L, "2", 105L, "null", 105L);
    assertThat(log).containsExactlyInAnyOrder("done 1", "done 2", "finally 1", "finally 2");
  }

  @Test
  void closingCancelsThemAndWaits() throws Exception {
    for (boolean ordered : List.of(true, false)) {
      log.clear();
      Numbers source = Numbers.there(9);
      AsyncStream<Integer> stream =
          ordered
              ? source.mapAsync(3, n -> await(cleaningUp(n)))
              : source.mapAsyncUnordered(3, n -> await(cleaningUp(n)));
      Object last =
          Paused.run(
              () -> {
                try {
                  Object unused = await(timeout(ofMillis(50), stream.next()));
                } catch (TimeoutException e) {
                  log.add("given up");
                }
                await(stream.closeAsync());
                log.add("closed");
                return await(stream.next());
              });
      assertThat(last).isNull();
      assertThat(source.closed()).isEqualTo(1);
      assertThat(log).startsWith("given up").endsWith("closed").hasSize(5);
      assertThat(log).contains("finally 1", "finally 2", "finally 3");
    }
  }

  @Test
  void nothingIsTakenBeyondTheLimit() throws Exception {
    Numbers source = Numbers.there(100);
    AsyncStream<Integer> stream = source.mapAsync(5, n -> n);
    assertThat(source.given()).isZero();
    int first = Runtimes.CURRENT_THREAD.run(() -> await(stream.next()));
    assertThat(first).isEqualTo(1);
    assertThat(source.given()).isEqualTo(5);
  }

  @Test
  void argumentsAreCheckedAtTheCall() {
    AsyncStream<Integer> stream = AsyncStream.of(1);
    assertThatThrownBy(() -> stream.mapAsync(0, n -> n))
        .hasMessage("the limit must be at least 1: 0");
    assertThatThrownBy(() -> stream.mapAsyncUnordered(1, null)).hasMessage("function");
  }
}
