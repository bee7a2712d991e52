package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.completed;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Methods that return a CompletableFuture start at the call, in and outside of a runtime. */
final class EagerTest {
  private final List<String> log = new ArrayList<>();

  @Async
  private CompletableFuture<String> twice(CompletionStage<String> stage) {
    log.add("starts on " + Thread.currentThread().getName());
    String first = await(stage);
    log.add("goes on on " + Thread.currentThread().getName());
    return completed(first + first);
  }

  @Test
  void startsOnTheCallersThreadAndGoesOnWhereTheStageCompletes() throws Exception {
    CompletableFuture<String> stage = new CompletableFuture<>();
    CompletableFuture<String> result = twice(stage);
    String caller = Thread.currentThread().getName();
    assertThat(log).containsExactly("starts on " + caller);
    Thread completer = new Thread(() -> stage.complete("ab"), "completer");
    completer.start();
    assertThat(result.get()).isEqualTo("abab");
    assertThat(log).containsExactly("starts on " + caller, "goes on on completer");
    completer.join();
  }

  @Test
  void isDoneAtOnceWhereNothingSuspends() {
    assertThat(twice(CompletableFuture.completedFuture("x"))).isCompletedWithValue("xx");
  }

  @Async
  private CompletionStage<String> failing(CompletionStage<String> stage) throws IOException {
    try {
      return completed(await(stage, IOException.class));
    } catch (IOException e) {
      throw new IOException("after " + e.getMessage(), e);
    }
  }

  @Async
  private static CompletableFuture<String> failingAtOnce() throws IOException {
    throw new IOException("at once");
  }

  /** What is thrown before the first await is not thrown at the caller. */
  @Test
  @Tag("P79")
  void aFailureAtOnceCompletesTheFuture() throws IOException {
    CompletableFuture<String> result = failingAtOnce();
    assertThatThrownBy(result::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(IOException.class)
        .hasMessage("at once");
  }

  @Test
  void failuresAreUnwrappedAtTheAwaitAndCompleteTheFuture() throws Exception {
    CompletableFuture<String> stage = new CompletableFuture<>();
    CompletableFuture<String> result = failing(stage.thenApply(s -> s)).toCompletableFuture();
    stage.completeExceptionally(new CompletionException(new IOException("cause")));
    assertThatThrownBy(result::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(IOException.class)
        .hasMessage("after cause");
  }

  @Async
  private static CompletableFuture<Integer> next(CompletableFuture<Integer> before) {
    return completed(await(before) + 1);
  }

  @Test
  void aChainThatCompletesStepByStepKeepsTheStackFlat() throws Exception {
    CompletableFuture<Integer> first = new CompletableFuture<>();
    CompletableFuture<Integer> last = first;
    for (int i = 0; i < 100_000; i++) {
      last = next(last);
    }
    first.complete(0);
    assertThat(last.get()).isEqualTo(100_000);
  }

  @Async
  private CompletableFuture<String> yielding() {
    Thread caller = Thread.currentThread();
    await(spawn(() -> "a task"));
    await(yieldNow());
    return completed(caller == Thread.currentThread() ? "same" : "other");
  }

  @ParameterizedTest
  @EnumSource
  void insideARuntimeTheRestIsATaskOfIt(Runtimes runtimes) throws Exception {
    assertThat(runtimes.<String>run(() -> await(yielding()))).isIn("same", "other");
    assertThat(Runtimes.CURRENT_THREAD.<String>run(() -> await(yielding()))).isEqualTo("same");
  }

  @Async
  private CompletableFuture<String> closing(CompletionStage<String> stage) {
    try {
      return completed(await(stage));
    } finally {
      log.add("closed");
    }
  }

  @Test
  void cancellingTheFutureAbortsTheRun() {
    CompletableFuture<String> stage = new CompletableFuture<>();
    CompletableFuture<String> run = closing(stage);
    run.cancel(true);
    assertThat(log).containsExactly("closed");
    assertThat(stage).isNotDone();
  }
}
