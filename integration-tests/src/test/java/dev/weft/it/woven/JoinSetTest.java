package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.failed;
import static dev.weft.Weft.pending;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Outcome;
import dev.weft.task.AbortHandle;
import dev.weft.task.JoinSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sets of tasks, on every runtime. */
final class JoinSetTest {
  private final Queue<String> log = new ConcurrentLinkedQueue<>();
  private final JoinSet<String> set = new JoinSet<>();

  private static Outcome<String> success(String value) {
    return new Outcome.Success<>(value);
  }

  @Async
  private Future<String> holding(Future<String> future) {
    try {
      return ready(await(future));
    } finally {
      await(shield(yieldNow()));
      log.add("cleaned up");
    }
  }

  /** Spawns a task into the set and waits until it waits at a gate. */
  @Async
  private Future<AbortHandle> spawnTo(Gate<String> gate) {
    AbortHandle task = set.spawn(holding(gate));
    while (!gate.wasPolled()) {
      await(yieldNow());
    }
    return ready(task);
  }

  @ParameterizedTest
  @EnumSource
  void tasksComeInTheOrderInWhichTheyEnd(Runtimes runtimes) throws Exception {
    List<Gate<String>> gates = List.of(new Gate<>(), new Gate<>(), new Gate<>());
    List<Outcome<String>> outcomes =
        runtimes.run(
            () -> {
              List<Outcome<String>> all = new ArrayList<>();
              for (Gate<String> gate : gates) {
                await(spawnTo(gate));
              }
              for (int i : new int[] {2, 0, 1}) {
                gates.get(i).open("gate " + i);
                all.add(await(set.joinNext()));
              }
              all.add(await(set.joinNext()));
              return all;
            });
    assertThat(outcomes)
        .containsExactly(success("gate 2"), success("gate 0"), success("gate 1"), null);
    assertThat(set.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void everyKindOfTaskCanBeSpawned(Runtimes runtimes) throws Exception {
    Set<Outcome<String>> outcomes =
        runtimes.run(
            () -> {
              set.spawn(ready("future"));
              set.spawn(() -> "value");
              set.spawn(() -> holding(ready("future-returning")));
              set.spawn(
                  () -> {
                    await(yieldNow());
                  });
              set.spawnBlocking(() -> "blocking");
              set.add(spawn(() -> "added"));
              Set<Outcome<String>> all = new HashSet<>();
              for (Outcome<String> next = await(set.joinNext());
                  next != null;
                  next = await(set.joinNext())) {
                all.add(next);
              }
              return all;
            });
    assertThat(outcomes)
        .containsExactlyInAnyOrder(
            success("future"),
            success("value"),
            success("future-returning"),
            success(null),
            success("blocking"),
            success("added"));
  }

  @ParameterizedTest
  @EnumSource
  void outcomesTellFailuresPanicsAndAborts(Runtimes runtimes) throws Exception {
    IOException failure = new IOException("expected");
    Error panic = new AssertionError("bug");
    List<Outcome<String>> outcomes =
        runtimes.run(
            () -> {
              List<Outcome<String>> all = new ArrayList<>();
              set.spawn(failed(failure));
              all.add(await(set.joinNext()));
              set.spawn(failed(panic));
              all.add(await(set.joinNext()));
              set.spawn(pending()).abort();
              all.add(await(set.joinNext()));
              return all;
            });
    assertThat(outcomes)
        .containsExactly(
            new Outcome.Failure<>(failure), new Outcome.Panic<>(panic), new Outcome.Cancelled<>());
  }

  /** The set may be filled while it is emptied. */
  @ParameterizedTest
  @EnumSource
  void spawningAndJoiningAlternate(Runtimes runtimes) throws Exception {
    List<Integer> sizes =
        runtimes.run(
            () -> {
              List<Integer> all = new ArrayList<>();
              set.spawn(() -> "first");
              set.spawn(() -> "second");
              for (int i = 0; i < 16; i++) {
                await(set.joinNext());
                all.add(set.size());
                set.spawn(() -> "next");
              }
              return all;
            });
    assertThat(sizes).hasSize(16).containsOnly(1);
  }

  @ParameterizedTest
  @EnumSource
  void tryJoinNextDoesNotWait(Runtimes runtimes) throws Exception {
    Gate<String> gate = new Gate<>();
    List<Object> seen =
        runtimes.run(
            () -> {
              List<Object> all = new ArrayList<>();
              all.add(set.tryJoinNext());
              await(spawnTo(gate));
              all.add(set.tryJoinNext());
              JoinHandle<String> ended = spawn(() -> "ended");
              await(ended);
              set.add(ended);
              all.add(set.tryJoinNext());
              all.add(set.size());
              gate.open("open");
              all.add(await(set.joinNext()));
              return all;
            });
    assertThat(seen).containsExactly(null, null, success("ended"), 1, success("open"));
  }

  @ParameterizedTest
  @EnumSource
  void aJoinThatIsCancelledTakesNothing(Runtimes runtimes) throws Exception {
    Gate<String> gate = new Gate<>();
    Outcome<String> outcome =
        runtimes.run(
            () -> {
              await(spawnTo(gate));
              JoinHandle<?> waiting = spawn(set.joinNext());
              await(yieldNow());
              waiting.abort();
              await(waiting.outcome());
              gate.open("kept");
              return await(set.joinNext());
            });
    assertThat(outcome).isEqualTo(success("kept"));
  }

  @ParameterizedTest
  @EnumSource
  void severalMayWait(Runtimes runtimes) throws Exception {
    Set<Outcome<String>> outcomes =
        runtimes.run(
            () -> {
              List<Gate<String>> gates = List.of(new Gate<>(), new Gate<>());
              await(spawnTo(gates.get(0)));
              await(spawnTo(gates.get(1)));
              List<JoinHandle<Outcome<String>>> waiting = new ArrayList<>();
              for (int i = 0; i < 3; i++) {
                waiting.add(spawn(set.joinNext()));
              }
              await(yieldNow());
              gates.get(0).open("0");
              gates.get(1).open("1");
              Set<Outcome<String>> all = new HashSet<>();
              for (JoinHandle<Outcome<String>> task : waiting) {
                all.add(await(task));
              }
              return all;
            });
    assertThat(outcomes).containsExactlyInAnyOrder(success("0"), success("1"), null);
  }

  @ParameterizedTest
  @EnumSource
  void joinAllGivesTheValuesInTheOrderOfTheEnds(Runtimes runtimes) throws Exception {
    List<Gate<String>> gates = List.of(new Gate<>(), new Gate<>());
    List<String> values =
        runtimes.run(
            () -> {
              AbortHandle first = await(spawnTo(gates.get(0)));
              AbortHandle second = await(spawnTo(gates.get(1)));
              JoinHandle<List<String>> all = spawn(set.joinAll());
              gates.get(1).open("second");
              while (!second.isFinished()) {
                await(yieldNow());
              }
              assertThat(first.isFinished()).isFalse();
              gates.get(0).open("first");
              return await(all);
            });
    assertThat(values).containsExactly("second", "first");
    assertThat(set.isEmpty()).isTrue();
  }

  @Async
  private static Future<String> failAt(Gate<String> gate, String message) throws IOException {
    try {
      await(gate);
    } finally {
      fail(message);
    }
    return ready("not reached");
  }

  private static void fail(String message) throws IOException {
    throw new IOException(message);
  }

  @ParameterizedTest
  @EnumSource
  void theFirstFailureOfJoinAllAbortsTheOthersAndIsThrownLast(Runtimes runtimes) {
    Gate<String> gate = new Gate<>();
    Gate<String> never = new Gate<>();
    assertThatThrownBy(
            () ->
                runtimes.run(
                    () -> {
                      await(spawnTo(new Gate<>()));
                      set.spawn(failAt(gate, "first"));
                      set.spawn(failAt(never, "cleanup"));
                      while (!gate.wasPolled() || !never.wasPolled()) {
                        await(yieldNow());
                      }
                      gate.open("");
                      try {
                        return await(set.joinAll());
                      } finally {
                        log.add("thrown");
                      }
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("first")
        .satisfies(
            e -> assertThat(e.getSuppressed()).singleElement().asString().contains("cleanup"));
    assertThat(log).containsExactly("cleaned up", "thrown");
  }

  @ParameterizedTest
  @EnumSource
  void joinAllOfAnAbortedTaskThrows(Runtimes runtimes) {
    assertThatThrownBy(
            () ->
                runtimes.run(
                    () -> {
                      set.spawn(pending()).abort();
                      set.spawn(pending());
                      return await(set.joinAll());
                    }))
        .isInstanceOf(CancellationException.class)
        .satisfies(e -> assertThat(e.getSuppressed()).isEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void cancellingJoinAllAbortsTheTasksAndWaitsForTheirCleanup(Runtimes runtimes) throws Exception {
    Outcome<List<String>> outcome =
        runtimes.run(
            () -> {
              await(spawnTo(new Gate<>()));
              await(spawnTo(new Gate<>()));
              AtomicBoolean begun = new AtomicBoolean();
              JoinHandle<List<String>> all =
                  spawn(
                      () -> {
                        begun.set(true);
                        return await(set.joinAll());
                      });
              while (!begun.get()) {
                await(yieldNow());
              }
              all.abort();
              Outcome<List<String>> end = await(all.outcome());
              log.add("ended");
              return end;
            });
    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
    assertThat(log).containsExactly("cleaned up", "cleaned up", "ended");
  }

  @ParameterizedTest
  @EnumSource
  void abortAllLeavesTheTasksInTheSet(Runtimes runtimes) throws Exception {
    List<Outcome<String>> outcomes =
        runtimes.run(
            () -> {
              JoinHandle<String> ended = spawn(() -> "ended");
              await(ended);
              set.add(ended);
              await(spawnTo(new Gate<>()));
              await(spawnTo(new Gate<>()));
              set.abortAll();
              assertThat(set.size()).isEqualTo(3);
              List<Outcome<String>> all = new ArrayList<>();
              while (!set.isEmpty()) {
                all.add(await(set.joinNext()));
              }
              return all;
            });
    assertThat(outcomes)
        .containsExactly(success("ended"), new Outcome.Cancelled<>(), new Outcome.Cancelled<>());
  }

  @ParameterizedTest
  @EnumSource
  void shutdownWaitsForTheCleanup(Runtimes runtimes) throws Exception {
    int size =
        runtimes.run(
            () -> {
              await(spawnTo(new Gate<>()));
              await(spawnTo(new Gate<>()));
              await(set.shutdown());
              log.add("shut down");
              return set.size();
            });
    assertThat(size).isZero();
    assertThat(log).containsExactly("cleaned up", "cleaned up", "shut down");
  }

  @ParameterizedTest
  @EnumSource
  void closeAbortsWhatThereIsAndWhatComes(Runtimes runtimes) throws Exception {
    Gate<String> gate = new Gate<>();
    List<Outcome<String>> outcomes =
        runtimes.run(
            () -> {
              try (JoinSet<String> closed = set) {
                await(spawnTo(gate));
                assertThat(closed.size()).isEqualTo(1);
              }
              set.close();
              List<Outcome<String>> all = new ArrayList<>();
              all.add(await(set.joinNext()));
              set.spawn(pending());
              all.add(await(set.joinNext()));
              return all;
            });
    assertThat(gate.wasCancelled()).isTrue();
    Outcome<String> cancelled = new Outcome.Cancelled<>("the set is closed");
    assertThat(outcomes).containsExactly(cancelled, cancelled);
  }

  @ParameterizedTest
  @EnumSource
  void detachedTasksGoOn(Runtimes runtimes) throws Exception {
    Gate<String> gate = new Gate<>();
    List<Object> seen =
        runtimes.run(
            () -> {
              AbortHandle task = await(spawnTo(gate));
              JoinHandle<Outcome<String>> waiting = spawn(set.joinNext());
              await(yieldNow());
              set.detachAll();
              List<Object> all = new ArrayList<>();
              all.add(await(waiting));
              all.add(set.size());
              set.close();
              gate.open("goes on");
              while (!task.isFinished()) {
                await(yieldNow());
              }
              all.add(gate.wasCancelled());
              return all;
            });
    assertThat(seen).containsExactly(null, 0, false);
  }

  @ParameterizedTest
  @EnumSource
  void tasksOfAClosedRuntimeEndCancelled(Runtimes runtimes) throws Exception {
    AsyncRuntime gone = runtimes.start();
    set.add(gone.spawn(pending()));
    gone.close();
    set.add(gone.spawn(pending()));
    List<Outcome<String>> outcomes =
        runtimes.run(() -> List.of(await(set.joinNext()), await(set.joinNext())));
    assertThat(outcomes).allMatch(Outcome.Cancelled.class::isInstance).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void aFailureThatNobodyTakesIsReported(Runtimes runtimes) {
    Queue<Throwable> reports = new ConcurrentLinkedQueue<>();
    try (AsyncRuntime runtime =
        runtimes.builder().uncaughtExceptionHandler((thread, e) -> reports.add(e)).build()) {
      AbortHandle task = set.add(runtime.spawn(failed(new IOException("unseen"))));
      runtime.blockOn(ended(task));
      set.detachAll();
    }
    assertThat(reports).extracting(Throwable::getMessage).containsExactly("unseen");
  }

  @Async
  private static Future<Void> ended(AbortHandle task) {
    while (!task.isFinished()) {
      await(yieldNow());
    }
    return ready();
  }

  /** A set full of results must not keep the thread from others. */
  @Test
  void joiningLetsOthersRun() throws Exception {
    int[] joined = {0};
    int seen =
        Runtimes.CURRENT_THREAD.run(
            () -> {
              for (int i = 0; i < 1000; i++) {
                set.spawn(ready("done"));
              }
              JoinHandle<Void> joining =
                  spawn(
                      () -> {
                        while (await(set.joinNext()) != null) {
                          joined[0]++;
                        }
                      });
              int joinedByThen = await(spawn(() -> joined[0]));
              await(joining);
              return joinedByThen;
            });
    assertThat(seen).isEqualTo(128);
    assertThat(joined[0]).isEqualTo(1000);
  }

  @ParameterizedTest
  @EnumSource
  void aFailureTellsWhereItsTaskWasSpawned(Runtimes runtimes) throws Exception {
    Gate<String> gate = new Gate<>();
    Outcome<String> outcome =
        runtimes.run(
            () -> {
              set.spawn(failAt(gate, "mine"));
              gate.open("");
              return await(set.joinNext());
            });
    assertThat(outcome).isInstanceOf(Outcome.Failure.class);
    Exception failure = ((Outcome.Failure<String>) outcome).cause();
    assertThat(failure.getStackTrace())
        .extracting(StackTraceElement::toString)
        .anyMatch(line -> line.matches(".*task \\d+ spawned at .*JoinSetTest\\.java:\\d+\\)"));
  }

  @ParameterizedTest
  @EnumSource
  void noEndIsMissedOutOfMany(Runtimes runtimes) throws Exception {
    int sum =
        runtimes.run(
            () -> {
              JoinSet<Integer> many = new JoinSet<>();
              int total = 0;
              for (int round = 0; round < 20; round++) {
                for (int i = 0; i < 100; i++) {
                  many.spawn(
                      () -> {
                        await(yieldNow());
                        return 1;
                      });
                }
                for (int one : await(many.joinAll())) {
                  total += one;
                }
              }
              return total;
            });
    assertThat(sum).isEqualTo(2000);
  }
}
