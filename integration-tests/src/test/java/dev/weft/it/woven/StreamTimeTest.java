package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.each;
import static dev.weft.Weft.failed;
import static dev.weft.Weft.interval;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.timeout;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.AsyncStream;
import dev.weft.Future;
import dev.weft.time.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The adapters of streams that have to do with time, while it jumps from timer to timer. */
final class StreamTimeTest {
  /** Numbers from 1 on, each so many milliseconds after it was asked for. */
  private static final class Delayed implements AsyncStream<Integer> {
    private final int[] delays;
    private int given;

    Delayed(int... delays) {
      this.delays = delays;
    }

    @Async
    @Override
    public Future<@Nullable Integer> next() {
      if (given == delays.length) {
        return ready(null);
      }
      await(sleep(ofMillis(delays[given])));
      return ready(++given);
    }
  }

  /** What a stream gives and when, in milliseconds since the start. */
  @Async
  private static Future<List<String>> timed(AsyncStream<?> stream) {
    List<String> seen = new ArrayList<>();
    Deadline start = Deadline.now();
    boolean ended = false;
    while (!ended) {
      try {
        for (Object element : each(stream, Exception.class)) {
          seen.add(element + " at " + start.until(Deadline.now()).toMillis());
        }
        ended = true;
      } catch (Exception e) {
        seen.add(e.getMessage() + " at " + start.until(Deadline.now()).toMillis());
      }
    }
    return ready(seen);
  }

  private static List<String> run(AsyncStream<?> stream) throws Exception {
    return Paused.run(() -> await(timed(stream)));
  }

  @Test
  @Tag("T108")
  void aTimeoutIsToldOncePerElement() throws Exception {
    assertThat(run(new Delayed(10, 250, 10, 60).timeout(ofMillis(50))))
        .containsExactly(
            "1 at 10",
            "no element of a stream has come for PT0.05S at 60",
            "2 at 260",
            "3 at 270",
            "no element of a stream has come for PT0.05S at 320",
            "4 at 330");
  }

  /** What was waited for by a next() that was given up counts. */
  @Test
  void aTimeoutCountsOverCancelledWaits() throws Exception {
    AsyncStream<Integer> stream = AsyncStream.<Integer>pending().timeout(ofMillis(50));
    List<String> seen =
        Paused.run(
            () -> {
              List<String> messages = new ArrayList<>();
              for (int i = 0; i < 4; i++) {
                try {
                  Object unused = await(timeout(ofMillis(20), stream.next()));
                } catch (TimeoutException e) {
                  messages.add(e.getMessage());
                }
              }
              return messages;
            });
    assertThat(seen)
        .containsExactly(
            "timed out after PT0.02S",
            "timed out after PT0.02S",
            "no element of a stream has come for PT0.05S",
            "timed out after PT0.02S");
  }

  @Test
  @Tag("T108")
  void aChunkIsGivenWhenItIsFullOrItsTimeIsOver() throws Exception {
    assertThat(run(new Delayed(10, 10, 10, 10, 200).chunksTimeout(3, ofMillis(100))))
        .containsExactly("[1, 2, 3] at 30", "[4] at 140", "[5] at 240");
  }

  /** The time counts from the first element, and there is no chunk without one. */
  @Test
  @Tag("T108")
  void noChunkIsEmpty() throws Exception {
    assertThat(run(new Delayed(500, 10, 500).chunksTimeout(10, ofMillis(100))))
        .containsExactly("[1, 2] at 600", "[3] at 1010");
    assertThat(run(AsyncStream.of(1, 2, 3, 4).chunksTimeout(3, ofMillis(100))))
        .containsExactly("[1, 2, 3] at 0", "[4] at 0");
    assertThat(run(AsyncStream.empty().chunksTimeout(3, ofMillis(100)))).isEmpty();
  }

  @Test
  void throttledElementsKeepTheirDistance() throws Exception {
    assertThat(run(AsyncStream.of(1, 2, 3).throttle(ofMillis(30))))
        .containsExactly("1 at 0", "2 at 30", "3 at 60");
    assertThat(run(new Delayed(10, 100, 5).throttle(ofMillis(30))))
        .as("which are asked for when the time is over")
        .containsExactly("1 at 10", "2 at 140", "3 at 175");
  }

  @Test
  void ofABurstTheLastIsGiven() throws Exception {
    assertThat(run(new Delayed(10, 10, 10, 100, 10, 100).debounce(ofMillis(50))))
        .containsExactly("3 at 80", "5 at 190", "6 at 240");
    assertThat(run(AsyncStream.of(1, 2, 3).debounce(ofMillis(50)))).containsExactly("3 at 0");
    assertThat(run(AsyncStream.empty().debounce(ofMillis(50)))).isEmpty();
  }

  @Async
  private static Future<Void> after(int millis) {
    await(sleep(ofMillis(millis)));
    return ready();
  }

  @Async
  private static Future<Void> failingAfter(int millis) throws IOException {
    await(sleep(ofMillis(millis)));
    return failed(new IOException("broken"));
  }

  @Test
  void elementsAreTakenUntilAFutureEnds() throws Exception {
    Delayed source = new Delayed(10, 10, 10, 10);
    assertThat(run(source.takeUntil(after(25)))).containsExactly("1 at 10", "2 at 20");
    assertThat(run(source)).as("what was asked for was given up").contains("3 at 10", "4 at 20");
    assertThat(run(AsyncStream.of(1, 2).takeUntil(after(1)))).containsExactly("1 at 0", "2 at 0");
    assertThat(run(AsyncStream.of(1).takeUntil(ready()))).isEmpty();
    assertThat(run(AsyncStream.pending().takeUntil(failingAfter(5))))
        .containsExactly("broken at 5");
  }

  @Async
  private static Future<Void> cleaningUp(List<String> log) {
    try {
      await(sleep(ofSeconds(1)));
    } finally {
      log.add("cleaned up");
    }
    return ready();
  }

  @Test
  void closingCancelsTheFuture() throws Exception {
    List<String> log = new ArrayList<>();
    Numbers source = Numbers.suspending(3);
    AsyncStream<Integer> stream = source.takeUntil(cleaningUp(log));
    Object last =
        Paused.run(
            () -> {
              Object unused = await(stream.next());
              await(stream.closeAsync());
              await(stream.closeAsync());
              return await(stream.next());
            });
    assertThat(last).isNull();
    assertThat(log).containsExactly("cleaned up");
    assertThat(source.closed()).isEqualTo(2);
  }

  /** One whose wait has a cleanup that takes time. */
  private static final class SlowToLeave implements AsyncStream<Integer> {
    private final List<String> log;

    SlowToLeave(List<String> log) {
      this.log = log;
    }

    @Async
    @Override
    public Future<@Nullable Integer> next() {
      try {
        await(sleep(ofSeconds(1)));
      } finally {
        await(shield(sleep(ofMillis(7))));
        log.add("left");
      }
      return ready(1);
    }
  }

  @Test
  void theEndWaitsUntilWhatWasAskedForIsGivenUp() throws Exception {
    List<String> log = new ArrayList<>();
    assertThat(run(new SlowToLeave(log).takeUntil(after(25)).map(n -> log.add("no")))).isEmpty();
    assertThat(log).containsExactly("left");
  }

  /** Gives up after 10 ms, as often as it is said; gives the time that this has taken. */
  @Async
  private static Future<Long> giveUp(int times, AsyncStream<Integer> stream, List<String> log) {
    Deadline start = Deadline.now();
    for (int i = 0; i < times; i++) {
      try {
        Object unused = await(timeout(ofMillis(10), stream.next()));
      } catch (TimeoutException e) {
        log.add("timed out");
      }
    }
    return ready(start.until(Deadline.now()).toMillis());
  }

  @Test
  void aCancelledNextWaitsUntilItsSourcesAreLeft() throws Exception {
    List<String> log = new ArrayList<>();
    AsyncStream<Integer> both = new SlowToLeave(log).merge(new SlowToLeave(log)).map(n -> n);
    long millis = Paused.run(() -> await(giveUp(2, both, log)));
    assertThat(log).containsExactly("left", "left", "timed out", "left", "left", "timed out");
    assertThat(millis).isEqualTo(48);
  }

  @Test
  void aCancelledNextLeavesTheStreamOfAnElement() throws Exception {
    List<String> log = new ArrayList<>();
    AsyncStream<Integer> inner = AsyncStream.of(1).flatMap(n -> new SlowToLeave(log));
    long millis = Paused.run(() -> await(giveUp(1, inner, log)));
    assertThat(log).containsExactly("left", "timed out");
    assertThat(millis).isEqualTo(17);
  }

  @Test
  void ticksAreAStream() throws Exception {
    List<String> seen =
        Paused.run(() -> await(timed(interval(ofMillis(40)).take(3).map(tick -> "tick"))));
    assertThat(seen).containsExactly("tick at 0", "tick at 40", "tick at 80");
  }

  @Test
  void argumentsAreCheckedAtTheCall() {
    AsyncStream<Integer> stream = AsyncStream.of(1);
    assertThatThrownBy(() -> stream.chunksTimeout(0, Duration.ZERO))
        .hasMessage("the size must be at least 1: 0");
    assertThatThrownBy(() -> stream.timeout(null)).hasMessage("span");
    assertThatThrownBy(() -> stream.takeUntil(null)).hasMessage("future");
  }
}
