package dev.weft.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.AsyncRuntime;
import dev.weft.JoinHandle;
import dev.weft.Weft;
import dev.weft.internal.testing.Gate;
import dev.weft.internal.testing.Steps;
import dev.weft.internal.testing.Value;
import dev.weft.internal.testing.Waits;
import dev.weft.internal.testing.Yields;
import dev.weft.time.Deadline;
import dev.weft.time.Sleep;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Tasks and timers from outside of tasks: from other threads, and from blocking work. */
@ParameterizedClass
@EnumSource(Runtimes.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SpawnTest {
  private final AsyncRuntime runtime;
  private final Gate end = new Gate();
  private final Thread driver;

  SpawnTest(Runtimes kind) {
    runtime = kind.builder().build();
    driver = Waits.start(() -> runtime.blockOn(end));
    end.awaitReached();
  }

  @AfterEach
  void close() {
    end.open();
    Waits.join(driver);
    runtime.close();
  }

  private void awaitAsleep() {
    Waits.until(
        "asleep",
        () -> runtime.metrics().workers().stream().allMatch(w -> w.parks() > w.unparks()));
  }

  /** What blocking work gives. */
  @SuppressWarnings("unchecked") // the step gives what the work does
  private <T> T blocking(Callable<T> work) {
    return (T) runtime.blockOn(runtime.spawn(new Steps(() -> Weft.spawnBlocking(work))));
  }

  @Test
  void anotherThreadGetsACompletableFutureOfATask() {
    CompletableFuture<Integer> view = runtime.handle().toCompletableFuture(new Value<>(() -> 7));
    assertThat(view.join()).isEqualTo(7);
    Gate gate = new Gate();
    CompletableFuture<?> waiting = runtime.toCompletableFuture(gate);
    gate.awaitReached();
    long alive = runtime.metrics().aliveTasks();
    waiting.cancel(false);
    Waits.until("aborted", () -> runtime.metrics().aliveTasks() == alive - 1);
  }

  @Test
  void onAClosedRuntimeItIsCancelled() {
    AsyncRuntime closed = AsyncRuntime.currentThread().build();
    closed.close();
    assertThat(closed.toCompletableFuture(new Gate())).isCancelled();
  }

  /** The task would wait on in its cleanup; who waits for it must not. */
  @Test
  void oneThatIsDroppedWithItsRuntimeIsCancelled() {
    AsyncRuntime closing = AsyncRuntime.multiThread().workerThreads(1).build();
    Gate never = new Gate();
    CompletableFuture<?> waiting = closing.toCompletableFuture(Weft.shield(never));
    never.awaitReached();
    closing.shutdownTimeout(Duration.ZERO);
    assertThatThrownBy(waiting::join).isInstanceOf(CancellationException.class);
  }

  @Test
  @Tag("T4")
  void aSpawnFromAnotherThreadWakesARuntimeThatSleeps() {
    for (int i = 0; i < 200; i++) {
      awaitAsleep();
      CountDownLatch ran = new CountDownLatch(1);
      runtime.spawn(Steps.run(ran::countDown));
      Waits.await(ran);
    }
  }

  private void keepBusy() {
    for (int i = 0; i < 100; i++) {
      runtime.spawn(new Yields(Integer.MAX_VALUE));
    }
  }

  @Test
  @Tag("T4")
  void aSpawnFromAnotherThreadGetsItsTurnUnderLoad() {
    keepBusy();
    for (int i = 0; i < 200; i++) {
      CountDownLatch ran = new CountDownLatch(1);
      runtime.spawn(Steps.run(ran::countDown));
      Waits.await(ran);
    }
  }

  @Test
  @Tag("T8")
  void aTimerFiresUnderLoad() {
    keepBusy();
    for (int i = 0; i < 20; i++) {
      JoinHandle<Void> sleeper = runtime.spawn(Sleep.of(Duration.ofMillis(1)));
      Waits.until("fired", sleeper::isFinished);
    }
  }

  @Test
  @Tag("T8")
  void theResultOfBlockingWorkComesBackUnderLoad() {
    keepBusy();
    assertThat(blocking(() -> 42)).isEqualTo(42);
  }

  @Test
  @Tag("T5")
  void blockingWorkSpawnsTasks() {
    JoinHandle<Integer> task = blocking(() -> Weft.spawn(new Yields(3)));
    assertThat(runtime.blockOn(task)).isEqualTo(3);
  }

  @Test
  @Tag("T5")
  void blockingWorkSpawnsBlockingWork() {
    JoinHandle<AsyncRuntime> inner = blocking(() -> Weft.spawnBlocking(AsyncRuntime::current));
    assertThat(runtime.blockOn(inner)).isSameAs(runtime);
  }

  @Test
  @Tag("T6")
  void aSleepThatBlockingWorkBlocksOnEnds() {
    Deadline deadline = Deadline.after(Duration.ofMillis(2));
    boolean over =
        blocking(
            () -> {
              AsyncRuntime.current().handle().blockOn(Sleep.until(deadline));
              return deadline.remaining().isZero();
            });
    assertThat(over).isTrue();
  }

  @Test
  @Tag("T6")
  void aSleepThatBlockingWorkHasAnotherRuntimePollEnds() {
    Deadline deadline = Deadline.after(Duration.ofMillis(2));
    boolean over =
        blocking(
            () -> {
              try (AsyncRuntime other = AsyncRuntime.currentThread().build()) {
                other.blockOn(Sleep.until(deadline));
              }
              return deadline.remaining().isZero();
            });
    assertThat(over).isTrue();
  }
}
