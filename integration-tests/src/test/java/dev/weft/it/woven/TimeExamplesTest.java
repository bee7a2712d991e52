package dev.weft.it.woven;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.each;
import static dev.weft.Weft.interval;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.timeoutAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.time.Deadline;
import dev.weft.time.DelayQueue;
import dev.weft.time.Interval;
import dev.weft.time.MissedTick;
import dev.weft.time.Sleep;
import dev.weft.time.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The examples in the documentation of {@code dev.weft.time}, run while time stands still; {@code
 * JavadocTest} sees to it that they are the same.
 */
final class TimeExamplesTest {
  private final List<String> log = new ArrayList<>();

  private void log(String line) {
    log.add(line);
  }

  @Async
  private Future<String> readHead() {
    await(sleep(Duration.ofSeconds(1)));
    return ready("head");
  }

  @Async
  private Future<String> readBody() {
    await(sleep(Duration.ofSeconds(2)));
    return ready("body");
  }

  @Test
  void deadline() throws Exception {
    Paused.run(
        () -> {
          Deadline deadline = Deadline.after(Duration.ofSeconds(5));
          String head = await(timeoutAt(deadline, readHead()));
          String body = await(timeoutAt(deadline, readBody()));
          assertThat(head + " " + body).isEqualTo("head body");

          Deadline half = Deadline.now().plus(deadline.remaining().dividedBy(2));
          assertThat(half.remaining()).isEqualTo(Duration.ofSeconds(1));
          return null;
        });
  }

  private boolean tryOnce() {
    log(TestClock.current().elapsed().toString());
    return log.size() == 4;
  }

  @Test
  void sleepThatIsReset() throws Exception {
    Paused.run(
        () -> {
          Sleep pause = sleep(Duration.ofSeconds(1));
          for (int attempt = 1; !tryOnce(); attempt++) {
            await(pause);
            pause.reset(Duration.ofSeconds(attempt));
          }
          return null;
        });
    assertThat(log).containsExactly("PT0S", "PT1S", "PT2S", "PT4S");
  }

  private void report(Deadline tick) {
    log(tick.until(Deadline.now()) + " late at " + TestClock.current().elapsed());
  }

  private boolean isEnough() {
    return log.size() == 5;
  }

  @Test
  void ticks() throws Exception {
    Paused.run(
        () -> {
          Interval everySecond = interval(Duration.ofSeconds(1)).missedTick(MissedTick.SKIP);
          for (int i = 0; i < 3; i++) {
            Deadline tick = await(everySecond.tick());
            report(tick);
          }

          for (Deadline tick : each(everySecond)) {
            report(tick);
            if (isEnough()) {
              break;
            }
          }
          return null;
        });
    assertThat(log)
        .containsExactly(
            "PT0S late at PT0S",
            "PT0S late at PT1S",
            "PT0S late at PT2S",
            "PT0S late at PT3S",
            "PT0S late at PT4S");
  }

  @Test
  void delayQueue() throws Exception {
    Duration elapsed =
        Paused.run(
            () -> {
              DelayQueue<String> sessions = new DelayQueue<>();
              DelayQueue.Key key = sessions.insert("anna", Duration.ofMinutes(30));
              sessions.insert("bert", Duration.ofMinutes(20));
              sessions.reset(key, Duration.ofMinutes(10));

              for (DelayQueue.Expired<String> expired : each(sessions)) {
                log(expired.value() + " has gone");
              }
              return TestClock.current().elapsed();
            });
    assertThat(log).containsExactly("anna has gone", "bert has gone");
    assertThat(elapsed).isEqualTo(Duration.ofMinutes(20));
  }

  @Test
  void testClock() {
    AsyncRuntime runtime = AsyncRuntime.currentThread().startPaused(true).build();
    Duration elapsed =
        runtime.blockOn(
            async(
                () -> {
                  await(sleep(Duration.ofDays(1)));
                  return TestClock.current().elapsed();
                }));
    assert elapsed.equals(Duration.ofDays(1));
    assertThat(elapsed).isEqualTo(Duration.ofDays(1));
    runtime.close();
  }
}
