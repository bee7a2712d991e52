package dev.weft.it.woven;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.failed;
import static dev.weft.Weft.on;
import static dev.weft.Weft.onDo;
import static dev.weft.Weft.onNonNull;
import static dev.weft.Weft.pending;
import static dev.weft.Weft.race;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.select;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.when;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Arm;
import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.CancelledError;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.OneOf2;
import dev.weft.OneOf3;
import dev.weft.OneOf8;
import dev.weft.Outcome;
import dev.weft.Select;
import dev.weft.Weft;
import dev.weft.sync.Mpsc;
import dev.weft.sync.Mutex;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The first of several futures wins, and the others have cleaned up before anything else happens.
 */
final class SelectTest {
  private final Queue<String> log = new ConcurrentLinkedQueue<>();

  @Async
  private Future<String> after(int yields, String value) {
    try {
      for (int i = 0; i < yields; i++) {
        await(yieldNow());
      }
      return ready(value);
    } finally {
      log.add(value + " done");
    }
  }

  @Async
  private Future<String> cleaningUp(String name) {
    try {
      return ready(await(pending()));
    } finally {
      await(shield(cleanup(name)));
    }
  }

  @Async
  private Future<Void> cleanup(String name) {
    await(yieldNow());
    await(yieldNow());
    log.add(name + " cleaned up");
    return ready();
  }

  @ParameterizedTest
  @EnumSource
  void theFirstToEndWinsAndKeepsItsPlace(Runtimes runtimes) throws Exception {
    OneOf3<String, String, String> won =
        runtimes.run(() -> await(select(after(9, "a"), after(1, "b"), after(9, "c"))));
    assertThat(won).isEqualTo(new OneOf3.Second<String, String, String>("b"));
    assertThat(won.index()).isEqualTo(2);
    assertThat(won.second()).isEqualTo("b");
    assertThat(won.value()).isEqualTo("b");
    assertThatThrownBy(won::first)
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("the second future has won, not the first; ask index() which one");
    assertThat(log).containsExactlyInAnyOrder("a done", "b done", "c done");
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T58")
  void losersHaveCleanedUpBeforeTheHandlerRuns(Runtimes runtimes) throws Exception {
    String result =
        runtimes.run(
            () ->
                await(
                    select(
                        on(cleaningUp("a"), value -> "never"),
                        on(
                            after(3, "b"),
                            value -> {
                              log.add("handler");
                              await(yieldNow());
                              return value + "!";
                            }),
                        on(cleaningUp("c"), () -> "never"))));
    assertThat(result).isEqualTo("b!");
    assertThat(log).startsWith("b done").endsWith("handler");
    assertThat(log).contains("a cleaned up", "c cleaned up").hasSize(4);
  }

  @ParameterizedTest
  @EnumSource
  void positionalSelectsWaitForTheCleanupToo(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          await(select(cleaningUp("a"), after(3, "b")));
          log.add("went on");
          return 0;
        });
    assertThat(log).containsExactly("b done", "a cleaned up", "went on");
  }

  @ParameterizedTest
  @EnumSource
  void aHandlerMayLockWhatALoserHeld(Runtimes runtimes) throws Exception {
    Mutex<List<String>> mutex = new Mutex<>(new ArrayList<>());
    int size =
        runtimes.run(
            () ->
                await(
                    select(
                        on(holding(mutex), () -> -1),
                        on(
                            after(3, "b"),
                            value -> {
                              try (var held = await(mutex.lock())) {
                                held.get().add(value);
                                return held.get().size();
                              }
                            }))));
    assertThat(size).isEqualTo(1);
  }

  @Async
  private static Future<String> holding(Mutex<List<String>> mutex) {
    try (var held = await(mutex.lock())) {
      return ready(await(Weft.<String>pending()) + held);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoWasNeverPolledIsNotToldOfAnything(Runtimes runtimes) throws Exception {
    Gate<String> gate = new Gate<>();
    OneOf2<String, String> won = runtimes.run(() -> await(select(ready("now"), gate).biased()));
    assertThat(won.first()).isEqualTo("now");
    assertThat(gate.wasPolled()).isFalse();
    assertThat(gate.wasCancelled()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void leavesThatLoseAreCancelled(Runtimes runtimes) throws Exception {
    Gate<String> gate = new Gate<>();
    runtimes.run(() -> await(select(gate, after(2, "b")).biased()));
    assertThat(gate.wasCancelled()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T60")
  void biasedAsksInOrderAndLetsTheFirstReadyOneWin(Runtimes runtimes) throws Exception {
    List<Integer> order = new ArrayList<>();
    runtimes.run(
        () -> {
          Gate<Integer> one = new Gate<>();
          Gate<Integer> two = new Gate<>();
          Gate<Integer> three = new Gate<>();
          one.open(1);
          for (int i = 0; i < 3; i++) {
            OneOf3<Integer, Integer, Integer> won =
                await(
                    select(when(!order.contains(1), one), when(!order.contains(2), two), three)
                        .biased());
            order.add((Integer) won.value());
            two.open(2);
            three.open(3);
          }
          return 0;
        });
    assertThat(order).containsExactly(1, 2, 3);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T60")
  void biasedWaitsForALaterOne(Runtimes runtimes) throws Exception {
    assertThat(runtimes.run(() -> await(select(pending(), after(3, "b")).biased())).second())
        .isEqualTo("b");
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T60")
  void takesManyArms(Runtimes runtimes) throws Exception {
    for (int winner = 0; winner < 64; winner++) {
      int wins = winner;
      List<Integer> handled = new ArrayList<>();
      int result =
          runtimes.run(
              () -> {
                List<Arm<Integer>> arms = new ArrayList<>();
                for (int i = 0; i < 64; i++) {
                  int arm = i;
                  Future<String> future = i == wins ? after(1, "winner") : pending();
                  arms.add(
                      on(
                          future,
                          value -> {
                            handled.add(arm);
                            return arm;
                          }));
                }
                return await(select(arms));
              });
      assertThat(result).isEqualTo(winner);
      assertThat(handled).containsExactly(winner);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T60")
  void withoutFuturesTheElseRuns(Runtimes runtimes) throws Exception {
    String result =
        runtimes.run(
            () -> {
              Select<String> none = select(List.<Arm<String>>of());
              return await(
                  none.orElse(
                      () -> {
                        await(yieldNow());
                        return "else";
                      }));
            });
    assertThat(result).isEqualTo("else");
  }

  @ParameterizedTest
  @EnumSource
  void disabledFuturesAreNeverPolled(Runtimes runtimes) throws Exception {
    Gate<String> gate = new Gate<>();
    gate.open("open");
    OneOf2<String, String> positional =
        runtimes.run(() -> await(select(when(false, gate), after(1, "b"))));
    String arm =
        runtimes.run(
            () ->
                await(
                    select(
                        on(gate, value -> value).when(false),
                        on(after(1, "c"), value -> value).when(true))));
    assertThat(positional.second()).isEqualTo("b");
    assertThat(arm).isEqualTo("c");
    assertThat(gate.wasPolled()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void aSelectWithEverythingDisabledSaysSo(Runtimes runtimes) {
    assertThatThrownBy(
            () -> runtimes.run(() -> await(select(when(false, ready(1)), when(false, ready(2))))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "every future of this select is disabled, so it would never end; say what to do then by"
                + " orElse(...)");
    assertThatThrownBy(() -> runtimes.run(() -> await(when(false, ready(1)))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("when(false, ...) was awaited by itself");
  }

  @ParameterizedTest
  @EnumSource
  void aNullDisablesAnArmThatWantsValues(Runtimes runtimes) throws Exception {
    List<String> got = new ArrayList<>();
    runtimes.run(
        () -> {
          Mpsc.Channel<String> one = Mpsc.channel(3);
          Mpsc.Channel<String> two = Mpsc.channel(3);
          await(one.tx().send("1a"));
          one.tx().close();
          await(two.tx().send("2a"));
          await(two.tx().send("2b"));
          two.tx().close();
          boolean open = true;
          while (open) {
            open =
                await(
                    select(
                            onNonNull(one.rx().recv(), got::add),
                            onNonNull(two.rx().recv(), got::add))
                        .orElse(() -> false));
          }
          return 0;
        });
    assertThat(got).containsExactlyInAnyOrder("1a", "2a", "2b").containsSubsequence("2a", "2b");
  }

  @ParameterizedTest
  @EnumSource
  void handlersWithoutAResultGiveNull(Runtimes runtimes) throws Exception {
    Object result =
        runtimes.run(
            () -> {
              Object plain = await(select(onDo(ready("a"), log::add)));
              Object woven =
                  await(
                      select(
                          onDo(
                              ready("b"),
                              value -> {
                                await(yieldNow());
                                log.add(value);
                              })));
              return List.of(plain == null, woven == null);
            });
    assertThat(result).isEqualTo(List.of(true, true));
    assertThat(log).containsExactly("a", "b");
  }

  @ParameterizedTest
  @EnumSource
  void aValueOfTheHandlerMayBeAFuture(Runtimes runtimes) throws Exception {
    int result =
        runtimes.run(
            () -> {
              Future<Integer> inner = await(select(on(ready(1), one -> async(() -> one + 1))));
              return await(inner);
            });
    assertThat(result).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void theFailureOfTheWinnerIsThrownAfterTheCleanup(Runtimes runtimes) {
    IOException failure = new IOException("mine");
    assertThatThrownBy(
            () ->
                runtimes.run(
                    () ->
                        await(
                            select(
                                cleaningUp("a"),
                                failingCleanup(),
                                async(
                                    () -> {
                                      await(yieldNow());
                                      throw failure;
                                    })))))
        .isSameAs(failure)
        .satisfies(e -> assertThat(e.getSuppressed()).extracting("message").contains("cleanup"));
    assertThat(log).containsExactlyInAnyOrder("a cleaned up", "fails");
  }

  @Async
  private Future<String> failingCleanup() throws IOException {
    try {
      return ready(await(pending()));
    } finally {
      log.add("fails");
      fail("cleanup");
    }
  }

  private static void fail(String message) throws IOException {
    throw new IOException(message);
  }

  @ParameterizedTest
  @EnumSource
  void aFailingCleanupBehindAValueIsReported(Runtimes runtimes) throws Exception {
    Queue<Throwable> reported = new ConcurrentLinkedQueue<>();
    AsyncRuntime.Builder builder =
        runtimes.builder().uncaughtExceptionHandler((task, failure) -> reported.add(failure));
    try (AsyncRuntime runtime = builder.build()) {
      String value =
          runtime.blockOn(select(on(failingCleanup(), v -> v), on(after(2, "b"), v -> v)));
      assertThat(value).isEqualTo("b");
    }
    assertThat(reported).extracting(Throwable::getMessage).containsExactly("cleanup");
  }

  @ParameterizedTest
  @EnumSource
  void theFailureOfAHandlerIsThrown(Runtimes runtimes) {
    for (boolean waits : new boolean[] {true, false}) {
      assertThatThrownBy(
              () ->
                  runtimes.run(
                      () ->
                          await(
                              select(
                                  on(
                                      ready(waits),
                                      wait -> {
                                        if (wait) {
                                          await(yieldNow());
                                        }
                                        throw new IOException("handler");
                                      })))))
          .isInstanceOf(IOException.class)
          .hasMessage("handler");
    }
  }

  @ParameterizedTest
  @EnumSource
  void abortingCancelsAllAndWaitsForThem(Runtimes runtimes) throws Exception {
    Gate<String> last = new Gate<>();
    Outcome<?> outcome =
        runtimes.run(
            () -> {
              JoinHandle<?> task =
                  spawn(
                      () -> {
                        try {
                          await(select(cleaningUp("a"), cleaningUp("b"), last).biased());
                        } finally {
                          log.add("went on");
                        }
                      });
              await(polled(last));
              task.abort();
              return await(task.outcome());
            });
    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
    assertThat(last.wasCancelled()).isTrue();
    assertThat(log).containsExactlyInAnyOrder("a cleaned up", "b cleaned up", "went on");
    assertThat(log).endsWith("went on");
  }

  /** Ends when somebody waits for a gate. */
  @Async
  private static Future<Void> polled(Gate<?> gate) {
    while (!gate.wasPolled()) {
      await(yieldNow());
    }
    return ready();
  }

  @ParameterizedTest
  @EnumSource
  void abortingInAHandlerCancelsThat(Runtimes runtimes) throws Exception {
    Gate<String> inHandler = new Gate<>();
    runtimes.run(
        () -> {
          JoinHandle<?> task =
              spawn(select(on(ready("a"), value -> await(handle(value, inHandler)))));
          await(polled(inHandler));
          task.abort();
          return await(task.outcome());
        });
    assertThat(log).containsExactly("a cleaned up");
  }

  @Async
  private Future<String> handle(String value, Gate<String> waits) {
    try {
      return ready(await(waits));
    } finally {
      await(shield(cleanup(value)));
    }
  }

  /** A place comes out whole; a handler runs to its first await, where it is cancelled. */
  @ParameterizedTest
  @EnumSource
  void aWinnerIsNotLostWhereTheSelectIsCancelledMeanwhile(Runtimes runtimes) throws Exception {
    Gate<String> endOfCleanup = new Gate<>();
    Gate<String> winner = new Gate<>();
    runtimes.run(
        () -> {
          JoinHandle<?> task =
              spawn(
                  () -> {
                    OneOf2<String, String> won =
                        await(select(slowCleanup(endOfCleanup), winner).biased());
                    log.add("place " + won.index());
                    await(yieldNow());
                    log.add("not reached");
                  });
          await(polled(winner));
          winner.open("winner");
          await(polled(endOfCleanup));
          task.abort();
          endOfCleanup.open("");
          return await(task.outcome());
        });
    assertThat(log).containsExactly("place 2");
  }

  @ParameterizedTest
  @EnumSource
  void aHandlerOfACancelledSelectIsCancelledAtItsFirstAwait(Runtimes runtimes) throws Exception {
    Gate<String> endOfCleanup = new Gate<>();
    Gate<String> winner = new Gate<>();
    Outcome<?> outcome =
        runtimes.run(
            () -> {
              JoinHandle<?> task =
                  spawn(
                      select(
                              on(slowCleanup(endOfCleanup), value -> "loser"),
                              on(
                                  winner,
                                  value -> {
                                    log.add(value);
                                    await(yieldNow());
                                    log.add("not reached");
                                    return value;
                                  }))
                          .biased());
              await(polled(winner));
              winner.open("winner");
              await(polled(endOfCleanup));
              task.abort();
              endOfCleanup.open("");
              return await(task.outcome());
            });
    assertThat(log).containsExactly("winner");
    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
  }

  /** The wake-up of the loser and the cancellation come as one. */
  @ParameterizedTest
  @EnumSource
  void aCleanupThatEndsTogetherWithACancellationIsSeen(Runtimes runtimes) throws Exception {
    Gate<String> endOfCleanup = new Gate<>();
    Outcome<?> outcome =
        runtimes.run(
            () -> {
              JoinHandle<?> task = spawn(timeout(Duration.ZERO, slowCleanup(endOfCleanup)));
              await(polled(endOfCleanup));
              endOfCleanup.open("");
              task.abort();
              return await(task.outcome());
            });
    assertThat(outcome).isNotInstanceOf(Outcome.Success.class);
  }

  @Async
  private static Future<String> slowCleanup(Gate<String> end) {
    try {
      return ready(await(pending()));
    } finally {
      await(shield(end));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRaceGivesTheFirstOutcome(Runtimes runtimes) throws Exception {
    assertThat(runtimes.run(() -> await(race(cleaningUp("a"), after(2, "b"), cleaningUp("c")))))
        .isEqualTo("b");
    assertThat(log).containsExactlyInAnyOrder("b done", "a cleaned up", "c cleaned up");
    assertThatThrownBy(() -> runtimes.run(() -> await(race(pending(), failed(new IOException())))))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> race(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a race of no futures would never end");
  }

  @ParameterizedTest
  @EnumSource
  void takesUpToEightPlaces(Runtimes runtimes) throws Exception {
    OneOf8<String, Integer, String, String, String, String, String, Long> won =
        runtimes.run(
            () ->
                await(
                    select(
                        Future.<String>widen(pending()),
                        Future.<Integer>widen(pending()),
                        Future.<String>widen(pending()),
                        Future.<String>widen(pending()),
                        Future.<String>widen(pending()),
                        Future.<String>widen(pending()),
                        Future.<String>widen(pending()),
                        ready(8L))));
    assertThat(won).isEqualTo(new OneOf8.Eighth<>(8L));
    assertThat(won.eighth()).isEqualTo(8);
  }

  @ParameterizedTest
  @EnumSource
  void isSingleShot(Runtimes runtimes) {
    assertThatThrownBy(
            () ->
                runtimes.run(
                    () -> {
                      Select<?> once = select(ready(1), ready(2));
                      await(once);
                      return await(once);
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this select has ended; make another one for each round");
  }

  /** What is ready all the time must let others run, as 128 awaits of anything else do. */
  @Test
  @Tag("T60")
  void countsAgainstTheBudget() throws Exception {
    int rounds =
        Runtimes.CURRENT_THREAD.run(
            () -> {
              int[] count = {0};
              boolean[] other = {false};
              spawn(
                  () -> {
                    other[0] = true;
                  });
              var channel = Mpsc.<Integer>unbounded();
              while (!other[0]) {
                channel.tx().trySend(1);
                await(select(channel.rx().recv(), pending()));
                count[0]++;
              }
              return count[0];
            });
    // After 128 the next one has to wait for its turn.
    assertThat(rounds).isEqualTo(129);
  }

  @Test
  @Tag("T60")
  void theSameSeedChoosesTheSameArms() throws Exception {
    for (AsyncRuntime.Builder builder :
        List.of(AsyncRuntime.currentThread(), AsyncRuntime.multiThread().workerThreads(2))) {
      List<Integer> first = choices(builder.seed(7));
      assertThat(choices(builder.seed(7))).isEqualTo(first);
      assertThat(choices(builder.seed(8))).isNotEqualTo(first);
    }
  }

  private static List<Integer> choices(AsyncRuntime.Builder builder) throws Exception {
    try (AsyncRuntime runtime = builder.build()) {
      return runtime.blockOn(
          async(
              () -> {
                List<Integer> winners = new ArrayList<>();
                for (int i = 0; i < 100; i++) {
                  winners.add(await(select(ready(1), ready(2), ready(3), ready(4))).index());
                }
                return winners;
              }));
    }
  }

  /** Ten that are always ready, a million times: the squares of what is off stay in bounds. */
  @Test
  void isFairToAllThatAreReady() throws Exception {
    int rounds = 1_000_000;
    long[] wins = new long[10];
    try (AsyncRuntime runtime = AsyncRuntime.currentThread().seed(1).build()) {
      runtime.blockOn(
          async(
              () -> {
                List<Future<Integer>> ready =
                    IntStream.range(0, 10).mapToObj(Weft::<Integer>ready).toList();
                for (int i = 0; i < rounds; i++) {
                  wins[await(race(ready))]++;
                }
                return 0;
              }));
    }
    assertThat(chiSquare(wins, rounds)).isBetween(1.15, 27.88);
  }

  /** Disabled ones don't give their chances to who stands behind them. */
  @Test
  void isFairAmongThoseThatAreEnabled() throws Exception {
    int rounds = 100_000;
    long[] wins = new long[8];
    try (AsyncRuntime runtime = AsyncRuntime.currentThread().seed(1).build()) {
      runtime.blockOn(
          async(
              () -> {
                for (int i = 0; i < rounds; i++) {
                  List<Arm<Integer>> arms = new ArrayList<>();
                  for (int a = 0; a < 16; a++) {
                    int number = a;
                    arms.add(on(ready(number), () -> number / 2).when(a % 4 == 0 || a % 4 == 3));
                  }
                  wins[await(select(arms))]++;
                }
                return 0;
              }));
    }
    assertThat(chiSquare(wins, rounds)).isBetween(0.59, 24.33);
  }

  private static double chiSquare(long[] wins, int rounds) {
    double expected = (double) rounds / wins.length;
    double sum = 0;
    for (long count : wins) {
      sum += (count - expected) * (count - expected) / expected;
    }
    return sum;
  }

  @ParameterizedTest
  @EnumSource
  void aCancelledSelectThrowsAtItsAwait(Runtimes runtimes) throws Exception {
    String result =
        runtimes.run(
            () -> {
              try {
                return await(
                    timeout(
                        Duration.ofMillis(1),
                        async(
                            () -> {
                              try {
                                await(select(pending(), pending()));
                                return "ended";
                              } catch (CancelledError e) {
                                log.add("cancelled");
                                throw e;
                              }
                            })));
              } catch (TimeoutException e) {
                return "timed out";
              }
            });
    assertThat(result).isEqualTo("timed out");
    assertThat(log).containsExactly("cancelled");
  }
}
