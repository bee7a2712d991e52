package dev.weft.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.internal.testing.FakeClock;
import dev.weft.internal.time.NanoClock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineTest {
  private static final Duration ENDLESS = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
  private static final Duration AGES = Duration.ofNanos(NanoClock.FOREVER);

  private FakeClock clock = new FakeClock(1_000);

  private Deadline in(long nanos) {
    return Deadline.of(clock, clock.nanoTime() + nanos);
  }

  private static Duration nanos(long count) {
    return Duration.ofNanos(count);
  }

  @Test
  void isReachedWhenItsClockGetsThere() {
    Deadline deadline = in(10);
    clock.advance(nanos(9));
    assertThat(deadline.isReached()).isFalse();
    assertThat(deadline.remaining()).isEqualTo(nanos(1));

    clock.advance(nanos(1));
    assertThat(deadline.isReached()).isTrue();
    clock.advance(nanos(1));
    assertThat(deadline.isReached()).isTrue();
    assertThat(deadline.remaining()).isZero();
  }

  @Test
  void outsideOfRuntimesItIsTheClockOfTheJvm() {
    assertThat(Deadline.now().clock()).isSameAs(NanoClock.SYSTEM);
    assertThat(Deadline.after(nanos(1)).clock()).isSameAs(NanoClock.SYSTEM);
    assertThat(Deadline.now().isReached()).isTrue();
    assertThat(Deadline.after(Duration.ofMinutes(1)).isReached()).isFalse();
  }

  @Test
  void aNegativeSpanIsNone() {
    Deadline before = Deadline.now();
    Deadline deadline = Deadline.after(ENDLESS.negated());
    assertThat(deadline.isReached()).isTrue();
    assertThat(deadline).isGreaterThanOrEqualTo(before);
  }

  @Test
  void isMovedByExactSpans() {
    Deadline deadline = in(10);
    assertThat(deadline.plus(nanos(5))).isEqualTo(in(15));
    assertThat(deadline.minus(nanos(5))).isEqualTo(in(5));
    assertThat(deadline.minus(nanos(15))).isEqualTo(in(-5));
    assertThat(deadline.plus(nanos(-15))).isEqualTo(in(-5));
    clock.advance(nanos(1_000));
    assertThat(deadline.plus(nanos(5))).isEqualTo(in(-985));
  }

  /** Wherever the clock has got to: what it counts wraps round. */
  @ParameterizedTest
  @ValueSource(longs = {0, Long.MAX_VALUE, Long.MAX_VALUE / 2, Long.MIN_VALUE, -1})
  void noSpanWrapsRound(long origin) {
    clock = new FakeClock(origin);
    assertThat(in(7).plus(ENDLESS)).isEqualTo(in(NanoClock.FOREVER)).isGreaterThan(in(7));
    assertThat(in(7).plus(AGES).plus(AGES).remaining()).isEqualTo(AGES);
    assertThat(in(7).minus(ENDLESS)).isEqualTo(in(7 - NanoClock.FOREVER)).isLessThan(in(7));
    assertThat(in(7).minus(ENDLESS).minus(ENDLESS)).isEqualTo(in(-NanoClock.FOREVER));
    assertThat(in(7).minus(ENDLESS).plus(ENDLESS)).isEqualTo(in(7));
  }

  @Test
  void whatWasLongAgoStaysInThePast() {
    Deadline deadline = in(0);
    clock.advance(Duration.ofDays(365 * 200));
    assertThat(deadline.minus(ENDLESS).isReached()).isTrue();
    assertThat(deadline.plus(AGES)).isEqualTo(in(0));
  }

  @Test
  void theLongestSpanIs146Years() {
    long now = clock.nanoTime();
    assertThat(clock.after(ENDLESS)).isEqualTo(now + NanoClock.FOREVER);
    assertThat(clock.after(AGES)).isEqualTo(now + NanoClock.FOREVER);
    assertThat(clock.after(Duration.ofDays(365 * 146))).isLessThan(now + NanoClock.FOREVER);
    assertThat(clock.after(ENDLESS.negated())).isEqualTo(now - NanoClock.FOREVER);
    assertThat(clock.after(nanos(-1))).isEqualTo(now - 1);
    assertThat(Deadline.after(ENDLESS).remaining()).isGreaterThan(Duration.ofDays(365 * 145));
  }

  @Test
  void isOrderedByTime() {
    assertThat(Stream.of(in(5), in(-5), in(0)).sorted()).isEqualTo(List.of(in(-5), in(0), in(5)));
    assertThat(in(5).until(in(-5))).isEqualTo(nanos(-10));
    assertThat(in(-5).until(in(5))).isEqualTo(nanos(10));
  }

  @Test
  void isEqualOnTheSameClockOnly() {
    assertThat(in(5)).isEqualTo(in(5)).hasSameHashCodeAs(in(5)).isNotEqualTo(in(6));
    assertThat(in(5)).isNotEqualTo(Deadline.of(new FakeClock(1_000), 1_005)).isNotEqualTo("1005");
  }

  @Test
  void ofAnotherClockWhatRemainsCounts() {
    FakeClock other = new FakeClock(500_000);
    Deadline there = Deadline.of(other, 500_020);
    assertThat(there.on(clock)).isEqualTo(in(20));
    assertThat(in(5).until(there)).isEqualTo(nanos(15));
    assertThat(there).isGreaterThan(in(19)).isLessThan(in(21)).isEqualByComparingTo(in(20));

    other.advance(nanos(30));
    assertThat(there.on(clock)).isEqualTo(in(-10));
    assertThat(in(5).on(clock).clock()).isSameAs(clock);
  }

  @Test
  void tellsWhatRemains() {
    assertThat(in(1_500_000_000)).hasToString("Deadline[remaining=PT1.5S]");
  }
}
