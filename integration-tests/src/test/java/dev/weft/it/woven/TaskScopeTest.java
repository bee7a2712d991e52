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
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Outcome;
import dev.weft.task.JoinSet;
import dev.weft.task.TaskScope;
import dev.weft.time.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scopes whose children end before they do, on every runtime. */
final class TaskScopeTest {
  private final Queue<String> log = new ConcurrentLinkedQueue<>();

  /** Waits for a gate, and cleans up in a way that has to wait. */
  @Async
  private Future<String> holding(String name, Gate<String> gate) {
    try {
      return ready(await(gate));
    } finally {
      await(shield(yieldNow()));
      log.add(name + " ended");
    }
  }

  @Async
  private static Future<String> failing(String message) throws IOException {
    await(yieldNow());
    throw new IOException(message);
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
  void theBodySeesTheValuesOfItsChildren(Runtimes runtimes) throws Exception {
    String value =
        runtimes.run(
            () ->
                await(
                    TaskScope.run(
                        scope -> {
                          JoinHandle<String> a = scope.spawn(() -> "a");
                          JoinHandle<String> b = scope.spawn(ready("b"));
                          JoinHandle<String> c = scope.spawn(() -> ready("c"));
                          JoinHandle<String> d = scope.spawnBlocking(() -> "d");
                          JoinHandle<Void> e =
                              scope.spawn(
                                  () -> {
                                    await(yieldNow());
                                  });
                          await(e);
                          return await(a) + await(b) + await(c) + await(d);
                        })));
    assertThat(value).isEqualTo("abcd");
  }

  @ParameterizedTest
  @EnumSource
  void theChildrenEndBeforeTheScope(Runtimes runtimes) throws Exception {
    Gate<String> gate = new Gate<>();
    String value =
        runtimes.run(
            () -> {
              Future<String> scope =
                  TaskScope.run(
                      s -> {
                        log.add("body ends");
                        s.spawn(holding("child", gate));
                        return "value";
                      });
              spawn(
                  () -> {
                    await(reached(gate));
                    log.add("opens");
                    gate.open("");
                  });
              String got = await(scope);
              log.add("scope ended");
              return got;
            });
    assertThat(value).isEqualTo("value");
    assertThat(log).containsExactly("body ends", "opens", "child ended", "scope ended");
  }

  @ParameterizedTest
  @EnumSource
  void childrenMaySpawnIntoTheScopeWhenTheBodyHasEnded(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          await(
              TaskScope.runDo(
                  scope -> {
                    scope.spawn(
                        () -> {
                          await(yieldNow());
                          scope.spawn(
                              () -> {
                                await(yieldNow());
                                await(yieldNow());
                                log.add("grandchild ended");
                              });
                          log.add("child ended");
                        });
                  }));
          log.add("scope ended");
          return "";
        });
    assertThat(log).containsExactly("child ended", "grandchild ended", "scope ended");
  }

  @ParameterizedTest
  @EnumSource
  void theFailureOfAChildCancelsSiblingsAndBody(Runtimes runtimes) throws Exception {
    Gate<String> sibling = new Gate<>();
    Gate<String> body = new Gate<>();
    IOException failure = new IOException("mine");
    Throwable thrown =
        runtimes.run(
            () -> {
              try {
                return await(
                    TaskScope.<Throwable, IOException>run(
                        scope -> {
                          scope.spawn(holding("sibling", sibling));
                          scope.spawn(
                              () -> {
                                await(reached(sibling));
                                await(reached(body));
                                throw failure;
                              });
                          await(holding("body", body));
                          return null;
                        }));
              } catch (IOException e) {
                log.add("thrown");
                return e;
              }
            });
    assertThat(thrown).isSameAs(failure);
    assertThat(thrown.getSuppressed()).isEmpty();
    assertThat(log).hasSize(3).contains("sibling ended", "body ended").endsWith("thrown");
    assertThat(sibling.wasCancelled()).isTrue();
    assertThat(body.wasCancelled()).isTrue();
  }

  /** The await of the sibling throws before the body itself is cancelled. */
  @ParameterizedTest
  @EnumSource
  void aBodyThatAwaitsAnAbortedSiblingHasNotFailed(Runtimes runtimes) throws Exception {
    Throwable thrown =
        runtimes.run(
            () -> {
              try {
                return await(
                    TaskScope.<Throwable, IOException>run(
                        scope -> {
                          JoinHandle<String> sibling = scope.spawn(pending());
                          scope.spawn(failing("mine"));
                          await(sibling);
                          return null;
                        }));
              } catch (IOException e) {
                return e;
              }
            });
    assertThat(thrown).hasMessage("mine");
    assertThat(thrown.getSuppressed()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void theFailureOfTheBodyAbortsTheChildren(Runtimes runtimes) throws Exception {
    Gate<String> gate = new Gate<>();
    String caught =
        runtimes.run(
            () -> {
              try {
                return await(
                    TaskScope.run(
                        scope -> {
                          scope.spawn(holding("child", gate));
                          await(reached(gate));
                          return await(failing("body"));
                        }));
              } catch (IOException e) {
                log.add("thrown");
                return e.getMessage();
              }
            });
    assertThat(caught).isEqualTo("body");
    assertThat(log).containsExactly("child ended", "thrown");
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
  void otherFailuresAreSuppressedInTheFirst(Runtimes runtimes) throws Exception {
    Gate<String> gate = new Gate<>();
    Throwable thrown =
        runtimes.run(
            () -> {
              try {
                return await(
                    TaskScope.<Throwable, IOException>run(
                        scope -> {
                          scope.spawn(failingCleanup(gate));
                          await(reached(gate));
                          JoinHandle<String> first = scope.spawn(failing("first"));
                          await(first);
                          return null;
                        }));
              } catch (IOException e) {
                return e;
              }
            });
    assertThat(thrown).hasMessage("first");
    assertThat(thrown.getSuppressed()).singleElement().asString().contains("cleanup");
  }

  /** What may fail is caught inside of the child. */
  @ParameterizedTest
  @EnumSource
  void aFailureThatTheBodyCatchesCountsAllTheSame(Runtimes runtimes) throws Exception {
    String caught =
        runtimes.run(
            () -> {
              try {
                return await(
                    TaskScope.<String, IOException>run(
                        scope -> {
                          try {
                            return await(scope.spawn(failing("caught")), IOException.class);
                          } catch (IOException e) {
                            return "not seen";
                          }
                        }),
                    IOException.class);
              } catch (IOException e) {
                return e.getMessage();
              }
            });
    assertThat(caught).isEqualTo("caught");
  }

  @ParameterizedTest
  @EnumSource
  void aChildThatIsAbortedHasNotFailed(Runtimes runtimes) throws Exception {
    String value =
        runtimes.run(
            () ->
                await(
                    TaskScope.run(
                        scope -> {
                          JoinHandle<String> child = scope.spawn(pending());
                          child.abort();
                          try {
                            return await(child);
                          } catch (CancellationException e) {
                            return "went on";
                          }
                        })));
    assertThat(value).isEqualTo("went on");
  }

  @ParameterizedTest
  @EnumSource
  void abortingTheTaskCancelsTheScope(Runtimes runtimes) throws Exception {
    Gate<String> child = new Gate<>();
    Gate<String> body = new Gate<>();
    Outcome<String> outcome =
        runtimes.run(
            () -> {
              JoinHandle<String> task =
                  spawn(
                      TaskScope.run(
                          scope -> {
                            scope.spawn(holding("child", child));
                            return await(holding("body", body));
                          }));
              await(reached(child));
              await(reached(body));
              task.abort();
              Outcome<String> end = await(task.outcome());
              log.add("task ended");
              return end;
            });
    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
    assertThat(log).hasSize(3).contains("child ended", "body ended").endsWith("task ended");
  }

  @ParameterizedTest
  @EnumSource
  void abortingTheTaskWorksWhenOnlyChildrenAreLeft(Runtimes runtimes) throws Exception {
    Gate<String> child = new Gate<>();
    Outcome<Void> outcome =
        runtimes.run(
            () -> {
              JoinHandle<Void> task =
                  spawn(
                      TaskScope.runDo(
                          scope -> {
                            scope.spawn(holding("child", child));
                          }));
              await(reached(child));
              await(yieldNow());
              task.abort();
              Outcome<Void> end = await(task.outcome());
              log.add("task ended");
              return end;
            });
    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
    assertThat(log).containsExactly("child ended", "task ended");
  }

  @ParameterizedTest
  @EnumSource
  void theFailureOfAnInnerScopeCancelsTheOuterOne(Runtimes runtimes) throws Exception {
    Gate<String> outer = new Gate<>();
    Gate<String> inner = new Gate<>();
    String caught =
        runtimes.run(
            () -> {
              try {
                return await(
                    TaskScope.<String, IOException>run(
                        scope -> {
                          scope.spawn(holding("outer", outer));
                          await(reached(outer));
                          return await(
                              TaskScope.<String, IOException>run(
                                  nested -> {
                                    nested.spawn(holding("inner", inner));
                                    await(reached(inner));
                                    return await(failing("nested"));
                                  }));
                        }),
                    IOException.class);
              } catch (IOException e) {
                return e.getMessage();
              }
            });
    assertThat(caught).isEqualTo("nested");
    assertThat(log).containsExactly("inner ended", "outer ended");
  }

  @ParameterizedTest
  @EnumSource
  void whatIsSpawnedIntoAFailingScopeIsAbortedAndWaitedFor(Runtimes runtimes) throws Exception {
    Gate<String> late = new Gate<>();
    String caught =
        runtimes.run(
            () -> {
              try {
                return await(
                    TaskScope.<String, IOException>run(
                        scope -> {
                          scope.spawn(failing("mine"));
                          try {
                            return await(pending());
                          } finally {
                            scope.spawn(holding("late child", late));
                            log.add("body ended");
                          }
                        }),
                    IOException.class);
              } catch (IOException e) {
                log.add("thrown");
                return e.getMessage();
              }
            });
    assertThat(caught).isEqualTo("mine");
    assertThat(log).hasSize(3).contains("body ended", "late child ended").endsWith("thrown");
  }

  @ParameterizedTest
  @EnumSource
  void aScopeThatHasEndedTakesNoChildren(Runtimes runtimes) {
    AtomicReference<TaskScope> leaked = new AtomicReference<>();
    assertThatThrownBy(
            () ->
                runtimes.run(
                    () -> {
                      await(TaskScope.runDo(leaked::set));
                      return leaked.get().spawn(() -> "late");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the task scope has ended")
        .hasMessageContaining("spawn inside of the lambda");
  }

  @ParameterizedTest
  @EnumSource
  void pastTheDeadlineEverythingIsCancelled(Runtimes runtimes) throws Exception {
    Deadline deadline = Deadline.after(Duration.ofMillis(20));
    boolean timedOut =
        runtimes.run(
            () -> {
              try {
                await(
                    TaskScope.runDo(
                        deadline,
                        scope -> {
                          scope.spawn(holding("child", new Gate<>()));
                          await(holding("body", new Gate<>()));
                        }));
                return false;
              } catch (TimeoutException e) {
                log.add("thrown");
                return true;
              }
            });
    assertThat(timedOut).isTrue();
    assertThat(log).hasSize(3).contains("child ended", "body ended").endsWith("thrown");
  }

  @ParameterizedTest
  @EnumSource
  void aScopeThatEndsBeforeItsDeadlineGivesItsValue(Runtimes runtimes) throws Exception {
    String value =
        runtimes.run(
            () ->
                await(
                    TaskScope.maxConcurrent(1)
                        .run(
                            Deadline.after(Duration.ofHours(1)),
                            scope -> await(await(scope.spawn(() -> "value"))))));
    assertThat(value).isEqualTo("value");
  }

  @ParameterizedTest
  @EnumSource
  void anEndThatRacesWithSpawnsLosesNoChild(Runtimes runtimes) throws Exception {
    Queue<Integer> ended = new ConcurrentLinkedQueue<>();
    runtimes.run(
        () -> {
          for (int i = 0; i < 50; i++) {
            await(TaskScope.runDo(scope -> scope.spawn(() -> splitting(scope, ended, 4))));
            ended.add(-1);
          }
          return "";
        });
    List<Integer> each = new ArrayList<>();
    int count = 0;
    for (int one : ended) {
      count++;
      if (one == -1) {
        each.add(count - 1);
        count = 0;
      }
    }
    assertThat(each).hasSize(50).containsOnly(31);
  }

  /** A tree of children, each of which ends after it has spawned two more. */
  @Async
  private static Future<Void> splitting(TaskScope scope, Queue<Integer> ended, int depth) {
    await(yieldNow());
    for (int i = 0; i < 2 && depth > 0; i++) {
      scope.spawn(() -> splitting(scope, ended, depth - 1));
    }
    ended.add(depth);
    return ready();
  }

  /** They may come from outside: then they are refused from the end of the scope on. */
  @ParameterizedTest
  @EnumSource
  void noChildOutlivesTheScopeHoweverItCame(Runtimes runtimes) throws Exception {
    AtomicInteger outlived = new AtomicInteger();
    int spawners =
        runtimes.run(
            () -> {
              JoinSet<Integer> outside = new JoinSet<>();
              for (int i = 0; i < 300; i++) {
                AtomicReference<TaskScope> leaked = new AtomicReference<>();
                AtomicBoolean over = new AtomicBoolean();
                outside.spawn(spawnFromOutside(leaked, over, outlived));
                await(
                    TaskScope.runDo(
                        scope -> {
                          leaked.set(scope);
                          await(yieldNow());
                        }));
                over.set(true);
              }
              return await(outside.joinAll()).size();
            });
    assertThat(spawners).isEqualTo(300);
    assertThat(outlived).hasValue(0);
  }

  /** Only a few, as a scope ends when it is found empty. */
  @Async
  private static Future<Integer> spawnFromOutside(
      AtomicReference<TaskScope> leaked, AtomicBoolean over, AtomicInteger outlived) {
    while (leaked.get() == null) {
      await(yieldNow());
    }
    boolean refused = false;
    for (int i = 0; i < 5 && !refused; i++) {
      refused = isRefused(leaked.get(), over, outlived);
      await(yieldNow());
    }
    return ready(1);
  }

  private static boolean isRefused(TaskScope scope, AtomicBoolean over, AtomicInteger outlived) {
    try {
      scope.spawn(
          () -> {
            await(yieldNow());
            if (over.get()) {
              outlived.incrementAndGet();
            }
          });
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  @ParameterizedTest
  @EnumSource
  void theBodyRunsWithTheFutureAndNotAtTheCall(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          Future<Void> scope = TaskScope.runDo(s -> log.add("body"));
          log.add("made");
          await(scope);
          return await(async(() -> ""));
        });
    assertThat(log).containsExactly("made", "body");
  }
}
