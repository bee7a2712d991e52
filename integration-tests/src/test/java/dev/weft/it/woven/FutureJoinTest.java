package dev.weft.it.woven;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.pending;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.shield;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.spawnBlocking;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.sync.Oneshot;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Threads that block until a future has ended. */
@Timeout(60)
final class FutureJoinTest {
  private final List<String> log = new ArrayList<>();

  @AfterEach
  void noInterruptIsLeftOver() {
    assertThat(Thread.interrupted()).isFalse();
  }

  /** Those whose tasks run without a thread inside of blockOn. */
  @ParameterizedTest
  @EnumSource(names = {"ONE_WORKER", "FOUR_WORKERS", "ON_EXECUTOR"})
  void aThreadWaitsForATask(Runtimes flavor) throws Exception {
    Gate<String> gate = new Gate<>();
    try (AsyncRuntime runtime = flavor.start()) {
      JoinHandle<String> task = runtime.spawn(gate);
      gate.open("done");
      assertThat(task.join()).isEqualTo("done");
      assertThat(task.join()).isEqualTo("done");
    }
  }

  @Test
  void theResultOutlivesTheRuntime() throws Exception {
    AsyncRuntime runtime = Runtimes.ONE_WORKER.start();
    JoinHandle<String> task = runtime.spawn(ready("x"));
    task.join();
    runtime.close();
    assertThat(task.join()).isEqualTo("x");
  }

  @Test
  void aTaskThatWasAbortedIsACancellation() {
    try (AsyncRuntime runtime = Runtimes.ONE_WORKER.start()) {
      JoinHandle<String> task = runtime.spawn(pending());
      task.abort();
      assertThatThrownBy(task::join).isInstanceOf(CancellationException.class);
    }
  }

  @Async
  private Future<String> lazy(Future<String> gate) throws IOException {
    log.add(Thread.currentThread().getName());
    String value = await(gate);
    log.add(Thread.currentThread().getName());
    if (value.isEmpty()) {
      throw new IOException("empty");
    }
    return ready(value);
  }

  @Test
  void outsideOfARuntimeTheThreadItselfRunsTheFuture() throws Exception {
    Oneshot.Channel<String> channel = Oneshot.channel();
    Thread sender = new Thread(() -> channel.tx().send("sent"), "sender");
    Future<String> future = lazy(channel.rx().recv());
    sender.start();
    assertThat(future.join()).isEqualTo("sent");
    String caller = Thread.currentThread().getName();
    assertThat(log).containsExactly(caller, caller);
    sender.join();
  }

  @Test
  void sleepsWorkThere() throws Exception {
    assertThat(sleep(Duration.ofNanos(1)).map(v -> "slept").join()).isEqualTo("slept");
  }

  @Test
  void failuresAreThrownAsTheyAre() {
    assertThatThrownBy(() -> lazy(ready("")).join())
        .isInstanceOf(IOException.class)
        .hasMessage("empty")
        .satisfies(
            e ->
                assertThat(e.getStackTrace())
                    .extracting(StackTraceElement::getMethodName)
                    .startsWith("lazy")
                    .contains("failuresAreThrownAsTheyAre"));
  }

  @Test
  void whatNeedsARuntimeSaysThatThereIsNone() {
    assertThatThrownBy(() -> async(() -> spawn(ready(1)).isFinished()).join())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("spawn was called outside of a runtime");
  }

  @ParameterizedTest
  @EnumSource
  void blockingWorkRunsTheFutureInItsRuntime(Runtimes flavor) throws Exception {
    String value =
        flavor.run(
            () ->
                await(
                    spawnBlocking(
                        () -> {
                          Future<String> inside = async(() -> await(spawn(ready("inside"))));
                          return inside.join();
                        })));
    assertThat(value).isEqualTo("inside");
  }

  @ParameterizedTest
  @EnumSource
  void aThreadThatRunsTasksMustNot(Runtimes flavor) {
    assertThatThrownBy(() -> flavor.run(() -> ready("x").join()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching(
            "Future\\.join was called on thread '.+', which runs tasks and must not block; await"
                + " the future instead, or call join inside spawnBlocking\\(\\.\\.\\.\\) or, in a"
                + " task of a multi-thread runtime, blockInPlace\\(\\.\\.\\.\\)");
  }

  /** The thread of the event loop would wait for itself, though it runs no task right now. */
  @Test
  void theThreadOfAnEventLoopMustNotWaitForItsTasks() {
    List<Runnable> loop = new ArrayList<>();
    AsyncRuntime runtime = AsyncRuntime.on(loop::add).build();
    JoinHandle<String> task = runtime.spawn(ready("x"));
    loop.remove(0).run();
    assertThat(task.isFinished()).isTrue();
    assertThatThrownBy(task::join)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Future.join was called on thread");
    runtime.shutdownBackground();
  }

  @Async
  private Future<String> cleaningUp(Future<String> gate) {
    try {
      return ready(await(gate));
    } finally {
      await(shield(yieldNow()));
      log.add("cleaned up");
    }
  }

  @Test
  void anInterruptCancelsTheFutureAndIsThrownAfterItsCleanup() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> cleaningUp(pending()).join()).isInstanceOf(InterruptedException.class);
    assertThat(log).containsExactly("cleaned up");
  }

  @Test
  void anInterruptEndsTheSleepOfTheThread() {
    Thread waiting = Thread.currentThread();
    Thread interrupter =
        new Thread(
            () -> {
              while (waiting.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
              }
              waiting.interrupt();
            });
    interrupter.start();
    assertThatThrownBy(() -> cleaningUp(pending()).join()).isInstanceOf(InterruptedException.class);
    assertThat(log).containsExactly("cleaned up");
  }

  @Test
  void anInterruptLeavesTheTaskOfAHandleAlone() throws Exception {
    Gate<String> gate = new Gate<>();
    try (AsyncRuntime runtime = Runtimes.ONE_WORKER.start()) {
      JoinHandle<String> task = runtime.spawn(gate);
      Thread.currentThread().interrupt();
      assertThatThrownBy(task::join).isInstanceOf(InterruptedException.class);
      gate.open("goes on");
      assertThat(task.join()).isEqualTo("goes on");
    }
  }

  @Test
  void anInterruptInTheContextOfARuntimeIsThrownOnce() throws Exception {
    boolean flag =
        Runtimes.ONE_WORKER.run(
            () ->
                await(
                    spawnBlocking(
                        () -> {
                          Thread.currentThread().interrupt();
                          assertThatThrownBy(() -> pending().join())
                              .isInstanceOf(InterruptedException.class);
                          return Thread.interrupted();
                        })));
    assertThat(flag).isFalse();
  }
}
