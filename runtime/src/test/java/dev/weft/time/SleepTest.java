package dev.weft.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.AsyncRuntime;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Poll;
import dev.weft.Weft;
import dev.weft.internal.testing.Steps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SleepTest {
  private static final Duration STEP = Duration.ofMillis(10);
  private static final Duration TWO_STEPS = Duration.ofMillis(20);
  private static final Duration ENDLESS = Duration.ofSeconds(Long.MAX_VALUE);

  private final AsyncRuntime runtime = AsyncRuntime.currentThread().startPaused(true).build();
  private final TestClock clock = TestClock.of(runtime);
  private int polls;

  @AfterEach
  void close() {
    runtime.close();
  }

  /** Runs steps in the root future, the first of which makes the sleep. */
  private void run(Callable<?>... steps) {
    runtime.blockOn(new Steps(steps));
  }

  private Sleep step() {
    return runtime.blockOn(new Now<>(context -> Weft.sleep(STEP)));
  }

  /** A poll whose answer doesn't matter: from now on somebody waits. */
  private static Future<Boolean> isPending(Sleep sleep) {
    return new Now<>(context -> sleep.poll(context) == Poll.PENDING);
  }

  /** Waits for a sleep and counts how often it is polled for that. */
  private Future<Void> counting(Sleep sleep) {
    return new Future<>() {
      @Override
      public Object poll(Context context) {
        polls++;
        return sleep.poll(context);
      }

      @Override
      public Object cancel(Context context) {
        return sleep.cancel(context);
      }
    };
  }

  private void assertElapsed(Duration span) {
    assertThat(clock.elapsed()).isEqualTo(span);
  }

  @Test
  @Tag("T65")
  void resetBeforeTheFirstPoll() {
    Sleep later = step();
    Sleep earlier = step();
    run(
        () -> {
          later.reset(TWO_STEPS);
          earlier.reset(STEP.dividedBy(2));
          return earlier;
        });
    assertElapsed(STEP.dividedBy(2));
    runtime.blockOn(later);
    assertElapsed(TWO_STEPS);
  }

  @Test
  @Tag("T65")
  void resetToALaterTimeBeforeItFires() {
    Sleep sleep = step();
    run(
        () -> isPending(sleep),
        () -> {
          sleep.reset(TWO_STEPS);
          return counting(sleep);
        });
    assertElapsed(TWO_STEPS);
    assertThat(polls).isEqualTo(2);
  }

  @Test
  @Tag("T65")
  void resetToAnEarlierTimeBeforeItFires() {
    Sleep sleep = step();
    run(
        () -> isPending(sleep),
        () -> {
          sleep.reset(Duration.ofMillis(3));
          return counting(sleep);
        });
    assertElapsed(Duration.ofMillis(3));
    assertThat(polls).isEqualTo(2);
  }

  @Test
  @Tag("T65")
  void resetToAPointInTime() {
    Sleep sleep = step();
    Deadline deadline = sleep.deadline().plus(STEP);
    run(
        () -> isPending(sleep),
        () -> {
          sleep.reset(deadline);
          return counting(sleep);
        });
    assertElapsed(TWO_STEPS);
    assertThat(sleep.deadline()).isEqualTo(deadline);
  }

  /** Whoever waits isn't polled by anything else: it has to be woken. */
  @Test
  @Tag("T65")
  void resetWakesWhoWaitsInAnotherBranch() {
    Sleep sleep = step();
    run(
        () ->
            Weft.join(
                counting(sleep),
                new Steps(
                    Weft::yieldNow,
                    () -> {
                      sleep.reset(Duration.ZERO);
                      return Weft.yieldNow();
                    })));
    assertElapsed(Duration.ZERO);
    assertThat(polls).isEqualTo(2);
  }

  @Test
  @Tag("T65")
  void resetPutsOffWhoWaitsInAnotherBranch() {
    Sleep sleep = step();
    run(
        () ->
            Weft.join(
                counting(sleep),
                new Steps(
                    () -> Weft.sleep(Duration.ofMillis(9)),
                    () -> {
                      sleep.reset(TWO_STEPS);
                      return null;
                    })));
    assertElapsed(Duration.ofMillis(29));
    assertThat(polls).isEqualTo(2);
  }

  @Test
  @Tag("T65")
  void resetToThePastEndsItAtOnce() {
    Sleep sleep = step();
    run(
        () -> isPending(sleep),
        () -> {
          sleep.reset(Deadline.now().minus(STEP));
          assertThat(sleep.isElapsed()).isTrue();
          return sleep;
        });
    assertElapsed(Duration.ZERO);
  }

  @Test
  @Tag("T65")
  void resetAfterItsEnd() {
    Sleep sleep = step();
    run(
        () -> sleep,
        () -> {
          assertThat(sleep.isElapsed()).isTrue();
          sleep.reset(STEP);
          assertThat(sleep.isElapsed()).isFalse();
          return sleep;
        });
    assertElapsed(TWO_STEPS);
  }

  /** The timer has fired, and nobody has looked since. */
  @Test
  @Tag("T65")
  void resetAfterItHasFired() {
    Sleep sleep = step();
    run(
        () -> isPending(sleep),
        () -> clock.advance(STEP),
        () -> {
          sleep.reset(STEP);
          return isPending(sleep);
        },
        () -> sleep);
    assertElapsed(TWO_STEPS);
  }

  @Test
  void ofTwoWhoWaitTheLastOneIsWoken() {
    Sleep sleep = step();
    run(
        () -> isPending(sleep),
        () -> {
          JoinHandle<Void> task = runtime.spawn(sleep);
          return task;
        });
    assertElapsed(STEP);
  }

  @Test
  void mayBeAwaitedAgain() {
    Sleep sleep = step();
    run(() -> sleep, () -> sleep);
    assertElapsed(STEP);
  }

  /** Ten years under a clock that is paused: to the nanosecond. */
  @Test
  @Tag("T66")
  void aLongSleepEndsExactly() {
    Duration decade = Duration.ofDays(3_652).plusNanos(1);
    run(() -> Weft.sleep(decade));
    assertElapsed(decade);
  }

  /** Beside one that is endless, and one of 146 years. */
  @Test
  @Tag("T66")
  void noSpanIsTooLong() {
    for (Duration span : new Duration[] {ENDLESS, ENDLESS.plusNanos(999_999_999)}) {
      Sleep sleep = runtime.blockOn(new Now<>(context -> Weft.sleep(span)));
      runtime.spawn(sleep);
      assertThat(sleep.isElapsed()).isFalse();
      assertThat(sleep.deadline().remaining()).isGreaterThan(Duration.ofDays(365 * 146));
    }
    run(() -> Weft.sleep(STEP));
    assertElapsed(STEP);
  }

  @Test
  @Tag("T66")
  void longSleepsComeInOrder() {
    List<Integer> years = new ArrayList<>();
    for (int each : new int[] {140, 5, 70, 1, 2, 100, 30}) {
      Duration span = Duration.ofDays(365L * each);
      runtime.spawn(new Steps(() -> Weft.sleep(span), () -> years.add(each)));
    }
    run(() -> Weft.sleep(Duration.ofDays(365 * 141)));
    assertThat(years).containsExactly(1, 2, 5, 30, 70, 100, 140);
  }

  /** Ends of the units in which others count. */
  @Test
  @Tag("T66")
  void sleepsAboutPowersOfTwoEndExactly() {
    for (int bits = 0; bits < 60; bits++) {
      for (long nanos = (1L << bits) - 1; nanos <= (1L << bits) + 1; nanos++) {
        Duration before = clock.elapsed();
        Duration span = Duration.ofNanos(nanos);
        run(() -> Weft.sleep(span));
        assertThat(clock.elapsed().minus(before)).isEqualTo(span);
      }
    }
  }

  @Test
  @Tag("T68")
  void aThousandSleepsOfNothingTakeNone() {
    for (int i = 0; i < 1_000; i++) {
      run(() -> Weft.sleep(Duration.ZERO), () -> Weft.sleep(Duration.ofNanos(-1)));
    }
    assertElapsed(Duration.ZERO);
  }

  /** It is the runtime that polls it which needs a clock. */
  @Test
  @Tag("T68b")
  void aSleepMayBeMadeOutsideOfARuntime() {
    Sleep sleep = Sleep.of(Duration.ofHours(1));
    runtime.blockOn(sleep);
    assertThat(clock.elapsed()).isPositive().isLessThanOrEqualTo(Duration.ofHours(1));
    assertThat(sleep.isElapsed()).isTrue();
  }

  @Test
  void tellsWhatIsLeft() {
    assertThat(step()).hasToString("sleep with PT0.01S left");
  }

  /** Ends at its first poll. */
  private record Now<T>(java.util.function.Function<Context, T> code) implements Future<T> {
    @Override
    public Object poll(Context context) {
      return code.apply(context);
    }

    @Override
    public Object cancel(Context context) {
      return Poll.CANCELLED;
    }
  }
}
