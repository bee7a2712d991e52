package dev.weft.internal.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.AsyncRuntime;
import dev.weft.JoinHandle;
import dev.weft.Outcome;
import dev.weft.internal.task.Current;
import dev.weft.internal.testing.Steps;
import dev.weft.internal.testing.Waits;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BlockingTaskTest {
  private final AsyncRuntime runtime =
      AsyncRuntime.multiThread().workerThreads(1).maxBlockingThreads(1).build();
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void close() {
    release.countDown();
    runtime.close();
  }

  private <T> JoinHandle<T> spawn(Callable<T> work) {
    return runtime.blockOn(
        new dev.weft.internal.testing.Value<>(
            () -> BlockingTask.spawn(Current.scheduler("test"), work, "T\nspawn\n\n-1")));
  }

  private JoinHandle<String> occupy() {
    CountDownLatch started = new CountDownLatch(1);
    JoinHandle<String> handle =
        spawn(
            () -> {
              started.countDown();
              Waits.await(release);
              return "done";
            });
    Waits.await(started);
    return handle;
  }

  @Test
  void givesTheValueAndRunsElsewhere() {
    JoinHandle<String> handle = spawn(() -> Thread.currentThread().getName());
    assertThat(runtime.blockOn(handle)).isEqualTo("weft-worker-blocking-1");
  }

  @Test
  void rethrowsTheFailureAsItIs() {
    IOException failure = new IOException("disk");
    JoinHandle<String> handle =
        spawn(
            () -> {
              throw failure;
            });
    assertThatThrownBy(() -> runtime.blockOn(handle)).isSameAs(failure).hasNoCause();
  }

  @Test
  void abortingBeforeTheStartPreventsIt() {
    JoinHandle<String> busy = occupy();
    AtomicBoolean ran = new AtomicBoolean();
    JoinHandle<Object> queued =
        spawn(
            () -> {
              ran.set(true);
              return "ran";
            });
    queued.abort();
    assertThat(runtime.blockOn(queued.outcome())).isInstanceOf(Outcome.Cancelled.class);
    release.countDown();
    assertThat(runtime.blockOn(busy)).isEqualTo("done");
    assertThat(runtime.blockOn(spawn(() -> "next"))).isEqualTo("next");
    assertThat(ran).isFalse();
  }

  @Test
  void abortingAfterTheStartHasNoEffect() {
    JoinHandle<String> busy = occupy();
    busy.abort();
    // A task behind the aborted one: once it has run, the abort was acted on.
    runtime.blockOn(runtime.spawn(Steps.run(() -> {})));
    assertThat(busy.isFinished()).isFalse();
    release.countDown();
    assertThat(runtime.blockOn(busy)).isEqualTo("done");
  }

  @Test
  void closeEndsTheHandleOfWorkThatHasNotStarted() {
    JoinHandle<String> busy = occupy();
    JoinHandle<String> queued = spawn(() -> "never");
    runtime.shutdownTimeout(Duration.ofMillis(1));
    // A worker that still polled one of them ends it when it lets go, which may be later.
    try (AsyncRuntime other = AsyncRuntime.currentThread().build()) {
      assertThatThrownBy(() -> other.blockOn(queued)).isInstanceOf(CancellationException.class);
      assertThatThrownBy(() -> other.blockOn(busy)).isInstanceOf(CancellationException.class);
    }
  }

  @Test
  void closeWaitsForWorkThatHasStarted() {
    JoinHandle<String> busy = occupy();
    Thread closer = Waits.start(runtime::close);
    release.countDown();
    Waits.join(closer);
    try (AsyncRuntime other = AsyncRuntime.currentThread().build()) {
      assertThat(other.blockOn(busy)).isEqualTo("done");
    }
  }

  @Test
  @Tag("T48")
  void mayBlockOnTheRuntime() {
    JoinHandle<Integer> handle =
        spawn(() -> runtime.blockOn(new dev.weft.internal.testing.Yields(5)));
    assertThat(runtime.blockOn(handle)).isEqualTo(5);
  }
}
