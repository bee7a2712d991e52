package dev.weft.it.woven;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.failed;
import static dev.weft.Weft.pending;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.spawnBlocking;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tasks, their handles, and futures as values. */
final class TaskTest {
  @Async
  private static Future<String> greet(List<String> log, String name) {
    log.add("runs");
    await(yieldNow());
    return ready("Hello, " + name);
  }

  @ParameterizedTest
  @EnumSource
  @Tag("P79")
  @Tag("P85")
  void aFutureIsLazyAndSingleShot(Runtimes runtimes) throws Exception {
    List<String> log = new ArrayList<>();
    String caught =
        runtimes.run(
            () -> {
              Future<String> future = greet(log, "Ada");
              log.add("made");
              log.add(await(future));
              try {
                return await(future);
              } catch (IllegalStateException e) {
                return String.valueOf(e.getMessage());
              }
            });
    assertThat(log).containsExactly("made", "runs", "Hello, Ada");
    assertThat(caught).contains("started already").contains("TaskTest.java:");
  }

  @Test
  void aTaskThatNeverHasToWaitLetsOthersRun() throws Exception {
    Future<Integer> leaf = new AlwaysReady();
    assertThat(awaitedBeforeAnotherTaskRuns(leaf)).isEqualTo(128);
  }

  @Test
  void aRootThatYieldsLetsTasksRun() throws Exception {
    List<String> log = new ArrayList<>();
    Runtimes.CURRENT_THREAD.run(
        () -> {
          JoinHandle<Boolean> task = spawn(() -> log.add("task"));
          await(yieldNow());
          log.add("root");
          return await(task);
        });
    assertThat(log).containsExactly("task", "root");
  }

  @Test
  void whatWasMadeReadyIsNoReasonToLetOthersRun() throws Exception {
    assertThat(awaitedBeforeAnotherTaskRuns(ready(1))).isEqualTo(1000);
  }

  private static int awaitedBeforeAnotherTaskRuns(Future<Integer> future) throws Exception {
    int[] done = {0};
    int seen =
        Runtimes.CURRENT_THREAD.run(
            () -> {
              JoinHandle<Void> busy =
                  spawn(
                      () -> {
                        for (int i = 0; i < 1000; i++) {
                          done[0] += await(future);
                        }
                      });
              int doneByThen = await(spawn(() -> done[0]));
              await(busy);
              return doneByThen;
            });
    assertThat(done[0]).isEqualTo(1000);
    return seen;
  }

  /** A leaf that is ready, but need not be as far as anybody knows. */
  private static final class AlwaysReady implements Future<Integer> {
    @Override
    public Object poll(Context context) {
      return 1;
    }

    @Override
    public Object cancel(Context context) {
      return 1;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aHandleKeepsItsResult(Runtimes runtimes) throws Exception {
    List<String> results =
        runtimes.run(
            () -> {
              JoinHandle<String> task = spawn(() -> "once");
              List<JoinHandle<String>> waiting = new ArrayList<>();
              for (int i = 0; i < 10; i++) {
                waiting.add(spawn(() -> await(task)));
              }
              List<String> all = new ArrayList<>();
              for (JoinHandle<String> waiter : waiting) {
                all.add(await(waiter));
              }
              all.add(await(task));
              return all;
            });
    assertThat(results).hasSize(11).containsOnly("once");
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T10")
  void outcomesTellFailuresFromPanics(Runtimes runtimes) throws Exception {
    IOException failure = new IOException("expected");
    Error panic = new AssertionError("bug");
    List<Outcome<String>> outcomes =
        runtimes.run(
            () -> {
              List<Outcome<String>> all = new ArrayList<>();
              all.add(await(spawn(Future.<String>widen(failed(failure))).outcome()));
              all.add(await(spawn(Future.<String>widen(failed(panic))).outcome()));
              JoinHandle<String> aborted = spawn(Future.<String>widen(pending()));
              aborted.abort();
              all.add(await(aborted.outcome()));
              return all;
            });
    assertThat(outcomes)
        .containsExactly(
            new Outcome.Failure<>(failure), new Outcome.Panic<>(panic), new Outcome.Cancelled<>());
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T47")
  void aFailureThatNobodySeesIsReported(Runtimes runtimes) {
    Queue<Throwable> reports = new ConcurrentLinkedQueue<>();
    AsyncRuntime.Builder builder =
        runtimes.builder().uncaughtExceptionHandler((thread, e) -> reports.add(e));
    try (AsyncRuntime runtime = builder.build()) {
      JoinHandle<String> seen = runtime.spawn(failed(new IOException("seen")));
      JoinHandle<String> unseen = runtime.spawn(failed(new IOException("unseen")));
      assertThatThrownBy(() -> runtime.blockOn(seen)).hasMessage("seen");
      runtime.blockOn(
          async(
              () -> {
                while (!unseen.isFinished()) {
                  await(yieldNow());
                }
              }));
    }
    assertThat(reports).extracting(Throwable::getMessage).containsExactly("unseen");
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T48")
  void blockingWorkLeavesTheWorkersFree(Runtimes runtimes) throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    String result =
        runtimes.run(
            () -> {
              JoinHandle<String> blocked =
                  spawnBlocking(
                      () -> {
                        release.await();
                        return "released";
                      });
              await(yieldNow());
              release.countDown();
              return await(blocked);
            });
    assertThat(result).isEqualTo("released");
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T2")
  void blockOnInsideATaskIsAnErrorThatNamesTheCure(Runtimes runtimes) throws Exception {
    String message =
        runtimes.run(
            () -> {
              try {
                AsyncRuntime.current().blockOn(ready());
                return "no error";
              } catch (IllegalStateException e) {
                return String.valueOf(e.getMessage());
              }
            });
    assertThat(message).contains("must not block").contains("await the future instead");
  }

  @ParameterizedTest
  @EnumSource
  void aClosedRuntimeSaysSo(Runtimes runtimes) {
    AsyncRuntime runtime = runtimes.start();
    runtime.close();
    runtime.close();
    assertThatThrownBy(() -> runtime.blockOn(ready()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is closed");
    assertThat(runtime.spawn(pending()).isFinished()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void spawnOutsideOfARuntimeSaysSo(Runtimes runtimes) {
    assertThat(runtimes).isNotNull();
    assertThatThrownBy(() -> spawn(ready()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("spawn was called outside of a runtime");
  }
}
