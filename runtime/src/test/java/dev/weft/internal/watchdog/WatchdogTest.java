package dev.weft.internal.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.internal.testing.Waits;
import dev.weft.internal.time.NanoClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WatchdogTest {
  private final AtomicInteger samples = new AtomicInteger();
  private final NanoClock clock = samples::incrementAndGet;
  private final Watchdog watchdog = new Watchdog(clock);

  private static Watch watch(Duration threshold) {
    return new Watch(List.of(), number -> null, threshold, poll -> {}, worker -> {});
  }

  @Test
  void itsThreadLivesAsLongAsSomethingIsWatched() {
    assertThat(watchdog.thread()).isNull();
    Watch first = watch(Duration.ofDays(1));
    Watch second = watch(Duration.ofDays(1));
    watchdog.add(first);
    Thread thread = watchdog.thread();
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getName()).isEqualTo("weft-watchdog");
    watchdog.add(second);
    watchdog.remove(first);
    assertThat(watchdog.thread()).isSameAs(thread);
    watchdog.remove(second);
    Waits.join(thread);
    assertThat(watchdog.thread()).isNull();
    watchdog.remove(second);
  }

  @Test
  void itStartsAgain() {
    for (int round = 0; round < 100; round++) {
      Watch watch = watch(Duration.ofDays(1));
      int before = samples.get();
      watchdog.add(watch);
      Waits.until("sampled", () -> samples.get() > before);
      watchdog.remove(watch);
    }
    Waits.until("ended", () -> watchdog.thread() == null);
  }

  @Test
  void itTakesSamplesAgainAndAgain() {
    Watch watch = watch(Duration.ofNanos(1));
    watchdog.add(watch);
    Waits.until("sampled", () -> samples.get() > 100);
    watchdog.remove(watch);
  }

  @Test
  void aWatchWithAShorterPeriodCountsAtOnce() {
    Watch slow = watch(Duration.ofDays(1));
    watchdog.add(slow);
    Waits.until("sampled", () -> samples.get() > 0);
    Watch fast = watch(Duration.ofNanos(1));
    watchdog.add(fast);
    Waits.until("sampled", () -> samples.get() > 100);
    watchdog.remove(slow);
    watchdog.remove(fast);
  }

  @Test
  void aWatchThatNobodyHoldsEnds() {
    watchdog.add(watch(Duration.ofMillis(1)));
    Waits.until(
        "collected",
        () -> {
          System.gc();
          return watchdog.thread() == null;
        });
  }
}
