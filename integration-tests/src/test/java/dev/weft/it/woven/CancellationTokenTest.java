package dev.weft.it.woven;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.pending;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.DeadlockException;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Outcome;
import dev.weft.task.CancellationToken;
import dev.weft.time.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tokens of cancellation in woven code, on every runtime. */
final class CancellationTokenTest {
  private final Queue<String> log = new ConcurrentLinkedQueue<>();

  @ParameterizedTest
  @EnumSource
  void everybodyWhoWaitsForATokenGoesOn(Runtimes runtimes) throws Exception {
    int woken =
        runtimes.run(
            () -> {
              CancellationToken token = new CancellationToken();
              List<JoinHandle<Integer>> tasks = new ArrayList<>();
              for (int i = 0; i < 100; i++) {
                CancellationToken awaited = i % 2 == 0 ? token : token.childToken().childToken();
                tasks.add(
                    spawn(
                        () -> {
                          await(awaited.cancelled());
                          return 1;
                        }));
              }
              await(yieldNow());
              token.cancel();
              int sum = 0;
              for (JoinHandle<Integer> task : tasks) {
                sum += await(task);
              }
              return sum;
            });
    assertThat(woken).isEqualTo(100);
  }

  @Async
  private Future<String> logging(Future<String> inner) {
    log.add("started");
    try {
      return ready(await(inner));
    } finally {
      log.add("ended");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aValueIsGivenAndAFailureThrown(Runtimes runtimes) throws Exception {
    CancellationToken token = new CancellationToken();
    List<String> results =
        runtimes.run(
            () -> {
              List<String> all = new ArrayList<>();
              all.add(await(token.runUntilCancelled(logging(ready("value")))));
              try {
                await(token.runUntilCancelled(failing()), IOException.class);
              } catch (IOException e) {
                all.add(e.getMessage());
              }
              return all;
            });
    assertThat(results).containsExactly("value", "mine");
  }

  @Async
  private static Future<String> failing() throws IOException {
    await(yieldNow());
    throw new IOException("mine");
  }

  @ParameterizedTest
  @EnumSource
  void aCancelledTokenStartsNothing(Runtimes runtimes) throws Exception {
    CancellationToken token = new CancellationToken();
    token.cancel();
    Object value = runtimes.run(() -> await(token.runUntilCancelled(logging(ready("value")))));
    assertThat(value).isNull();
    assertThat(log).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aValueThatIsThereWinsOverTheToken(Runtimes runtimes) throws Exception {
    CancellationToken token = new CancellationToken();
    String value =
        runtimes.run(
            () ->
                await(
                    token.runUntilCancelled(
                        async(
                            () -> {
                              token.cancel();
                              return "value";
                            }))));
    assertThat(value).isEqualTo("value");
  }

  /** Cancels a token as soon as somebody waits at a gate. */
  @Async
  private static Future<Void> cancelAt(Gate<?> gate, CancellationToken token) {
    while (!gate.wasPolled()) {
      await(yieldNow());
    }
    token.cancel();
    return ready();
  }

  @Async
  private Future<String> cleaningUpSlowly(Gate<String> gate) {
    try {
      return ready(await(gate));
    } finally {
      await(shield(yieldNow()));
      log.add("cleaned up");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatRunsIsCleanedUpBeforeTheAwaitGoesOn(Runtimes runtimes) throws Exception {
    CancellationToken token = new CancellationToken();
    Gate<String> gate = new Gate<>();
    runtimes.run(
        () -> {
          spawn(cancelAt(gate, token));
          log.add("value " + await(token.childToken().runUntilCancelled(cleaningUpSlowly(gate))));
          return "";
        });
    assertThat(log).containsExactly("cleaned up", "value null");
  }

  @Async
  private static Future<String> failingCleanup(Gate<String> gate) throws IOException {
    try {
      return ready(await(gate));
    } finally {
      fail();
    }
  }

  private static void fail() throws IOException {
    throw new IOException("cleanup");
  }

  @ParameterizedTest
  @EnumSource
  void aCleanupThatFailsIsThrown(Runtimes runtimes) throws Exception {
    CancellationToken token = new CancellationToken();
    Gate<String> gate = new Gate<>();
    String caught =
        runtimes.run(
            () -> {
              spawn(cancelAt(gate, token));
              try {
                return await(token.runUntilCancelled(failingCleanup(gate)), IOException.class);
              } catch (IOException e) {
                return e.getMessage();
              }
            });
    assertThat(caught).isEqualTo("cleanup");
  }

  /** The strand that waits may be cancelled as well. */
  @ParameterizedTest
  @EnumSource
  void abortingTheTaskCancelsWhatRuns(Runtimes runtimes) throws Exception {
    CancellationToken token = new CancellationToken();
    Gate<String> gate = new Gate<>();
    Outcome<String> outcome =
        runtimes.run(
            () -> {
              JoinHandle<String> task = spawn(token.runUntilCancelled(logging(gate)));
              while (!gate.wasPolled()) {
                await(yieldNow());
              }
              task.abort();
              return await(task.outcome());
            });
    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
    assertThat(log).containsExactly("started", "ended");
    assertThat(gate.wasCancelled()).isTrue();
    assertThat(token.isCancelled()).isFalse();
  }

  /** Time jumps to the end. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.INCLUDE, names = "DETERMINISTIC")
  void aTokenIsCancelledAfterItsTime(Runtimes runtimes) throws Exception {
    String reason =
        runtimes.run(
            () -> {
              Deadline start = Deadline.now();
              CancellationToken token = new CancellationToken();
              token.cancelAfter(Duration.ofHours(2));
              token.cancelAfter(Duration.ofHours(1));
              await(token.childToken().cancelled());
              log.add("after " + start.until(Deadline.now()));
              return token.reason();
            });
    assertThat(log).containsExactly("after PT1H");
    assertThat(reason).isEqualTo("its time of PT1H is over");
  }

  /** What is left of the time of a token that is cancelled before keeps nobody. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.INCLUDE, names = "DETERMINISTIC")
  void theTimeOfATokenThatIsCancelledBeforeIsTakenOffTheTimers(Runtimes runtimes) {
    CancellationToken token = new CancellationToken();
    assertThatThrownBy(
            () ->
                runtimes.run(
                    () -> {
                      token.cancelAfter(Duration.ofHours(1));
                      token.cancel("before");
                      await(pending());
                      return null;
                    }))
        .isInstanceOf(DeadlockException.class);
    assertThat(token.reason()).isEqualTo("before");
  }

  @ParameterizedTest
  @EnumSource
  void aLinkedTokenEndsWhatItRuns(Runtimes runtimes) throws Exception {
    CancellationToken first = new CancellationToken();
    CancellationToken second = new CancellationToken();
    String value =
        runtimes.run(
            () -> {
              CancellationToken either = CancellationToken.any(first, second);
              JoinHandle<String> task = spawn(either.runUntilCancelled(logging(pending())));
              while (log.isEmpty()) {
                await(yieldNow());
              }
              second.cancel();
              return String.valueOf(await(task));
            });
    assertThat(value).isEqualTo("null");
  }

  @Test
  void timeNeedsARuntime() {
    assertThatThrownBy(() -> new CancellationToken().cancelAfter(Duration.ofSeconds(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("CancellationToken.cancelAfter");
  }
}
