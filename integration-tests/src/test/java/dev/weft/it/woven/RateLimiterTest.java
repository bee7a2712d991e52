package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.join;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Exploration;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Schedule;
import dev.weft.task.RateLimiter;
import dev.weft.time.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How much is let through, when and in which order, while time stands still. */
@Timeout(60)
final class RateLimiterTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final List<String> log = Collections.synchronizedList(new ArrayList<>());

  @Async
  private Future<Void> acquire(RateLimiter limiter, String name, int count) {
    await(limiter.acquire(count));
    log.add(name + " at " + TestClock.current().elapsed());
    return ready();
  }

  @Test
  void theBucketIsFullAtFirstAndFillsAtASteadyRate() throws Exception {
    RateLimiter limiter = RateLimiter.of(2, SECOND);
    Paused.run(
        () -> {
          for (int i = 0; i < 5; i++) {
            await(acquire(limiter, "" + i, 1));
          }
          return null;
        });
    assertThat(log)
        .containsExactly("0 at PT0S", "1 at PT0S", "2 at PT0.5S", "3 at PT1S", "4 at PT1.5S");
  }

  @Test
  void restFillsTheBucketUpToTheBurst() throws Exception {
    RateLimiter limiter = RateLimiter.of(10, SECOND).burst(2);
    Paused.run(
        () -> {
          await(acquire(limiter, "a", 2));
          await(sleep(Duration.ofSeconds(100)));
          await(acquire(limiter, "b", 2));
          await(acquire(limiter, "c", 1));
          return null;
        });
    assertThat(log).containsExactly("a at PT0S", "b at PT1M40S", "c at PT1M40.1S");
  }

  @Test
  void whoWantsManyIsNotPassedBy() throws Exception {
    RateLimiter limiter = RateLimiter.of(4, SECOND.multipliedBy(4));
    Paused.run(
        () -> {
          await(acquire(limiter, "all", 4));
          JoinHandle<Void> many = spawn(acquire(limiter, "many", 3));
          await(yieldNow());
          JoinHandle<Void> few = spawn(acquire(limiter, "few", 1));
          await(yieldNow());
          assertThat(limiter.tryAcquire()).isFalse();
          return await(join(many, few));
        });
    assertThat(log).containsExactly("all at PT0S", "many at PT3S", "few at PT4S");
  }

  @Test
  void whoIsCancelledTakesNothingAndLeavesTheLine() throws Exception {
    RateLimiter limiter = RateLimiter.of(1, SECOND);
    Paused.run(
        () -> {
          await(acquire(limiter, "first", 1));
          JoinHandle<Void> sleeping = spawn(acquire(limiter, "sleeping", 1));
          JoinHandle<Void> queued = spawn(acquire(limiter, "queued", 1));
          JoinHandle<Void> last = spawn(acquire(limiter, "last", 1));
          await(sleep(Duration.ofMillis(500)));
          sleeping.abort();
          queued.abort();
          return await(last);
        });
    assertThat(log).containsExactly("first at PT0S", "last at PT1S");
  }

  @Test
  void tryAcquireDoesNotWait() throws Exception {
    RateLimiter limiter = RateLimiter.of(2, SECOND);
    Paused.run(
        () -> {
          assertThat(limiter.tryAcquire(2)).isTrue();
          assertThat(limiter.tryAcquire()).isFalse();
          await(sleep(Duration.ofMillis(499)));
          assertThat(limiter.tryAcquire()).isFalse();
          await(sleep(Duration.ofMillis(1)));
          assertThat(limiter.tryAcquire()).isTrue();
          assertThat(limiter.tryAcquire()).isFalse();
          return null;
        });
  }

  @Async
  private static Future<Void> client(RateLimiter limiter, List<Duration> times) {
    for (int i = 0; i < 4; i++) {
      await(limiter.acquire());
      times.add(TestClock.current().elapsed());
    }
    return ready();
  }

  /** In no window of a second more than the burst and what comes in meanwhile, in any order. */
  @Test
  void theRateIsKeptWhateverTheOrder() {
    Iterator<Schedule> schedules = Exploration.MIXED.schedules(1);
    for (int i = 0; i < 100; i++) {
      Schedule schedule = schedules.next();
      RateLimiter limiter = RateLimiter.of(4, SECOND).burst(2);
      List<Duration> times = new ArrayList<>();
      try (AsyncRuntime runtime = AsyncRuntime.deterministic(schedule).build()) {
        runtime.blockOn(join(IntStream.range(0, 3).mapToObj(n -> client(limiter, times)).toList()));
      }
      assertThat(times).as("%s", schedule).hasSize(12).isSorted();
      for (int n = 0; n < 12; n++) {
        Duration earliest = Duration.ofMillis(250L * Math.max(0, n - 1));
        assertThat(times.get(n)).as("%s of %s", n, schedule).isEqualTo(earliest);
      }
    }
  }

  @Test
  void argumentsAreChecked() {
    RateLimiter limiter = RateLimiter.of(5, SECOND).burst(3);
    assertThatThrownBy(() -> RateLimiter.of(0, SECOND)).hasMessage("permits must be at least 1: 0");
    assertThatThrownBy(() -> RateLimiter.of(1, Duration.ZERO))
        .hasMessage("span must be more than zero: PT0S");
    assertThatThrownBy(() -> limiter.burst(0)).hasMessage("burst must be at least 1: 0");
    assertThatThrownBy(() -> limiter.acquire(4))
        .hasMessage("count must be from 1 to the burst, which is 3: 4");
    assertThatThrownBy(() -> limiter.tryAcquire(0))
        .hasMessage("count must be from 1 to the burst, which is 3: 0");
    assertThat(limiter).hasToString("RateLimiter[5 in PT1S, 3 at once]");
  }
}
