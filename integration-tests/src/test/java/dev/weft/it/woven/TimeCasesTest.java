package dev.weft.it.woven;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.join;
import static dev.weft.Weft.pending;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.sleepUntil;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.timeoutAt;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Weft;
import dev.weft.sync.ClosedException;
import dev.weft.sync.Mpsc;
import dev.weft.task.JoinSet;
import dev.weft.time.Deadline;
import dev.weft.time.Interval;
import dev.weft.time.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits and sleeps on all runtimes, and programs whose time stands still. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TimeCasesTest {
  private static final Duration LIMIT = Duration.ofMillis(5);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final List<String> log = new CopyOnWriteArrayList<>();

  private void log(String line) {
    log.add(line + " at " + TestClock.current().elapsed());
  }

  // Limits.

  @ParameterizedTest
  @EnumSource
  @Tag("T71")
  void aValueThatIsThereIsGivenPastTheDeadline(Runtimes runtimes) throws Exception {
    String value =
        runtimes.run(
            () -> {
              Deadline past = Deadline.now().minus(SECOND);
              return await(timeoutAt(past, ready("future")))
                  + await(timeoutAt(past, CompletableFuture.completedFuture(" and stage")));
            });
    assertThat(value).isEqualTo("future and stage");
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T71")
  void aDeadlineThatHasPassedEndsWhatIsNotThere(Runtimes runtimes) throws Exception {
    String message =
        runtimes.run(
            () -> {
              try {
                return await(timeoutAt(Deadline.now(), Weft.<String>pending()));
              } catch (TimeoutException e) {
                return e.getMessage();
              }
            });
    assertThat(message).isEqualTo("timed out at a deadline");
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE / 1_000_000_000, 200L * 365 * 86_400})
  @Tag("T71")
  void noLimitIsTooLong(long seconds) throws Exception {
    Duration limit = Duration.ofSeconds(seconds);
    for (Runtimes runtimes : Runtimes.values()) {
      String value = runtimes.run(() -> await(timeout(limit, afterAWhile())));
      assertThat(value).isEqualTo("value");
    }
  }

  @Async
  private static Future<String> afterAWhile() {
    await(sleep(Duration.ofMillis(1)));
    return ready("value");
  }

  /**
   * Each poll of the task spends the whole budget, and never ends otherwise. Where the clock is
   * that of a test, no time passes meanwhile.
   */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  @Tag("T71")
  void aFutureThatSpendsTheBudgetDoesNotHoldUpItsLimit(Runtimes runtimes) throws Exception {
    boolean timedOut =
        runtimes.run(
            () -> {
              try {
                await(timeout(LIMIT, spendingTheBudget()));
                return false;
              } catch (TimeoutException e) {
                return true;
              }
            });
    assertThat(timedOut).isTrue();
  }

  @Async
  private static Future<Void> spendingTheBudget() {
    while (true) {
      await(sleep(Duration.ZERO));
    }
  }

  /** Where the clock is that of a test, no time passes while a task wakes itself. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  @Tag("T72")
  void aTimerFiresThoughItsTaskKeepsWakingItself(Runtimes runtimes) throws Exception {
    boolean[] over = new boolean[1];
    runtimes.run(
        () ->
            await(
                join(
                    async(
                        () -> {
                          await(sleep(LIMIT));
                          over[0] = true;
                        }),
                    async(
                        () -> {
                          while (!over[0]) {
                            await(yieldNow());
                          }
                        }))));
    assertThat(over[0]).isTrue();
  }

  // The loser's cleanup.

  @Async
  private Future<String> cleaningUpFor(Future<?> cleanup) {
    try {
      return ready(await(Weft.<String>pending()));
    } finally {
      await(shield(cleanup));
      log("cleaned up");
    }
  }

  private void timeOut(Future<String> future) throws Exception {
    Paused.run(
        () -> {
          try {
            return await(timeout(SECOND, future));
          } catch (TimeoutException e) {
            log("timed out");
            return null;
          }
        });
  }

  @Test
  void aLimitGoesOnWhenTheLoserHasCleanedUp() throws Exception {
    timeOut(cleaningUpFor(async(() -> await(sleep(Duration.ofSeconds(3))))));
    assertThat(log).containsExactly("cleaned up at PT4S", "timed out at PT4S");
  }

  @Test
  void aLimitGoesOnAfterTheGracePeriodAtTheLatest() throws Exception {
    timeOut(cleaningUpFor(pending()));
    assertThat(log).containsExactly("timed out at PT11S");
  }

  @Test
  void whoIsAtWorkInsideOfAShieldGetsTheGracePeriodToo() throws Exception {
    timeOut(shielded());
    assertThat(log).containsExactly("timed out at PT11S");
  }

  @Async
  private static Future<String> shielded() {
    return ready(await(shield(Weft.<String>pending())));
  }

  // Programs.

  @Async
  private Future<String> slowOperation(Duration time) {
    try {
      await(sleep(time));
      return ready("completed");
    } finally {
      log("left");
    }
  }

  @Test
  void operationsWithTimeouts() throws Exception {
    Paused.run(
        () -> {
          for (Duration time : new Duration[] {Duration.ofMillis(10), Duration.ofSeconds(5)}) {
            try {
              log(await(timeout(Duration.ofMillis(500), slowOperation(time))));
            } catch (TimeoutException e) {
              log("timed out");
            }
          }
          Deadline deadline = Deadline.after(Duration.ofMillis(300));
          assertThat(deadline.remaining()).isEqualTo(Duration.ofMillis(300));
          await(sleepUntil(deadline));
          assertThat(deadline.remaining()).isZero();
          log("reached");
          return null;
        });
    assertThat(log)
        .containsExactly(
            "left at PT0.01S",
            "completed at PT0.01S",
            "left at PT0.51S",
            "timed out at PT0.51S",
            "reached at PT0.81S");
  }

  /** Commands and a periodic tick, until nobody sends any more. */
  @Test
  void aServerWithATick() throws Exception {
    Paused.run(
        () -> {
          Mpsc.Channel<String> channel = Mpsc.channel(100);
          JoinHandle<Void> sender = spawn(sendCommands(channel.tx()));
          JoinHandle<Void> ticker = spawn(tick(Interval.of(Duration.ofSeconds(5))));
          await(serve(channel.rx()));
          await(sender);
          ticker.abort();
          return null;
        });
    assertThat(log)
        .containsExactly(
            "tick at PT0S",
            "load at PT0.3S",
            "tick at PT5S",
            "idle at PT7.3S",
            "tick at PT10S",
            "store at PT12.3S",
            "stopped at PT12.3S");
  }

  @Async
  private static Future<Void> sendCommands(Mpsc.Sender<String> tx) throws ClosedException {
    try (tx) {
      await(sleep(Duration.ofMillis(300)));
      await(tx.send("load"));
      await(sleep(Duration.ofSeconds(12)));
      await(tx.send("store"));
    }
    return ready();
  }

  @Async
  private Future<Void> tick(Interval ticks) {
    while (true) {
      await(ticks.tick());
      log("tick");
    }
  }

  @Async
  private Future<Void> serve(Mpsc.Receiver<String> rx) {
    while (true) {
      try {
        String command = await(timeout(Duration.ofSeconds(7), rx.recv()));
        if (command == null) {
          log("stopped");
          return ready();
        }
        log(command);
      } catch (TimeoutException e) {
        log("idle");
      }
    }
  }

  @Test
  void tenThousandRandomSleepsTakeTheSameCourseEachTime() throws Exception {
    List<String> first = course();
    assertThat(first).hasSize(10_000);
    assertThat(course()).isEqualTo(first);
  }

  private List<String> course() throws Exception {
    log.clear();
    Random random = new Random(11);
    Paused.run(
        () -> {
          JoinSet<Void> tasks = new JoinSet<>();
          for (int i = 0; i < 1_000; i++) {
            tasks.spawn(sleepTenTimes(i, random));
          }
          await(tasks.joinAll());
          return null;
        });
    return List.copyOf(log);
  }

  @Async
  private Future<Void> sleepTenTimes(int number, Random random) {
    for (int i = 0; i < 10; i++) {
      await(sleep(Duration.ofMillis(random.nextInt(1_000))));
      log("task " + number);
    }
    return ready();
  }
}
