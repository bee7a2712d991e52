package dev.weft.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.AsyncRuntime;
import dev.weft.JoinHandle;
import dev.weft.internal.testing.Gate;
import dev.weft.internal.testing.Steps;
import dev.weft.internal.testing.Waits;
import java.lang.ref.Cleaner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Runtimes that are closed, and tasks that are woken, by threads that end and in hooks. */
@ParameterizedClass
@EnumSource(Runtimes.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OddPlacesTest {
  private static final Cleaner CLEANER = Cleaner.create();

  private final Runtimes kind;
  private final AsyncRuntime runtime;
  private final Gate gate = new Gate();
  private final JoinHandle<String> task;

  OddPlacesTest(Runtimes kind) {
    this.kind = kind;
    runtime = kind.builder().build();
    task = runtime.spawn(gate);
  }

  @AfterEach
  void close() {
    runtime.close();
  }

  private void assertThatTheRuntimeCloses() {
    Waits.until("its task ended", task::isFinished);
    runtime.close();
    assertThat(runtime.spawn(new Gate()).isFinished()).isTrue();
  }

  /** Runs code on a thread that is about to end, after its own code. */
  private static Thread atTheEndOfAThread(Runnable code) {
    Thread thread =
        new Thread(
            () -> {
              throw new IllegalStateException("ends the thread");
            });
    thread.setUncaughtExceptionHandler((t, e) -> code.run());
    thread.start();
    return thread;
  }

  /** Runs code on a worker of another runtime that is about to end. */
  private static void atTheEndOfAWorker(Runnable code) {
    AsyncRuntime.multiThread().workerThreads(1).onThreadStop(code).build().close();
  }

  @Test
  @Tag("T14")
  void aThreadThatEndsMayCloseARuntime() {
    Waits.join(atTheEndOfAThread(runtime::close));
    assertThatTheRuntimeCloses();
  }

  @Test
  @Tag("T14")
  void aWorkerThatEndsMayCloseAnotherRuntime() {
    atTheEndOfAWorker(runtime::close);
    assertThatTheRuntimeCloses();
  }

  @Test
  @Tag("T14")
  void aCleanerMayCloseARuntime() {
    CLEANER.register(new Object(), runtime::close);
    Waits.until("its task ended", this::collectAndAsk);
    assertThatTheRuntimeCloses();
  }

  private boolean collectAndAsk() {
    System.gc();
    return task.isFinished();
  }

  @Test
  @Tag("T14")
  void theHooksOfARuntimeMayCloseIt() {
    AtomicReference<AsyncRuntime> itself = new AtomicReference<>();
    AtomicInteger closes = new AtomicInteger();
    Runnable close =
        () -> {
          AsyncRuntime made = itself.get();
          if (made != null) {
            made.close();
            closes.incrementAndGet();
          }
        };
    AsyncRuntime hooked =
        kind.builder().onThreadStop(close).onTaskTerminate(ended -> close.run()).build();
    itself.set(hooked);
    JoinHandle<String> waiting = hooked.spawn(new Gate());
    JoinHandle<Object> first = hooked.spawn(Steps.run(() -> {}));
    driveToItsEnd(hooked);
    Waits.until("all ended", () -> waiting.isFinished() && first.isFinished());
    hooked.close();
    assertThat(closes).hasValueGreaterThanOrEqualTo(2);
  }

  private static void driveToItsEnd(AsyncRuntime closing) {
    try {
      closing.blockOn(new Gate());
    } catch (IllegalStateException e) {
      assertThat(e).hasMessageContaining("closed");
    }
  }

  @Test
  @Tag("T17")
  void aThreadThatEndsMayWakeATask() {
    Thread driver = Waits.start(() -> runtime.blockOn(task));
    gate.awaitReached();
    Waits.join(atTheEndOfAThread(gate::open));
    Waits.join(driver);
    assertThat(task.isFinished()).isTrue();
  }

  @Test
  @Tag("T17")
  void aWorkerThatEndsMayWakeATaskOfAnotherRuntime() {
    Thread driver = Waits.start(() -> runtime.blockOn(task));
    gate.awaitReached();
    atTheEndOfAWorker(gate::open);
    Waits.join(driver);
    assertThat(task.isFinished()).isTrue();
  }

  /** Its tasks have been dropped by then. */
  @Test
  @Tag("T17")
  void threadsOfAClosedRuntimeMayWakeItsTasks() {
    Gate own = new Gate();
    AsyncRuntime closed = kind.builder().onThreadStop(own::open).build();
    JoinHandle<String> waiting = closed.spawn(own);
    closed.shutdownTimeout(Duration.ZERO);
    Waits.until("dropped", waiting::isFinished);
    own.open();
    assertThat(closed.metrics().aliveTasks()).isZero();
  }

  /** No lock of the runtime is held meanwhile: other threads can call it, too. */
  @Test
  @Tag("T19")
  void whoIsToldOfEndsWhileTheRuntimeClosesMayCallIt() {
    endsThatCallTheRuntime(Duration.ZERO);
    endsThatCallTheRuntime(Duration.ofDays(1));
  }

  private void endsThatCallTheRuntime(Duration timeout) {
    AtomicReference<AsyncRuntime> itself = new AtomicReference<>();
    AtomicInteger ends = new AtomicInteger();
    AtomicInteger answers = new AtomicInteger();
    Gate all = new Gate();
    AsyncRuntime closed =
        kind.builder()
            .onTaskTerminate(
                ended -> {
                  if (ends.incrementAndGet() <= 100) {
                    Waits.join(Waits.start(() -> use(itself.get(), all)));
                    answers.incrementAndGet();
                  }
                })
            .build();
    itself.set(closed);
    List<JoinHandle<String>> handles = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      handles.add(closed.spawn(all));
    }
    closed.shutdownTimeout(timeout);
    Waits.until("all ended", () -> handles.stream().allMatch(JoinHandle::isFinished));
    Waits.until("all answered", () -> answers.get() == 100);
  }

  private static void use(AsyncRuntime runtime, Gate gate) {
    gate.open();
    assertThat(runtime.metrics().aliveTasks()).isNotNegative();
    runtime.spawn(gate);
  }
}
