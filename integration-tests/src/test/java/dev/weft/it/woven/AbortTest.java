package dev.weft.it.woven;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Outcome;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may abort a task, and where it cleans up then, on every runtime. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class AbortTest {
  private final Gate<String> gate = new Gate<>();
  private final Queue<Thread> cleanups = new ConcurrentLinkedQueue<>();

  @Async
  private Future<String> cleaningUp() {
    try {
      return ready(await(gate));
    } finally {
      cleanups.add(Thread.currentThread());
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T44")
  void aTaskThatSleepsIsAborted(Runtimes runtimes) throws Exception {
    Outcome<Void> outcome =
        runtimes.run(
            () -> {
              JoinHandle<Void> task = spawn(sleep(Duration.ofDays(1)));
              await(yieldNow());
              task.abort();
              return await(task.outcome());
            });
    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
  }

  /** The thread that aborts goes on at once; it runs nothing of the task. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DETERMINISTIC")
  @Tag("T44")
  void aTaskThatIsAbortedFromElsewhereCleansUpOnAThreadOfTheRuntime(Runtimes runtimes)
      throws Exception {
    CountDownLatch abort = new CountDownLatch(1);
    try (AsyncRuntime runtime = runtimes.start()) {
      JoinHandle<String> task = runtime.spawn(cleaningUp());
      Thread elsewhere = new Thread(() -> abortAfter(abort, task));
      elsewhere.start();
      runtime.blockOn(
          async(
              () -> {
                await(reached());
                abort.countDown();
                return await(task.outcome());
              }));
      elsewhere.join();
      assertThat(cleanups).hasSize(1).doesNotContain(elsewhere);
    }
  }

  private static void abortAfter(CountDownLatch latch, JoinHandle<?> task) {
    try {
      latch.await();
      task.abort();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Async
  private Future<Void> reached() {
    while (!gate.wasPolled()) {
      await(yieldNow());
    }
    return ready();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("T44")
  void anAbortedTaskEndsThoughNobodyHoldsItsHandle(Runtimes runtimes) throws Exception {
    int cleaned =
        runtimes.run(
            () -> {
              spawnAndAbort();
              while (cleanups.isEmpty()) {
                await(yieldNow());
              }
              return cleanups.size();
            });
    assertThat(cleaned).isEqualTo(1);
  }

  private void spawnAndAbort() {
    JoinHandle<String> task = spawn(cleaningUp());
    task.abort();
  }

  /** A waker outlives the wait, and what comes later finds a task that has ended. */
  @ParameterizedTest
  @EnumSource
  @Tag("T44")
  void aWakeUpAfterTheAbortDoesNothing(Runtimes runtimes) throws Exception {
    Outcome<String> outcome =
        runtimes.run(
            () -> {
              JoinHandle<String> task = spawn(cleaningUp());
              await(reached());
              task.abort();
              task.abort();
              await(task.outcome());
              gate.open("too late");
              task.abort();
              await(yieldNow());
              return await(task.outcome());
            });
    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
    assertThat(cleanups).hasSize(1);
  }
}
