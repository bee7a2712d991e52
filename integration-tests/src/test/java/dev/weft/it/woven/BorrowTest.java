package dev.weft.it.woven;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.borrow;
import static dev.weft.Weft.on;
import static dev.weft.Weft.pending;
import static dev.weft.Weft.race;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.select;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.Borrowed;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.OneOf2;
import dev.weft.sync.Mutex;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A borrowed future survives that it loses, and is cancelled with the code that has borrowed it.
 */
final class BorrowTest {
  private final Queue<String> log = new ConcurrentLinkedQueue<>();

  @Async
  private Future<Integer> counting(int to) {
    try {
      for (int i = 0; i < to; i++) {
        await(yieldNow());
      }
      return ready(to);
    } finally {
      log.add("counted");
    }
  }

  @Async
  private Future<String> cleaningUp() {
    try {
      return ready(await(pending()));
    } finally {
      await(shield(cleanup()));
    }
  }

  @Async
  private Future<Void> cleanup() {
    await(yieldNow());
    log.add("cleaned up");
    return ready();
  }

  @ParameterizedTest
  @EnumSource
  void goesOnInTheNextRound(Runtimes runtimes) throws Exception {
    List<Integer> rounds = new ArrayList<>();
    runtimes.run(
        () -> {
          Future<Integer> count = counting(20);
          while (rounds.isEmpty() || rounds.get(rounds.size() - 1) != 20) {
            OneOf2<Integer, Void> won = await(select(borrow(count), yieldNow()));
            rounds.add(won instanceof OneOf2.First<Integer, ?> first ? first.value() : 0);
          }
          return 0;
        });
    assertThat(rounds).hasSizeGreaterThan(4).endsWith(20);
    assertThat(log).containsExactly("counted");
  }

  @ParameterizedTest
  @EnumSource
  void oneViewServesForAllRounds(Runtimes runtimes) throws Exception {
    int result =
        runtimes.run(
            () -> {
              Borrowed<Integer> count = borrow(counting(20));
              assertThat(borrow(count)).isSameAs(count);
              while (true) {
                if (await(select(count, yieldNow())) instanceof OneOf2.First<Integer, ?> first) {
                  return first.value();
                }
              }
            });
    assertThat(result).isEqualTo(20);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T58")
  void aHandlerMayGoOnWithTheLoser(Runtimes runtimes) throws Exception {
    int sum =
        runtimes.run(
            () -> {
              Future<Integer> slow = counting(9);
              return await(
                  select(
                          on(borrow(slow), value -> value),
                          on(counting(2), value -> value + await(borrow(slow))))
                      .biased());
            });
    assertThat(sum).isEqualTo(11);
  }

  @ParameterizedTest
  @EnumSource
  void losesATimeOutAndGoesOn(Runtimes runtimes) throws Exception {
    Gate<String> gate = new Gate<>();
    List<String> got =
        runtimes.run(
            () -> {
              List<String> results = new ArrayList<>();
              Future<String> waiting = async(() -> await(gate) + "!");
              while (results.size() < 4) {
                try {
                  results.add(await(timeout(Duration.ZERO, borrow(waiting))));
                } catch (TimeoutException e) {
                  results.add("timed out");
                }
                if (results.size() == 3) {
                  gate.open("value");
                }
              }
              return results;
            });
    assertThat(got).containsExactly("timed out", "timed out", "timed out", "value!");
    assertThat(gate.wasCancelled()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void survivesTheLossOfWhatItIsIn(Runtimes runtimes) throws Exception {
    Gate<String> gate = new Gate<>();
    String result =
        runtimes.run(
            () -> {
              Future<String> waiting = async(() -> await(gate) + "!");
              for (int i = 0; i < 3; i++) {
                await(race(timeout(Duration.ofHours(1), race(borrow(waiting))), yields(3)));
              }
              gate.open("value");
              return await(borrow(waiting));
            });
    assertThat(result).isEqualTo("value!");
    assertThat(gate.wasCancelled()).isFalse();
  }

  @Async
  private static Future<String> yields(int times) {
    for (int i = 0; i < times; i++) {
      await(yieldNow());
    }
    return ready("yielded");
  }

  @ParameterizedTest
  @EnumSource
  void isCancelledWithTheCodeThatBorrows(Runtimes runtimes) throws Exception {
    Gate<String> gate = new Gate<>();
    runtimes.run(
        () -> {
          JoinHandle<?> task =
              spawn(
                  () -> {
                    try {
                      Future<String> lent = cleaningUp();
                      await(select(timeout(Duration.ofHours(1), borrow(lent)), gate).biased());
                    } finally {
                      log.add("went on");
                    }
                  });
          while (!gate.wasPolled()) {
            await(yieldNow());
          }
          task.abort();
          return await(task.outcome());
        });
    assertThat(log).containsExactly("cleaned up", "went on");
  }

  @ParameterizedTest
  @EnumSource
  void isCancelledWithABranchThatBorrows(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          await(race(borrowing(), yields(5)));
          log.add("went on");
          return 0;
        });
    assertThat(log).containsExactly("cleaned up", "went on");
  }

  @Async
  private Future<String> borrowing() {
    Future<String> lent = cleaningUp();
    OneOf2<String, String> won = await(select(borrow(lent), pending()));
    return ready(won.first());
  }

  @ParameterizedTest
  @EnumSource
  void closingGivesItUpAndWaitsForItsCleanup(Runtimes runtimes) throws Exception {
    Mutex<Integer> mutex = new Mutex<>(1);
    int value =
        runtimes.run(
            () -> {
              Borrowed<String> work = borrow(locking(mutex));
              await(race(work, yields(3)));
              await(work.closeAsync());
              await(work.closeAsync());
              try (var held = await(mutex.lock())) {
                return held.get();
              }
            });
    assertThat(value).isEqualTo(1);
    assertThat(log).containsExactly("cleaned up");
  }

  @Async
  private Future<String> locking(Mutex<Integer> mutex) {
    try (var held = await(mutex.lock())) {
      return ready(await(cleaningUp()) + held);
    }
  }

  @ParameterizedTest
  @EnumSource
  void closingBeforeTheStartRunsNothing(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          Borrowed<String> work = borrow(cleaningUp());
          await(work.closeAsync());
          return 0;
        });
    assertThat(log).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void closingThrowsWhatTheCleanupDoes(Runtimes runtimes) {
    assertThatThrownBy(
            () ->
                runtimes.run(
                    () -> {
                      Borrowed<String> work = borrow(failingCleanup());
                      await(race(work, yields(3)));
                      await(work.closeAsync());
                      return 0;
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("cleanup");
  }

  @Async
  private static Future<String> failingCleanup() throws IOException {
    try {
      return ready(await(pending()));
    } finally {
      fail();
    }
  }

  private static void fail() throws IOException {
    throw new IOException("cleanup");
  }
}
