package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.pending;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.timeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.CancelledError;
import dev.weft.Future;
import dev.weft.task.Hedge;
import dev.weft.time.TestClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Second attempts, while time stands still. */
@Timeout(60)
final class HedgeTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private int attempts;

  private void log(String line) {
    log.add(line + " at " + TestClock.current().elapsed().toSeconds());
  }

  /** Takes as many seconds as it is given for each attempt; negative ones fail. */
  @Async
  private Future<String> attempt(int... seconds) throws IOException {
    int number = attempts++;
    log("start " + number);
    try {
      await(sleep(SECOND.multipliedBy(Math.abs(seconds[number]))));
      if (seconds[number] < 0) {
        throw new IOException("failure " + number);
      }
      return ready("value " + number);
    } catch (CancelledError e) {
      log("cancelled " + number + " as " + e.reason());
      throw e;
    } finally {
      await(shield(sleep(Duration.ofMillis(1))));
      log("end " + number);
    }
  }

  private String run(Hedge hedge, int... seconds) throws Exception {
    String value = Paused.run(() -> await(hedge.run(() -> await(attempt(seconds)))));
    log.add("got " + value);
    return value;
  }

  @Test
  void oneAttemptIsEnoughWhereItIsFast() throws Exception {
    run(Hedge.after(SECOND.multipliedBy(5)), 3, 1);
    assertThat(log).containsExactly("start 0 at 0", "end 0 at 3", "got value 0");
  }

  @Test
  void theSecondWinsIfItIsFasterAndTheLoserHasCleanedUp() throws Exception {
    run(Hedge.after(SECOND), 9, 2);
    assertThat(log)
        .containsExactly(
            "start 0 at 0",
            "start 1 at 1",
            "end 1 at 3",
            "cancelled 0 as another attempt was faster at 3",
            "end 0 at 3",
            "got value 1");
  }

  @Test
  void theFirstWinsIfItIsFasterAllTheSame() throws Exception {
    run(Hedge.after(SECOND), 2, 9);
    assertThat(log)
        .startsWith("start 0 at 0", "start 1 at 1", "end 0 at 2")
        .endsWith("got value 0");
  }

  @Test
  void aFailureStartsTheNextAtOnce() throws Exception {
    run(Hedge.after(SECOND.multipliedBy(5)), -2, 1);
    assertThat(log)
        .containsExactly("start 0 at 0", "end 0 at 2", "start 1 at 2", "end 1 at 3", "got value 1");
  }

  @Test
  void aFailureDoesNotEndTheOthers() throws Exception {
    run(Hedge.after(SECOND), 5, -1);
    assertThat(log)
        .containsExactly("start 0 at 0", "start 1 at 1", "end 1 at 2", "end 0 at 5", "got value 0");
  }

  @Test
  void thereAreAsManyAsSaid() throws Exception {
    run(Hedge.after(SECOND).attempts(3), 9, 9, 1);
    assertThat(log)
        .startsWith("start 0 at 0", "start 1 at 1", "start 2 at 2", "end 2 at 3")
        .endsWith("got value 2");
  }

  @Test
  void ifAllFailTheFirstFailureIsThrown() {
    assertThatThrownBy(() -> run(Hedge.after(SECOND).attempts(3), -9, -3, -4))
        .isInstanceOf(IOException.class)
        .hasMessage("failure 1")
        .satisfies(
            e ->
                assertThat(e.getSuppressed())
                    .extracting(Throwable::getMessage)
                    .containsExactly("failure 2", "failure 0"));
  }

  @Test
  void beingCancelledCancelsAllAndWaitsForThem() {
    assertThatThrownBy(
            () ->
                Paused.run(
                    () -> {
                      Hedge hedge = Hedge.after(SECOND);
                      return await(
                          timeout(Duration.ofMillis(2500), hedge.run(() -> attempt(9, 9))));
                    }))
        .isInstanceOf(TimeoutException.class);
    assertThat(log)
        .containsExactlyInAnyOrder(
            "start 0 at 0",
            "start 1 at 1",
            "cancelled 0 as timed out after PT2.5S at 2",
            "cancelled 1 as timed out after PT2.5S at 2",
            "end 0 at 2",
            "end 1 at 2");
  }

  @Async
  private Future<String> stuck() {
    try {
      return ready(await(pending()));
    } finally {
      throwIt();
    }
  }

  private static void throwIt() {
    throw new IllegalStateException("cleanup failed");
  }

  @ParameterizedTest
  @EnumSource
  void aLosersFailureIsReported(Runtimes flavor) throws Exception {
    List<String> reported = Collections.synchronizedList(new ArrayList<>());
    try (AsyncRuntime runtime =
        flavor
            .builder()
            .uncaughtExceptionHandler((thread, failure) -> reported.add(failure.getMessage()))
            .build()) {
      String value =
          runtime.blockOn(
              Hedge.after(Duration.ZERO).run(() -> attempts++ == 0 ? stuck() : ready("fast")));
      assertThat(value).isEqualTo("fast");
    }
    assertThat(reported).containsExactly("cleanup failed");
  }

  @ParameterizedTest
  @EnumSource
  void aValueThatIsThereNeedsNoClock(Runtimes flavor) throws Exception {
    assertThat(flavor.<String>run(() -> await(Hedge.after(SECOND).run(() -> "at once"))))
        .isEqualTo("at once");
  }

  @Test
  void argumentsAreChecked() {
    assertThatThrownBy(() -> Hedge.after(SECOND.negated()))
        .hasMessage("delay must not be negative: PT-1S");
    assertThatThrownBy(() -> Hedge.after(SECOND).attempts(0))
        .hasMessage("attempts must be at least 1: 0");
    assertThat(Hedge.after(SECOND)).hasToString("Hedge[2 attempts, PT1S apart]");
  }
}
