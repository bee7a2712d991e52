package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Outcome;
import dev.weft.Schedule;
import dev.weft.Weft;
import dev.weft.task.Retry;
import dev.weft.time.Deadline;
import dev.weft.time.TestClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is tried again, when, and what comes of it. */
@Timeout(60)
final class RetryTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final List<Duration> times = new ArrayList<>();
  private int attempts;

  /** Fails a number of times before it succeeds. */
  @Async
  private Future<String> flaky(int failures) throws IOException {
    await(yieldNow());
    attempts++;
    if (attempts <= failures) {
      throw new IOException("failure " + attempts);
    }
    return ready("attempt " + attempts);
  }

  @Async
  private Future<String> timed(int failures) throws IOException {
    times.add(TestClock.current().elapsed());
    return flaky(failures);
  }

  @ParameterizedTest
  @EnumSource
  void triesUntilItSucceeds(Runtimes flavor) throws Exception {
    String value = flavor.run(() -> await(Retry.times(5).run(() -> await(flaky(3)))));
    assertThat(value).isEqualTo("attempt 4");
  }

  @ParameterizedTest
  @EnumSource
  void givesUpWithTheLastFailureAndThoseBefore(Runtimes flavor) {
    assertThatThrownBy(() -> flavor.run(() -> await(Retry.times(3).run(() -> flaky(9)))))
        .isInstanceOf(IOException.class)
        .hasMessage("failure 3")
        .satisfies(
            e ->
                assertThat(e.getSuppressed())
                    .extracting(Throwable::getMessage)
                    .containsExactly("failure 1", "failure 2"));
    assertThat(attempts).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource
  void keepsTheLastSixteenOfVeryManyFailures(Runtimes flavor) {
    assertThatThrownBy(() -> flavor.run(() -> await(Retry.times(1000).run(() -> flaky(1000)))))
        .hasMessage("failure 1000")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(16));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotRetriableIsThrownAtOnce(Runtimes flavor) {
    Retry policy = Retry.times(5).when(e -> !e.getMessage().endsWith("2"));
    assertThatThrownBy(() -> flavor.run(() -> await(policy.run(() -> await(flaky(9))))))
        .hasMessage("failure 2");
    assertThat(attempts).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void errorsAreNotRetried(Runtimes flavor) {
    assertThatThrownBy(
            () ->
                flavor.run(
                    () ->
                        await(
                            Retry.times(5)
                                .run(
                                    () -> {
                                      attempts++;
                                      throw new AssertionError("wrong");
                                    }))))
        .hasMessage("wrong");
    assertThat(attempts).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void aFutureThatIsGivenIsAwaited(Runtimes flavor) {
    IOException failure = new IOException("always the same");
    assertThatThrownBy(
            () -> flavor.run(() -> await(Retry.times(3).run(() -> Weft.<String>failed(failure)))))
        .isSameAs(failure)
        .hasNoSuppressedExceptions();
  }

  @ParameterizedTest
  @EnumSource
  void aTaskThatIsCancelledMakesNoFurtherAttempt(Runtimes flavor) throws Exception {
    Gate<String> gate = new Gate<>();
    Outcome<String> outcome =
        flavor.run(
            () -> {
              JoinHandle<String> task =
                  spawn(
                      Retry.times(5)
                          .run(
                              () -> {
                                attempts++;
                                return await(gate);
                              }));
              await(Until.holds(gate::wasPolled));
              task.abort();
              return await(task.outcome());
            });
    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
    assertThat(attempts).isEqualTo(1);
  }

  @Test
  void pausesAreAllTheSame() throws Exception {
    Paused.run(() -> await(Retry.times(4).pause(SECOND).run(() -> timed(3))));
    assertThat(times)
        .containsExactly(Duration.ZERO, SECOND, SECOND.multipliedBy(2), SECOND.multipliedBy(3));
  }

  @Test
  void pausesDoubleUpToTheLongestAndHaveARandomPart() throws Exception {
    Retry policy = Retry.times(6).backoff(SECOND, Duration.ofSeconds(5));
    Paused.run(() -> await(policy.run(() -> timed(5))));
    int[] longest = {1, 2, 4, 5, 5};
    for (int i = 0; i < longest.length; i++) {
      assertThat(times.get(i + 1).minus(times.get(i)))
          .isBetween(Duration.ofMillis(longest[i] * 500L), Duration.ofSeconds(longest[i]));
    }
  }

  private List<Duration> timesWith(long seed) throws Exception {
    times.clear();
    attempts = 0;
    Retry policy = Retry.times(6).backoff(SECOND, Duration.ofSeconds(5));
    try (AsyncRuntime runtime = AsyncRuntime.deterministic(Schedule.randomWalk(seed)).build()) {
      runtime.blockOn(policy.run(() -> timed(5)));
    }
    return List.copyOf(times);
  }

  @Test
  void theRandomPartIsTheRuntimes() throws Exception {
    assertThat(timesWith(7)).isEqualTo(timesWith(7));
    assertThat(Stream.of(timesWith(1), timesWith(2), timesWith(3)).distinct().count()).isEqualTo(3);
  }

  @Test
  void noAttemptBeginsAtTheDeadline() {
    assertThatThrownBy(
            () ->
                Paused.run(
                    () -> {
                      Deadline deadline = Deadline.after(Duration.ofSeconds(3));
                      Retry policy = Retry.times(9).pause(SECOND).until(deadline);
                      return await(policy.run(() -> timed(9)));
                    }))
        .hasMessage("failure 3");
    assertThat(times).containsExactly(Duration.ZERO, SECOND, SECOND.multipliedBy(2));
  }

  @Test
  void aPauseEndsWithTheTask() {
    assertThatThrownBy(
            () ->
                Paused.run(
                    () ->
                        await(
                            timeout(
                                SECOND,
                                Retry.times(2).pause(SECOND.multipliedBy(9)).run(() -> timed(9))))))
        .isInstanceOf(TimeoutException.class);
    assertThat(times).hasSize(1);
  }

  @Test
  void eachAttemptCanHaveALimit() throws Exception {
    String value =
        Paused.run(
            () ->
                await(
                    Retry.times(3)
                        .run(
                            () -> {
                              attempts++;
                              await(timeout(SECOND, sleep(SECOND.multipliedBy(4 - attempts))));
                              return "attempt " + attempts;
                            })));
    assertThat(value).isEqualTo("attempt 3");
  }

  @Test
  void argumentsAreChecked() {
    assertThatThrownBy(() -> Retry.times(0)).hasMessage("attempts must be at least 1: 0");
    assertThatThrownBy(() -> Retry.times(1).backoff(SECOND, Duration.ZERO))
        .hasMessage(
            "pauses must be from a span that isn't negative to one that isn't shorter:"
                + " PT1S to PT0S");
    assertThatThrownBy(() -> Retry.times(1).pause(SECOND.negated()))
        .hasMessageStartingWith("pauses must be");
  }
}
