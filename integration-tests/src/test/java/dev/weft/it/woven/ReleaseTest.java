package dev.weft.it.woven;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.task.LocalSet;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is let go of when a runtime or a set of tasks is closed, though handles and wakers stay. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ReleaseTest {
  private final Watch watch = new Watch();
  private final Gate<String> gate = new Gate<>();

  @Async
  private Future<String> holding(Object held, Gate<String> gate) {
    String value = await(gate);
    watch.use(held);
    return ready(value);
  }

  @Async
  private static Future<Void> reached(Gate<?> gate) {
    while (!gate.wasPolled()) {
      await(yieldNow());
    }
    return ready();
  }

  private JoinHandle<String> closedWithTask(AsyncRuntime runtime, Duration timeout) {
    JoinHandle<String> task = runtime.spawn(holding(watch.make(), gate));
    runtime.blockOn(reached(gate));
    runtime.shutdownTimeout(timeout);
    while (!task.isFinished()) {
      Thread.onSpinWait();
    }
    return task;
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T11")
  void whatATaskHeldThatWasCancelled(Runtimes runtimes) {
    JoinHandle<String> task = closedWithTask(runtimes.start(), Duration.ofDays(1));
    assertThat(watch.isGone()).isTrue();
    assertThat(task.isFinished()).isTrue();
  }

  /** Where no time is left, a task is ended as it stands. */
  @ParameterizedTest
  @EnumSource
  @Tag("T11")
  void whatATaskHeldThatWasDropped(Runtimes runtimes) {
    JoinHandle<String> task = closedWithTask(runtimes.start(), Duration.ZERO);
    assertThat(watch.isGone()).isTrue();
    assertThat(task.isFinished()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T53")
  void whatALocalTaskHeldWhoseSetWasClosed(Runtimes runtimes) {
    LocalSet set = new LocalSet();
    try (AsyncRuntime runtime = runtimes.start()) {
      JoinHandle<String> task = closedWithLocalTask(runtime, set);
      assertThat(watch.isGone()).isTrue();
      assertThat(task.isFinished()).isTrue();
    }
  }

  private JoinHandle<String> closedWithLocalTask(AsyncRuntime runtime, LocalSet set) {
    JoinHandle<String> task = set.spawn(holding(watch.make(), gate));
    runtime.blockOn(async(() -> await(set.runUntil(reached(gate)))));
    set.close();
    return task;
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T26")
  void aRuntimeWhoseTasksHoldIt(Runtimes runtimes) {
    closedWithTasksThatHoldIt(runtimes);
    assertThat(watch.isGone()).isTrue();
  }

  /** A gate of their own: one that stays would keep their wakers, and these their runtime. */
  private void closedWithTasksThatHoldIt(Runtimes runtimes) {
    Gate<String> first = new Gate<>();
    Gate<String> second = new Gate<>();
    AsyncRuntime runtime = watch.watch(runtimes.start());
    runtime.spawn(holding(runtime, first));
    runtime.spawn(holding(runtime.handle(), second));
    runtime.spawn(sleep(Duration.ofDays(1)));
    runtime.blockOn(reached(first));
    runtime.blockOn(reached(second));
    runtime.close();
  }

  /** What a blockOn was called with that was dropped: its waker stays in the gate. */
  @ParameterizedTest
  @EnumSource
  @Tag("T11")
  void whatTheFutureOfBlockOnHeldThatWasDropped(Runtimes runtimes) throws Exception {
    AsyncRuntime runtime = runtimes.start();
    Thread blocked = new Thread(() -> blockUntilClosed(runtime));
    blocked.start();
    while (!gate.wasPolled()) {
      Thread.onSpinWait();
    }
    runtime.shutdownTimeout(Duration.ZERO);
    blocked.join();
    assertThat(watch.isGone()).isTrue();
  }

  private void blockUntilClosed(AsyncRuntime runtime) {
    try {
      runtime.blockOn(holding(watch.make(), gate));
    } catch (IllegalStateException e) {
      assertThat(e).hasMessageContaining("was closed while blockOn ran");
    }
  }
}
