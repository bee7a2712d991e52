package dev.weft.internal.runtime;

import static dev.weft.Weft.blockInPlace;
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
import dev.weft.task.TaskId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tasks that block in place, and what goes on meanwhile. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BlockInPlaceTest {
  /** A task that blocks until a latch is open, and then tells where it is. */
  private static Steps blocks(CountDownLatch begun, CountDownLatch end) {
    return new Steps(
        () ->
            blockInPlace(
                () -> {
                  begun.countDown();
                  Waits.await(end);
                  return "blocked";
                }));
  }

  @Tag("T34")
  @ParameterizedTest
  @EnumSource(
      value = Runtimes.class,
      names = {"ONE_WORKER", "FOUR_WORKERS"})
  void othersGoOnAsManyAsBlock(Runtimes runtimes) {
    int count = 20;
    CountDownLatch begun = new CountDownLatch(count);
    CountDownLatch end = new CountDownLatch(1);
    try (AsyncRuntime runtime = runtimes.builder().build()) {
      List<JoinHandle<?>> handles = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        handles.add(runtime.spawn(blocks(begun, end)));
      }
      Waits.await(begun);
      assertThat(runtime.blockOn(runtime.spawn(new Yields(1_000)))).isEqualTo(1_000);
      runtime.blockOn(runtime.spawn(Weft.sleep(Duration.ofMillis(1))));
      end.countDown();
      handles.forEach(handle -> assertThat(runtime.blockOn(handle)).isEqualTo("blocked"));
      assertThat(runtime.blockOn(runtime.spawn(new Yields(1_000)))).isEqualTo(1_000);
    }
  }

  /** The task was woken last, and so would be the next of the worker that is given away. */
  @Tag("T37")
  @Test
  void whatTheTaskHasWokenRunsMeanwhile() {
    try (AsyncRuntime runtime = Runtimes.ONE_WORKER.builder().build()) {
      Object value =
          runtime.blockOn(
              runtime.spawn(
                  new Steps(
                      () -> {
                        CountDownLatch ran = new CountDownLatch(1);
                        AsyncRuntime.current().spawn(Steps.run(ran::countDown));
                        blockInPlace(() -> Waits.await(ran));
                        return "over";
                      })));
      assertThat(value).isEqualTo("over");
    }
  }

  /** Quick work, so that at times the thread gets its worker back and at times it doesn't. */
  @ParameterizedTest
  @EnumSource(
      value = Runtimes.class,
      names = {"ONE_WORKER", "FOUR_WORKERS"})
  void noTaskIsLostWhoeverGetsTheWorker(Runtimes runtimes) {
    int tasks = 8;
    int rounds = 500;
    AtomicInteger runs = new AtomicInteger();
    try (AsyncRuntime runtime = runtimes.builder().build()) {
      List<JoinHandle<?>> handles = new ArrayList<>();
      for (int i = 0; i < tasks; i++) {
        handles.add(runtime.spawn(blocksOften(runs, rounds)));
      }
      handles.forEach(runtime::blockOn);
      assertThat(runs).hasValue(tasks * rounds);
    }
  }

  /** Waits each time for a task that blocks, and so goes on on whatever thread. */
  private static Steps blocksOften(AtomicInteger runs, int rounds) {
    Callable<?> step =
        () -> {
          blockInPlace(runs::incrementAndGet);
          return new Yields(1);
        };
    return new Steps(Collections.nCopies(rounds, step).toArray(Callable<?>[]::new));
  }

  @Tag("T36")
  @Tag("T48b")
  @Test
  void aFutureCanBeWaitedForAndThatCanBlockInTurn() {
    try (AsyncRuntime runtime = Runtimes.ONE_WORKER.builder().build()) {
      for (int i = 0; i < 100; i++) {
        Object value = runtime.blockOn(runtime.spawn(new Steps(() -> nested(3))));
        assertThat(value).isEqualTo(3);
      }
    }
  }

  private static int nested(int depth) {
    AsyncRuntime runtime = AsyncRuntime.current();
    return depth == 0
        ? 0
        : 1 + blockInPlace(() -> runtime.blockOn(new Value<>(() -> nested(depth - 1))));
  }

  @Tag("T34")
  @Test
  void yieldsAndLocksWorkInThere() {
    Lock lock = new ReentrantLock();
    AtomicInteger count = new AtomicInteger();
    try (AsyncRuntime runtime = Runtimes.ONE_WORKER.builder().build()) {
      Steps body =
          new Steps(
              () ->
                  blockInPlace(
                      () -> {
                        lock.lock();
                        try {
                          count.addAndGet(runtime.blockOn(new Yields(10)));
                          return count.addAndGet(runtime.blockOn(runtime.spawn(new Yields(3))));
                        } finally {
                          lock.unlock();
                        }
                      }));
      assertThat(runtime.blockOn(runtime.spawn(body))).isEqualTo(13);
    }
  }

  @Tag("T54c")
  @Test
  void theTaskStaysWhatItIs() {
    try (AsyncRuntime runtime = Runtimes.ONE_WORKER.builder().build()) {
      List<Object> seen = new ArrayList<>();
      JoinHandle<?> handle =
          runtime.spawn(
              new Steps(
                  () -> {
                    seen.add(TaskId.current());
                    seen.add(
                        blockInPlace(
                            () -> {
                              runtime.blockOn(runtime.spawn(new Yields(10)));
                              return TaskId.current();
                            }));
                    seen.add(TaskId.current());
                    return new Yields(3);
                  },
                  () -> seen.add(TaskId.current())));
      runtime.blockOn(handle);
      assertThat(seen).hasSize(4).containsOnly(handle.id());
    }
  }

  @Test
  void aFailureComesOutAsItIs() {
    Steps body =
        Steps.run(
            () ->
                blockInPlace(
                    () -> {
                      throw new UncheckedIOException(new IOException("disk"));
                    }));
    try (AsyncRuntime runtime = Runtimes.ONE_WORKER.builder().build()) {
      assertThatThrownBy(() -> runtime.blockOn(runtime.spawn(body)))
          .isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void outsideOfARuntimeTheWorkIsJustRun() throws IOException {
    assertThat(blockInPlace(() -> Files.exists(Path.of("")))).isTrue();
    assertThatThrownBy(
            () ->
                blockInPlace(
                    () -> {
                      throw new IOException("disk");
                    }))
        .isInstanceOf(IOException.class);
  }

  @Tag("T48b")
  @ParameterizedTest
  @EnumSource(Runtimes.class)
  void whereAThreadMayBlockTheWorkIsJustRun(Runtimes runtimes) {
    try (AsyncRuntime runtime = runtimes.builder().build()) {
      Steps body =
          new Steps(
              () ->
                  Weft.spawnBlocking(
                      () -> {
                        Thread here = Thread.currentThread();
                        return blockInPlace(() -> Thread.currentThread() == here);
                      }));
      assertThat(runtime.blockOn(runtime.spawn(body))).isEqualTo(true);
    }
  }

  @Tag("T48b")
  @ParameterizedTest
  @EnumSource(
      value = Runtimes.class,
      names = {"CURRENT_THREAD", "ON_EXECUTOR"})
  void whereNobodyElseCanGoOnItIsRefused(Runtimes runtimes) {
    try (AsyncRuntime runtime = runtimes.builder().name("lone").build()) {
      Steps body = new Steps(() -> blockInPlace(() -> "never"));
      assertThatThrownBy(() -> runtime.blockOn(runtime.spawn(body)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("blockInPlace was called on thread '")
          .hasMessageContaining(
              "which alone runs the tasks of the runtime 'lone'; call await(spawnBlocking(...))"
                  + " instead, or use a multi-thread runtime");
    }
  }

  @Tag("T35")
  @Test
  void closingWaitsForTheWork() {
    AtomicInteger done = new AtomicInteger();
    CountDownLatch begun = new CountDownLatch(1);
    Gate gate = new Gate();
    try (AsyncRuntime runtime = Runtimes.ONE_WORKER.builder().build()) {
      runtime.spawn(
          new Steps(
              () ->
                  blockInPlace(
                      () -> {
                        begun.countDown();
                        Waits.until("the gate is left", () -> gate.cancelled() == 1);
                        return done.incrementAndGet();
                      })));
      Waits.await(begun);
      runtime.spawn(gate);
      gate.awaitReached();
    }
    assertThat(done).hasValue(1);
  }

  @Test
  void everyThreadThatBeginsEnds() {
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger ended = new AtomicInteger();
    CountDownLatch end = new CountDownLatch(1);
    try (AsyncRuntime runtime =
        Runtimes.ONE_WORKER
            .builder()
            .onThreadStart(begun::incrementAndGet)
            .onThreadStop(ended::incrementAndGet)
            .build()) {
      CountDownLatch blocked = new CountDownLatch(3);
      for (int i = 0; i < 3; i++) {
        runtime.spawn(blocks(blocked, end));
      }
      Waits.await(blocked);
      end.countDown();
    }
    assertThat(begun.get()).isGreaterThanOrEqualTo(4).isEqualTo(ended.get());
  }

  /** No thread can take over any more. */
  @Test
  void aTaskThatOutlivesItsRuntimeStillBlocks() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    AsyncRuntime runtime = Runtimes.ONE_WORKER.builder().build();
    runtime.spawn(
        Steps.run(
            () -> {
              begun.countDown();
              Waits.await(closed);
              blockInPlace(done::countDown);
            }));
    Waits.await(begun);
    runtime.shutdownTimeout(Duration.ZERO);
    closed.countDown();
    Waits.await(done);
  }

  @Test
  void aRuntimeCanBeClosedFromInside() {
    AsyncRuntime runtime = Runtimes.ONE_WORKER.builder().build();
    JoinHandle<?> handle =
        runtime.spawn(Steps.run(() -> blockInPlace(() -> runtime.shutdownTimeout(Duration.ZERO))));
    Waits.until("the task has ended", handle::isFinished);
    runtime.close();
  }
}
