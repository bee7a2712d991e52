package dev.weft.it.woven;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of an unchecked failure of a task, on every runtime. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class PanicTest {
  private final Queue<String> log = new ConcurrentLinkedQueue<>();

  @Async
  private Future<String> panicking(RuntimeException panic) {
    try {
      await(yieldNow());
      throw panic;
    } finally {
      await(yieldNow());
      log.add("cleaned up");
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T10")
  void aPanicRunsTheCleanupAndTheRuntimeGoesOn(Runtimes runtimes) throws Exception {
    RuntimeException panic = new IllegalStateException("boom");
    List<Object> seen =
        runtimes.run(
            () -> {
              List<Object> all = new ArrayList<>();
              all.add(await(spawn(panicking(panic)).outcome()));
              log.add("seen");
              all.add(await(spawn(() -> "next")));
              return all;
            });
    assertThat(seen).containsExactly(new Outcome.Panic<>(panic), "next");
    assertThat(log).containsExactly("cleaned up", "seen");
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T10")
  void aPanicOfTheFutureOfBlockOnComesOutOfIt(Runtimes runtimes) {
    RuntimeException panic = new IllegalStateException("boom");
    try (AsyncRuntime runtime = runtimes.start()) {
      assertThatThrownBy(() -> runtime.blockOn(panicking(panic))).isSameAs(panic);
      assertThat(log).containsExactly("cleaned up");
      assertThat(runtime.<String>blockOn(async(() -> "next"))).isEqualTo("next");
    }
  }

  @Test
  @Tag("T46")
  void anOutcomeSaysWhatHasHappened() {
    assertThat(new Outcome.Panic<>(new IllegalStateException("boom")))
        .hasToString("Panic[cause=java.lang.IllegalStateException: boom]");
    assertThat(new Outcome.Failure<>(new IOException("disk")))
        .hasToString("Failure[cause=java.io.IOException: disk]");
    assertThat(new Outcome.Cancelled<>("stop")).hasToString("Cancelled[reason=stop]");
    assertThat(new Outcome.Success<>(1)).hasToString("Success[value=1]");
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T46")
  void theHandleGivesThePanicItself(Runtimes runtimes) {
    RuntimeException panic = new IllegalStateException("boom");
    try (AsyncRuntime runtime = runtimes.start()) {
      JoinHandle<String> task = runtime.spawn(panicking(panic));
      assertThatThrownBy(() -> runtime.blockOn(task)).isSameAs(panic).hasMessage("boom");
      assertThat(task).hasToString("task " + task.id());
    }
  }
}
