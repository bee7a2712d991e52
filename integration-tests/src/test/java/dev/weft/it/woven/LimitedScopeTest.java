package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Outcome;
import dev.weft.task.TaskScope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scopes with a limited number of children at the same time, on every runtime. */
final class LimitedScopeTest {
  private final Queue<String> log = new ConcurrentLinkedQueue<>();
  private final AtomicInteger alive = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  /** Ends when there have been three of its kind at the same time. */
  @Async
  private Future<Integer> counting(int value) {
    most.accumulateAndGet(alive.incrementAndGet(), Math::max);
    try {
      do {
        await(yieldNow());
      } while (most.get() < 3);
      return ready(value);
    } finally {
      await(shield(yieldNow()));
      alive.decrementAndGet();
    }
  }

  @Async
  private static Future<Void> reached(Gate<?> gate) {
    while (!gate.wasPolled()) {
      await(yieldNow());
    }
    return ready();
  }

  @ParameterizedTest
  @EnumSource
  void neverAreThereMoreChildrenThanTheLimit(Runtimes runtimes) throws Exception {
    int sum =
        runtimes.run(
            () ->
                await(
                    TaskScope.maxConcurrent(3)
                        .run(
                            scope -> {
                              List<JoinHandle<Integer>> children = new ArrayList<>();
                              for (int i = 0; i < 100; i++) {
                                children.add(await(scope.spawn(counting(1))));
                              }
                              int total = 0;
                              for (JoinHandle<Integer> child : children) {
                                total += await(child);
                              }
                              return total;
                            })));
    assertThat(sum).isEqualTo(100);
    assertThat(most).hasValue(3);
  }

  @ParameterizedTest
  @EnumSource
  void everyKindOfTaskCanBeSpawned(Runtimes runtimes) throws Exception {
    String value =
        runtimes.run(
            () ->
                await(
                    TaskScope.maxConcurrent(1)
                        .run(
                            scope -> {
                              JoinHandle<String> a = await(scope.spawn(() -> "a"));
                              JoinHandle<String> b = await(scope.spawn(ready("b")));
                              JoinHandle<String> c = await(scope.spawn(() -> ready("c")));
                              JoinHandle<String> d = await(scope.spawnBlocking(() -> "d"));
                              JoinHandle<Void> e =
                                  await(
                                      scope.spawn(
                                          () -> {
                                            await(yieldNow());
                                          }));
                              await(e);
                              return await(a) + await(b) + await(c) + await(d);
                            })));
    assertThat(value).isEqualTo("abcd");
  }

  /** The child that has to wait is not even made. */
  @ParameterizedTest
  @EnumSource
  void spawnWaitsForAPlaceBeforeItMakesTheChild(Runtimes runtimes) throws Exception {
    Gate<String> first = new Gate<>();
    runtimes.run(
        () -> {
          await(
              TaskScope.maxConcurrent(1)
                  .runDo(
                      scope -> {
                        await(scope.spawn(first));
                        JoinHandle<?> spawning = spawn(scope.spawn(() -> log.add("second runs")));
                        await(reached(first));
                        await(yieldNow());
                        log.add("spawned: " + spawning.isFinished());
                        first.open("");
                        await(spawning);
                      }));
          return "";
        });
    assertThat(log).containsExactly("spawned: false", "second runs");
  }

  /** On one thread, where the order in which they ask is known. */
  @Test
  void placesAreHandedOutInTheOrderOfAsking() throws Exception {
    Gate<String> first = new Gate<>();
    Runtimes.CURRENT_THREAD.run(
        () -> {
          await(
              TaskScope.maxConcurrent(1)
                  .runDo(
                      scope -> {
                        await(scope.spawn(first));
                        for (int i = 0; i < 5; i++) {
                          int number = i;
                          spawn(scope.spawn(() -> log.add("child " + number)));
                        }
                        await(yieldNow());
                        await(yieldNow());
                        first.open("");
                        await(await(scope.spawn(() -> log.add("child of the body"))));
                      }));
          return "";
        });
    assertThat(log)
        .containsExactly(
            "child 0", "child 1", "child 2", "child 3", "child 4", "child of the body");
  }

  @ParameterizedTest
  @EnumSource
  void aSpawnThatIsCancelledStartsNothingAndTakesNoPlace(Runtimes runtimes) throws Exception {
    Gate<String> first = new Gate<>();
    String value =
        runtimes.run(
            () ->
                await(
                    TaskScope.maxConcurrent(1)
                        .run(
                            scope -> {
                              await(scope.spawn(first));
                              JoinHandle<?> spawning = spawn(scope.spawn(() -> log.add("runs")));
                              await(yieldNow());
                              await(yieldNow());
                              spawning.abort();
                              Outcome<?> outcome = await(spawning.outcome());
                              log.add(outcome.getClass().getSimpleName());
                              first.open("");
                              return await(await(scope.spawn(() -> "third")));
                            })));
    assertThat(value).isEqualTo("third");
    assertThat(log).containsExactly("Cancelled");
  }

  @Async
  private static Future<String> failing() throws IOException {
    await(yieldNow());
    throw new IOException("mine");
  }

  /** Its own child fails, which would otherwise give the place away. */
  @ParameterizedTest
  @EnumSource
  void aFailureEndsTheWaitForAPlace(Runtimes runtimes) throws Exception {
    AsyncCallable<String, IOException> never =
        () -> {
          log.add("started");
          await(yieldNow());
          log.add("not reached");
          return "";
        };
    String caught =
        runtimes.run(
            () -> {
              try {
                return await(
                    TaskScope.maxConcurrent(1)
                        .<String, IOException>run(
                            scope -> {
                              await(scope.spawn(failing()));
                              await(scope.spawn(never));
                              return "not reached";
                            }),
                    IOException.class);
              } catch (IOException e) {
                return e.getMessage();
              }
            });
    assertThat(caught).isEqualTo("mine");
    assertThat(log).doesNotContain("not reached");
  }

  @ParameterizedTest
  @EnumSource
  void aScopeThatHasEndedTakesNoChildren(Runtimes runtimes) {
    AtomicReference<TaskScope.Limited> leaked = new AtomicReference<>();
    assertThatThrownBy(
            () ->
                runtimes.run(
                    () -> {
                      await(TaskScope.maxConcurrent(1).runDo(leaked::set));
                      try {
                        return await(leaked.get().spawn(() -> "late"));
                      } catch (IllegalStateException e) {
                        return await(leaked.get().spawn(() -> "late again"));
                      }
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the task scope has ended");
  }

  @Test
  void aLimitIsAtLeastOne() {
    assertThatThrownBy(() -> TaskScope.maxConcurrent(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxConcurrent must be at least 1, and is 0");
  }
}
