package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.failed;
import static dev.weft.Weft.join;
import static dev.weft.Weft.pending;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.select;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.timeoutAt;
import static dev.weft.Weft.tryJoin;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.CancelledError;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Outcome;
import dev.weft.task.CancellationToken;
import dev.weft.task.JoinMap;
import dev.weft.task.JoinSet;
import dev.weft.task.TaskScope;
import dev.weft.time.Deadline;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is cancelled is told why, and so is who waits for a task, on every runtime. */
final class CancelReasonTest {
  private static final Duration SHORT = Duration.ofMillis(5);

  private final Queue<String> reasons = new ConcurrentLinkedQueue<>();
  private final Gate<Void> gate = new Gate<>();

  /** Waits for ever and says what it is cancelled with. */
  @Async
  private Future<Void> waiting() {
    try {
      await(gate);
    } catch (CancelledError e) {
      reasons.add(String.valueOf(e.getMessage()));
      throw e;
    }
    return ready();
  }

  @Async
  private Future<Void> begun() {
    while (!gate.wasPolled()) {
      await(yieldNow());
    }
    return ready();
  }

  @ParameterizedTest
  @EnumSource
  void anAbortTells(Runtimes runtimes) throws Exception {
    Outcome<Void> outcome =
        runtimes.run(
            () -> {
              JoinHandle<Void> task = spawn(waiting());
              await(begun());
              task.abort("shutting down");
              task.abort("too late");
              task.abort();
              return await(task.outcome());
            });
    assertThat(outcome).isEqualTo(new Outcome.Cancelled<>("shutting down"));
    assertThat(reasons).containsExactly("cancelled: shutting down");
  }

  @ParameterizedTest
  @EnumSource
  void anAbortThroughAnAbortHandleTells(Runtimes runtimes) throws Exception {
    String message =
        runtimes.run(
            () -> {
              JoinHandle<Void> task = spawn(waiting());
              task.abortHandle().abort("shutting down");
              try {
                await(task);
                return "ended";
              } catch (CancellationException e) {
                return e.getMessage();
              }
            });
    assertThat(message).matches("task \\d+ was cancelled: shutting down");
    assertThat(reasons).containsExactly("cancelled: shutting down");
  }

  @ParameterizedTest
  @EnumSource
  void anAbortWithoutAReasonSaysNothing(Runtimes runtimes) throws Exception {
    Outcome<Void> outcome =
        runtimes.run(
            () -> {
              JoinHandle<Void> task = spawn(waiting());
              await(begun());
              task.abort();
              task.abort("too late");
              return await(task.outcome());
            });
    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
    assertThat(reasons).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void aTimeOutTells(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          try {
            await(timeout(SHORT, waiting()));
          } catch (TimeoutException e) {
            reasons.add(String.valueOf(e.getMessage()));
          }
          return null;
        });
    assertThat(reasons)
        .containsExactly("cancelled: timed out after PT0.005S", "timed out after PT0.005S");
  }

  @ParameterizedTest
  @EnumSource
  void aSelectTellsItsLosers(Runtimes runtimes) throws Exception {
    runtimes.run(() -> await(select(waiting(), sleep(SHORT))));
    assertThat(reasons).containsExactly("cancelled: another future has won the select");
  }

  @ParameterizedTest
  @EnumSource
  void aJoinThatFailsFastTellsTheOthers(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          try {
            await(tryJoin(waiting(), failed(new IllegalStateException("first"))));
          } catch (IllegalStateException e) {
            reasons.add("caught");
          }
          return null;
        });
    assertThat(reasons)
        .containsExactly("cancelled: another future of tryJoin has failed", "caught");
  }

  @ParameterizedTest
  @EnumSource
  void aTimeOutTellsWhatIsDeepBelowIt(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          try {
            await(timeoutAt(Deadline.after(SHORT), join(waiting(), waiting())));
          } catch (TimeoutException e) {
            reasons.add("caught");
          }
          return null;
        });
    assertThat(reasons)
        .containsExactly(
            "cancelled: timed out at a deadline", "cancelled: timed out at a deadline", "caught");
  }

  /** What is told of a cancellation may wait for something else in its cleanup. */
  @Async
  private Future<Void> cleaningUp() {
    try {
      await(gate);
    } finally {
      await(shield(timingOut()));
    }
    return ready();
  }

  @Async
  private Future<Void> timingOut() {
    try {
      await(timeout(Duration.ZERO, waiting()));
    } catch (TimeoutException e) {
      reasons.add("caught");
    }
    JoinHandle<Void> task = spawn(waiting());
    task.abort();
    await(task.outcome());
    return ready();
  }

  @ParameterizedTest
  @EnumSource
  void aReasonStaysWithTheCancellationThatItBelongsTo(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          JoinHandle<Void> task = spawn(cleaningUp());
          await(begun());
          task.abort("outer");
          return await(task.outcome());
        });
    assertThat(reasons).containsExactly("cancelled: timed out after PT0S", "caught", "cancelled");
  }

  @ParameterizedTest
  @EnumSource
  void aTokenTells(Runtimes runtimes) throws Exception {
    CancellationToken token = new CancellationToken();
    CancellationToken child = token.childToken();
    runtimes.run(
        () -> {
          JoinHandle<Void> task = spawn(child.runUntilCancelled(waiting()));
          await(begun());
          token.cancel("shutting down");
          token.cancel("too late");
          return await(task.outcome());
        });
    assertThat(reasons).containsExactly("cancelled: the token was cancelled: shutting down");
    assertThat(child.reason()).isEqualTo("shutting down");
  }

  @ParameterizedTest
  @EnumSource
  void aScopeTellsItsChildrenThatOneHasFailed(Runtimes runtimes) throws Exception {
    Throwable failure =
        runtimes.run(
            () -> {
              try {
                await(
                    TaskScope.runDo(
                        scope -> {
                          scope.spawn(waiting());
                          await(begun());
                          scope.spawn(
                              () -> {
                                throw new IllegalStateException("first");
                              });
                          await(waiting());
                        }));
                return new AssertionError("not reached");
              } catch (IllegalStateException e) {
                return e;
              }
            });
    assertThat(failure).hasMessage("first");
    assertThat(reasons)
        .hasSize(2)
        .contains("cancelled: a child of the scope has failed")
        .anyMatch(
            text ->
                text.matches("cancelled: task \\d+ has failed, which belongs to the same scope"));
  }

  @ParameterizedTest
  @EnumSource
  void aScopeHandsAReasonOn(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          JoinHandle<Void> task =
              spawn(
                  TaskScope.runDo(
                      scope -> {
                        scope.spawn(waiting());
                        await(waiting());
                      }));
          await(begun());
          await(yieldNow());
          task.abort("shutting down");
          return await(task.outcome());
        });
    assertThat(reasons).containsExactly("cancelled: shutting down", "cancelled: shutting down");
  }

  @ParameterizedTest
  @EnumSource
  void closingASetOrShuttingItDownTells(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          JoinSet<Void> set = new JoinSet<>();
          set.spawn(waiting());
          await(begun());
          await(set.shutdown());
          JoinMap<String, Void> map = new JoinMap<>();
          JoinHandle<Void> first = spawn(waiting());
          map.add("key", first);
          map.add("key", spawn(waiting()));
          await(first.outcome());
          return await(map.shutdown());
        });
    assertThat(reasons)
        .containsExactly(
            "cancelled: its group is shut down",
            "cancelled: another task has taken its key",
            "cancelled: its group is shut down");
  }

  @ParameterizedTest
  @EnumSource
  void aRuntimeThatClosesTells(Runtimes runtimes) {
    try (AsyncRuntime runtime = runtimes.start()) {
      runtime.spawn(waiting());
      runtime.blockOn(begun());
    }
    assertThat(reasons).singleElement().asString().matches("cancelled: .*runtime.* is closed");
  }

  /** Time stands still, and jumps. */
  @Async
  private Future<Void> holdingOn() {
    try {
      await(pending());
    } finally {
      await(shield(waiting()));
    }
    return ready();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.INCLUDE, names = "DETERMINISTIC")
  void theEndOfAShieldTells(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          JoinHandle<Void> task = spawn(holdingOn());
          await(yieldNow());
          task.abort("shutting down");
          return await(task.outcome());
        });
    assertThat(reasons).containsExactly("cancelled: the shield's time for cleanup is over");
  }
}
