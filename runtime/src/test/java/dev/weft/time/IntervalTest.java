package dev.weft.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.AsyncRuntime;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Poll;
import dev.weft.Weft;
import dev.weft.internal.testing.Steps;
import dev.weft.internal.testing.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IntervalTest {
  private static final Duration PERIOD = Duration.ofMillis(50);

  private final AsyncRuntime runtime = AsyncRuntime.currentThread().startPaused(true).build();
  private final TestClock clock = TestClock.of(runtime);
  private final Deadline start = in(0);

  /** When ticks were taken, in milliseconds. */
  private final List<Long> taken = new ArrayList<>();

  /** When they were scheduled. */
  private final List<Long> scheduled = new ArrayList<>();

  @AfterEach
  void close() {
    runtime.close();
  }

  private <T> T make(Callable<T> code) {
    return runtime.blockOn(new Value<>(code));
  }

  private Deadline in(long millis) {
    return make(() -> Deadline.after(Duration.ofMillis(millis)));
  }

  private Interval interval() {
    return make(() -> Weft.interval(PERIOD));
  }

  private void take(Interval interval, int count) {
    for (int i = 0; i < count; i++) {
      Deadline tick = runtime.blockOn(interval.tick());
      taken.add(clock.elapsed().toMillis());
      scheduled.add(start.until(tick).toMillis());
    }
  }

  private void pass(long nanos) {
    runtime.blockOn(clock.advance(Duration.ofNanos(nanos)));
  }

  private void passMillis(long millis) {
    pass(millis * 1_000_000);
  }

  private static List<Long> millis(long... values) {
    return LongStream.of(values).boxed().toList();
  }

  @Test
  void ticksAtOnceAndThenOncePerPeriod() {
    take(interval(), 4);
    assertThat(taken).isEqualTo(millis(0, 50, 100, 150));
    assertThat(scheduled).isEqualTo(taken);
  }

  @Test
  void ticksFirstAtAPointInTime() {
    take(make(() -> Weft.intervalAt(Deadline.after(Duration.ofMillis(7)), PERIOD)), 3);
    assertThat(taken).isEqualTo(millis(7, 57, 107));
  }

  @Test
  void whatIsDoneBetweenTicksDoesNotAddToThePeriod() {
    Interval interval = interval();
    for (int i = 0; i < 4; i++) {
      take(interval, 1);
      passMillis(49);
    }
    assertThat(taken).isEqualTo(millis(0, 50, 100, 150));
  }

  @Test
  void mayBeAStream() {
    Interval interval = interval();
    runtime.blockOn(interval.next());
    assertThat(runtime.blockOn(interval.next())).isEqualTo(start.plus(PERIOD));
  }

  // Late ticks.

  private void takeLate(MissedTick behaviour) {
    Interval interval = interval().missedTick(behaviour);
    assertThat(interval.missedTick()).isEqualTo(behaviour);
    take(interval, 1);
    passMillis(120);
    take(interval, 4);
  }

  @Test
  void aBurstMakesUpForWhatWasMissed() {
    assertThat(interval().missedTick()).isEqualTo(MissedTick.BURST);
    takeLate(MissedTick.BURST);
    assertThat(taken).isEqualTo(millis(0, 120, 120, 150, 200));
    assertThat(scheduled).isEqualTo(millis(0, 50, 100, 150, 200));
  }

  @Test
  void aDelayStartsAnew() {
    takeLate(MissedTick.DELAY);
    assertThat(taken).isEqualTo(millis(0, 120, 170, 220, 270));
    assertThat(scheduled).isEqualTo(millis(0, 50, 170, 220, 270));
  }

  @Test
  void aSkipLeavesOutWhatWasMissed() {
    takeLate(MissedTick.SKIP);
    assertThat(taken).isEqualTo(millis(0, 120, 150, 200, 250));
    assertThat(scheduled).isEqualTo(millis(0, 50, 150, 200, 250));
  }

  @Test
  void aSkipByWholePeriodsTicksAPeriodLater() {
    Interval interval = interval().missedTick(MissedTick.SKIP);
    take(interval, 1);
    passMillis(150);
    take(interval, 2);
    assertThat(taken).isEqualTo(millis(0, 150, 200));
  }

  /** Up to 5 ms are the operating system's doing, and don't shift anything. */
  @ParameterizedTest
  @EnumSource
  void aTickThatIsALittleLateIsNotMissed(MissedTick behaviour) {
    Interval interval = interval().missedTick(behaviour);
    take(interval, 1);
    passMillis(55);
    take(interval, 2);
    assertThat(taken).isEqualTo(millis(0, 55, 100));
  }

  @Test
  void aTickThatIsALittleLaterIsMissed() {
    Interval interval = interval().missedTick(MissedTick.DELAY);
    take(interval, 1);
    pass(55_000_001);
    take(interval, 2);
    assertThat(clock.elapsed()).isEqualTo(Duration.ofNanos(105_000_001));
  }

  // Cancelling.

  @Test
  void aTickThatWasWaitedForInVainComesNextTime() {
    Interval interval = interval();
    take(interval, 1);
    JoinHandle<Deadline> waiting = runtime.spawn(interval.tick());
    runtime.blockOn(runtime.spawn(Weft.yieldNow()));
    waiting.abort();
    passMillis(20);
    assertThat(waiting.isFinished()).isTrue();
    take(interval, 2);
    assertThat(taken).isEqualTo(millis(0, 50, 100));
  }

  /** Though it had ticked already when the wait was given up. */
  @Test
  void aTickThatNobodyTookComesNextTime() {
    Interval interval = interval();
    take(interval, 1);
    Future<Deadline> tick = interval.tick();
    runtime.blockOn(
        new Steps(
            () -> new Now(context -> assertThat(tick.poll(context)).isEqualTo(Poll.PENDING)),
            () -> clock.advance(PERIOD),
            () -> new Now(context -> assertThat(tick.cancel(context)).isEqualTo(Poll.CANCELLED))));
    take(interval, 2);
    assertThat(scheduled).isEqualTo(millis(0, 50, 100));
  }

  /** What a future does with the strand that polls it. */
  private interface Act {
    void run(Context context) throws Throwable;
  }

  private record Now(Act act) implements Future<Boolean> {
    @Override
    public Object poll(Context context) throws Throwable {
      act.run(context);
      return true;
    }

    @Override
    public Object cancel(Context context) {
      return Poll.CANCELLED;
    }
  }

  // Resetting.

  @Test
  void resetTicksAPeriodFromNow() {
    Interval interval = interval();
    take(interval, 1);
    passMillis(30);
    reset(interval::reset);
    take(interval, 2);
    assertThat(taken).isEqualTo(millis(0, 80, 130));
  }

  private void reset(Runnable reset) {
    runtime.blockOn(Steps.run(reset));
  }

  @Test
  void resetImmediatelyTicksNow() {
    Interval interval = interval();
    take(interval, 1);
    passMillis(30);
    reset(interval::resetImmediately);
    take(interval, 2);
    assertThat(taken).isEqualTo(millis(0, 30, 80));
  }

  @Test
  void resetAfterTicksASpanFromNow() {
    Interval interval = interval();
    take(interval, 1);
    passMillis(30);
    reset(() -> interval.resetAfter(Duration.ofMillis(3)));
    take(interval, 2);
    assertThat(taken).isEqualTo(millis(0, 33, 83));
  }

  @Test
  void resetAtTicksAtAPointInTime() {
    Interval interval = interval();
    take(interval, 1);
    reset(() -> interval.resetAt(start.plus(Duration.ofSeconds(1))));
    take(interval, 2);
    assertThat(taken).isEqualTo(millis(0, 1_000, 1_050));
  }

  @Test
  void resetReachesWhoWaits() {
    Interval interval = interval();
    take(interval, 1);
    runtime.blockOn(
        Weft.join(
            interval.tick(),
            new Steps(
                Weft::yieldNow,
                () -> {
                  interval.resetAfter(Duration.ofMillis(3));
                  return null;
                })));
    assertThat(clock.elapsed()).isEqualTo(Duration.ofMillis(3));
  }

  // Arguments.

  @Test
  void aPeriodIsMoreThanZero() {
    for (Duration period : List.of(Duration.ZERO, PERIOD.negated())) {
      assertThatThrownBy(() -> Weft.interval(period))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the period must be more than zero: " + period);
      assertThatThrownBy(() -> Weft.intervalAt(start, period))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatNullPointerException().isThrownBy(() -> Weft.intervalAt(null, PERIOD));
    assertThatNullPointerException().isThrownBy(() -> interval().missedTick(null));
  }

  @Test
  void noPeriodIsTooLong() {
    Interval interval = make(() -> Weft.interval(Duration.ofSeconds(Long.MAX_VALUE)));
    take(interval, 2);
    assertThat(clock.elapsed()).isEqualTo(interval.period());
  }

  @Test
  void tellsItsPeriodAndTheNextTick() {
    Interval interval = interval();
    assertThat(interval.period()).isEqualTo(PERIOD);
    take(interval, 1);
    passMillis(20);
    assertThat(interval).hasToString("Interval[period=PT0.05S, next in PT0.03S]");
    assertThat(interval.tick()).hasToString("tick of Interval[period=PT0.05S, next in PT0.03S]");
  }
}
