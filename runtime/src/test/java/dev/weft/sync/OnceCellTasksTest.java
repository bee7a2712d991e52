package dev.weft.sync;

import static dev.weft.Weft.pending;
import static dev.weft.sync.Asked.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.AsyncRuntime;
import dev.weft.BlockingCallable;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Weft;
import dev.weft.internal.runtime.Runtimes;
import dev.weft.internal.testing.Steps;
import dev.weft.internal.testing.Value;
import dev.weft.internal.testing.Waits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cells between tasks on each runtime, and between threads. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class OnceCellTasksTest {
  private final OnceCell<@Nullable Object> cell = new OnceCell<>();
  private final List<@Nullable Object> seen = new CopyOnWriteArrayList<>();

  @ParameterizedTest
  @EnumSource
  void oneOfManyTasksInitialises(Runtimes runtimes) {
    AtomicInteger runs = new AtomicInteger();
    try (AsyncRuntime runtime = runtimes.builder().build()) {
      List<JoinHandle<Object>> tasks = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        tasks.add(runtime.spawn(cell.getOrInit(() -> init(runs))));
      }
      tasks.forEach(task -> assertThat(runtime.blockOn(task)).isEqualTo(1));
    }
    assertThat(runs).hasValue(1);
  }

  private static Future<@Nullable Object> init(AtomicInteger runs) {
    return new Steps(Weft::yieldNow, Weft::yieldNow, runs::incrementAndGet);
  }

  /** Each but the last is aborted, wherever it is: in the line, chosen, or at work. */
  @ParameterizedTest
  @EnumSource
  void tasksThatAreAbortedLeaveTheirTurn(Runtimes runtimes) {
    try (AsyncRuntime runtime = runtimes.builder().build()) {
      List<JoinHandle<Object>> tasks = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        tasks.add(runtime.spawn(cell.getOrInit(() -> pending())));
      }
      JoinHandle<Object> last = runtime.spawn(cell.getOrInit(() -> "last"));
      tasks.forEach(JoinHandle::abort);
      assertThat(runtime.blockOn(last)).isEqualTo("last");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTaskMustNotBlock(Runtimes runtimes) {
    try (AsyncRuntime runtime = runtimes.builder().build()) {
      JoinHandle<Object> task =
          runtime.spawn(new Value<>(() -> cell.blockingGetOrInit(() -> "value")));
      assertThatThrownBy(() -> runtime.blockOn(task))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("OnceCell.blockingGetOrInit was called on thread '");
    }
    assertThat(cell.isSet()).isFalse();
  }

  @Test
  void aThreadInitialises() throws Exception {
    assertThat(cell.blockingGetOrInit(() -> "thread")).isEqualTo("thread");
    assertThat(cell.blockingGetOrInit(() -> "again")).isEqualTo("thread");
  }

  @Test
  void aThreadThatFailsLeavesItsTurn() {
    BlockingCallable<Object, IllegalStateException> failing =
        () -> {
          throw new IllegalStateException("failed");
        };
    assertThatThrownBy(() -> cell.blockingGetOrInit(failing)).hasMessage("failed");
    assertThat(cell.set("free")).isTrue();
  }

  @Test
  void aThreadWaitsForATask() {
    Asked<?> task = waiting(cell.getOrInit(() -> pending()));
    Thread thread = startWaiting();
    task.cancel();
    Waits.join(thread);
    assertThat(seen).containsExactly("thread");
    assertThat(cell.get()).isEqualTo("thread");
  }

  @Test
  void aThreadThatIsInterruptedLeavesTheLine() {
    Asked<?> task = waiting(cell.getOrInit(() -> pending()));
    Thread thread = startWaiting();
    thread.interrupt();
    Waits.join(thread);
    assertThat(seen).containsExactly("OnceCell.blockingGetOrInit was interrupted");
    task.cancel();
    assertThat(cell.set("free")).isTrue();
  }

  private Thread startWaiting() {
    Thread thread =
        Waits.start(
            () -> {
              try {
                seen.add(cell.blockingGetOrInit(() -> "thread"));
              } catch (InterruptedException e) {
                seen.add(e.getMessage());
              }
            });
    Waits.until("thread waits", () -> thread.getState() == Thread.State.WAITING);
    return thread;
  }
}
