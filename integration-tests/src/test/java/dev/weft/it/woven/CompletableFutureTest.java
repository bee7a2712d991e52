package dev.weft.it.woven;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.completed;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.Weft;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tasks seen as a CompletableFuture, and what their owner does to that. */
@Timeout(60)
final class CompletableFutureTest {
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());

  @Async
  private Future<String> cleaning(Gate<String> gate) {
    try {
      return ready(await(gate));
    } finally {
      await(shield(yieldNow()));
      log.add("cleaned up");
    }
  }

  /** Does something to the view of a task that waits, and goes on when the task has ended. */
  @Async
  private Future<CompletableFuture<String>> whileItWaits(
      Gate<String> gate, Consumer<CompletableFuture<String>> action) {
    CompletableFuture<String> view = cleaning(gate).toCompletableFuture();
    await(Until.holds(gate::wasPolled));
    action.accept(view);
    await(Until.holds(() -> !log.isEmpty()));
    return ready(view);
  }

  @ParameterizedTest
  @EnumSource
  void itsValueIsThatOfTheTask(Runtimes flavor) throws Exception {
    Gate<String> gate = new Gate<>();
    CompletableFuture<String> view =
        flavor.run(() -> await(whileItWaits(gate, v -> gate.open("open"))));
    assertThat(view.get()).isEqualTo("open");
    assertThat(gate.wasCancelled()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void cancellingItAbortsTheTaskWhichCleansUp(Runtimes flavor) throws Exception {
    Gate<String> gate = new Gate<>();
    CompletableFuture<String> view =
        flavor.run(() -> await(whileItWaits(gate, v -> v.cancel(true))));
    assertThat(view).isCancelled();
    assertThat(gate.wasCancelled()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void completingItAbortsTheTask(Runtimes flavor) throws Exception {
    Gate<String> gate = new Gate<>();
    CompletableFuture<String> view =
        flavor.run(() -> await(whileItWaits(gate, v -> v.complete("other"))));
    assertThat(view).isCompletedWithValue("other");
    assertThat(gate.wasCancelled()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void failingItAbortsTheTask(Runtimes flavor) throws Exception {
    Gate<String> gate = new Gate<>();
    IOException late = new IOException("late");
    CompletableFuture<String> view =
        flavor.run(() -> await(whileItWaits(gate, v -> v.completeExceptionally(late))));
    assertThatThrownBy(view::get).hasCause(late);
    assertThat(gate.wasCancelled()).isTrue();
  }

  /** The JDK tells nobody of it. */
  @ParameterizedTest
  @EnumSource
  void obtrudingItBeforeTheEndChangesWhatItShowsAndNoMore(Runtimes flavor) throws Exception {
    Gate<String> gate = new Gate<>();
    CompletableFuture<String> view =
        flavor.run(
            () ->
                await(
                    whileItWaits(
                        gate,
                        v -> {
                          v.obtrudeValue("obtruded");
                          gate.open("open");
                        })));
    assertThat(view).isCompletedWithValue("obtruded");
    assertThat(gate.wasCancelled()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void cancellingItsDependentsLeavesTheTaskAlone(Runtimes flavor) throws Exception {
    Gate<String> gate = new Gate<>();
    CompletableFuture<String> view =
        flavor.run(
            () ->
                await(
                    whileItWaits(
                        gate,
                        v -> {
                          v.thenApply(s -> s + s).cancel(true);
                          gate.open("open");
                        })));
    assertThat(view.get()).isEqualTo("open");
    assertThat(gate.wasCancelled()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void theFailureIsTheTasksOwn(Runtimes flavor) throws Exception {
    IOException failure = new IOException("down");
    CompletableFuture<String> view =
        flavor.run(
            () -> {
              CompletableFuture<String> failing =
                  Weft.<String>failed(failure).toCompletableFuture();
              try {
                await(failing, IOException.class);
              } catch (IOException e) {
                log.add(e.getMessage());
              }
              return failing;
            });
    assertThat(log).containsExactly("down");
    assertThatThrownBy(view::get).isInstanceOf(ExecutionException.class).hasCause(failure);
  }

  @Async
  private static Future<String> failingCleanup(Gate<String> gate) {
    try {
      return ready(await(gate));
    } finally {
      throwIt();
    }
  }

  private static void throwIt() {
    throw new IllegalStateException("cleanup failed");
  }

  /** Nobody could see it: the view was cancelled before. */
  @Test
  void aFailureThatComesTooLateIsReported() {
    Gate<String> gate = new Gate<>();
    try (AsyncRuntime runtime =
        AsyncRuntime.currentThread()
            .uncaughtExceptionHandler((thread, failure) -> log.add(failure.getMessage()))
            .build()) {
      runtime.blockOn(
          async(
              () -> {
                CompletableFuture<String> view = failingCleanup(gate).toCompletableFuture();
                await(Until.holds(gate::wasPolled));
                view.cancel(true);
                await(yieldNow());
              }));
    }
    assertThat(log).containsExactly("cleanup failed");
  }

  @ParameterizedTest
  @EnumSource
  void aRuntimeThatClosesCancelsIt(Runtimes flavor) throws Exception {
    Gate<String> gate = new Gate<>();
    CompletableFuture<String> view =
        flavor.run(
            () -> {
              CompletableFuture<String> waiting = cleaning(gate).toCompletableFuture();
              await(Until.holds(gate::wasPolled));
              return waiting;
            });
    assertThatThrownBy(view::get).isInstanceOf(CancellationException.class);
    assertThat(log).containsExactly("cleaned up");
  }

  @Async
  private CompletableFuture<String> eager(Gate<String> gate) {
    try {
      return completed(await(gate));
    } finally {
      log.add("closed");
    }
  }

  @Test
  void completingThatOfAnEagerMethodAbortsItsRun() {
    Gate<String> gate = new Gate<>();
    CompletableFuture<String> run = eager(gate);
    run.complete("other");
    assertThat(log).containsExactly("closed");
    assertThat(gate.wasCancelled()).isTrue();
  }
}
