package dev.weft.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.AsyncRuntime;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Poll;
import dev.weft.internal.testing.FakeClock;
import dev.weft.internal.testing.SleepUntil;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tasks that wake themselves leave room for timers, however rarely timers are looked at else. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class YieldTest {
  private final FakeClock clock = new FakeClock(0);

  /** Yields until another future has ended; the time comes in which that can end. */
  private final class YieldsUntil implements Future<Integer> {
    private final JoinHandle<?> other;
    private int yields;

    YieldsUntil(JoinHandle<?> other) {
      this.other = other;
    }

    @Override
    public Object poll(Context context) {
      clock.advance(Duration.ofNanos(10));
      if (other.isFinished()) {
        return yields;
      }
      yields++;
      context.waker().wake();
      return Poll.PENDING;
    }

    @Override
    public Object cancel(Context context) {
      return Poll.CANCELLED;
    }
  }

  @Tag("T118b")
  @ParameterizedTest
  @EnumSource(Runtimes.class)
  void aTimerFiresBeforeATaskRunsAgainThatHasYielded(Runtimes runtimes) {
    try (AsyncRuntime runtime =
        runtimes.builder().clock(clock).eventInterval(Integer.MAX_VALUE).build()) {
      int yields =
          runtime.blockOn(
              runtime.spawn(new YieldsUntil(runtime.spawn(new SleepUntil(clock.nanoTime() + 5)))));
      assertThat(yields).isPositive();
    }
  }
}
