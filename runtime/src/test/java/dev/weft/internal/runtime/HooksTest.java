package dev.weft.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.AsyncRuntime;
import dev.weft.JoinHandle;
import dev.weft.Weft;
import dev.weft.internal.testing.Gate;
import dev.weft.internal.testing.Steps;
import dev.weft.internal.testing.Value;
import dev.weft.internal.testing.Waits;
import dev.weft.internal.testing.Yields;
import dev.weft.task.TaskId;
import dev.weft.task.TaskMeta;
import dev.weft.time.Sleep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Runtimes.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HooksTest {
  private final Runtimes kind;
  private final AtomicInteger starts = new AtomicInteger();
  private final AtomicInteger stops = new AtomicInteger();
  private final Queue<Throwable> reported = new ConcurrentLinkedQueue<>();

  HooksTest(Runtimes kind) {
    this.kind = kind;
  }

  private int workers() {
    return switch (kind) {
      case CURRENT_THREAD, ON_EXECUTOR -> 0;
      case ONE_WORKER -> 1;
      case FOUR_WORKERS -> 4;
    };
  }

  private AsyncRuntime.Builder builder() {
    return kind.builder().uncaughtExceptionHandler((thread, e) -> reported.add(e));
  }

  @Test
  @Tag("T31")
  void threadsStartAndStopOnce() {
    for (int round = 1; round <= 200; round++) {
      AsyncRuntime runtime =
          kind.builder()
              .onThreadStart(starts::incrementAndGet)
              .onThreadStop(stops::incrementAndGet)
              .build();
      runtime.blockOn(new Steps(() -> Weft.spawnBlocking(() -> 1)));
      runtime.close();
      assertThat(starts).hasValue(round * (workers() + 1));
      assertThat(stops).hasValue(round * (workers() + 1));
    }
  }

  @Test
  void theyRunOnTheThreadItselfInTheContextOfTheRuntime() {
    Set<Thread> started = ConcurrentHashMap.newKeySet();
    Queue<JoinHandle<?>> spawned = new ConcurrentLinkedQueue<>();
    try (AsyncRuntime runtime =
        builder()
            .onThreadStart(
                () -> {
                  started.add(Thread.currentThread());
                  spawned.add(Weft.spawn(new Value<>(() -> 1)));
                })
            .build()) {
      assertThat(started).contains(threadOfBlocking(runtime));
      runtime.blockOn(runtime.spawn(new Yields(1)));
      Waits.until("all started", () -> spawned.size() == workers() + 1);
      spawned.forEach(handle -> runtime.blockOn(handle));
    }
    assertThat(started).hasSize(workers() + 1);
    assertThat(reported).isEmpty();
  }

  private static Thread threadOfBlocking(AsyncRuntime runtime) {
    return (Thread) runtime.blockOn(new Steps(() -> Weft.spawnBlocking(Thread::currentThread)));
  }

  @Test
  @Tag("T55")
  void eachTaskIsToldOfOnceAtItsStartAndAtItsEnd() {
    Queue<TaskId> spawned = new ConcurrentLinkedQueue<>();
    Queue<TaskId> ended = new ConcurrentLinkedQueue<>();
    AsyncRuntime runtime =
        builder()
            .onTaskSpawn(task -> spawned.add(task.id()))
            .onTaskTerminate(task -> ended.add(task.id()))
            .build();
    List<JoinHandle<?>> handles = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      handles.add(runtime.spawn(new Yields(i % 5)));
    }
    handles.add(runtime.spawn(Steps.run(HooksTest::fail)));
    handles.add(runtime.spawn(new Steps(() -> Weft.spawnBlocking(() -> 1))));
    handles.forEach(handle -> runtime.blockOn(handle.outcome()));
    handles.add(runtime.spawn(new Gate()));
    runtime.close();
    handles.add(runtime.spawn(new Gate()));
    assertThat(spawned).hasSize(handles.size() + 1).doesNotHaveDuplicates();
    assertThat(spawned).containsAll(handles.stream().map(JoinHandle::id).toList());
    assertThat(ended).containsExactlyInAnyOrderElementsOf(spawned);
  }

  private static void fail() {
    throw new IllegalStateException("the task's own failure");
  }

  @Test
  void theEndIsToldBeforeAnybodyCanSeeIt() {
    AtomicInteger ended = new AtomicInteger();
    try (AsyncRuntime runtime = builder().onTaskTerminate(t -> ended.incrementAndGet()).build()) {
      for (int i = 1; i <= 1_000; i++) {
        runtime.blockOn(runtime.spawn(new Value<>(() -> 1)));
        assertThat(ended).hasValue(i);
      }
    }
  }

  /** Hypothesis: whoever is about to sleep sees what a hook has made since. */
  @Test
  @Tag("T25")
  void whatAHookSpawnsOrWakesIsNotSleptOver() {
    AtomicInteger left = new AtomicInteger(2_000);
    Gate end = new Gate();
    AtomicReference<AsyncRuntime> itself = new AtomicReference<>();
    Consumer<TaskMeta> goOn =
        task -> {
          if (left.decrementAndGet() > 0) {
            itself.get().spawn(new Value<>(() -> 1));
          } else {
            end.open();
          }
        };
    try (AsyncRuntime runtime = builder().onTaskTerminate(goOn).build()) {
      itself.set(runtime);
      runtime.spawn(new Value<>(() -> 1));
      runtime.blockOn(end);
    }
    assertThat(left).hasValue(0);
  }

  @Test
  @Tag("T25")
  void aTimerThatAHookSetsIsNotSleptOver() {
    AtomicReference<AsyncRuntime> itself = new AtomicReference<>();
    AtomicInteger left = new AtomicInteger(20);
    Gate end = new Gate();
    Consumer<TaskMeta> goOn =
        task -> {
          if (left.decrementAndGet() > 0) {
            itself.get().spawn(Sleep.of(Duration.ofMillis(1)));
          } else {
            end.open();
          }
        };
    try (AsyncRuntime runtime = builder().onTaskTerminate(goOn).build()) {
      itself.set(runtime);
      runtime.spawn(new Value<>(() -> 1));
      runtime.blockOn(end);
    }
    assertThat(left).hasValue(0);
  }

  @Test
  void aHookThatThrowsIsReportedAndDoesNoOtherHarm() {
    CountDownLatch threads = new CountDownLatch(workers());
    try (AsyncRuntime runtime =
        builder()
            .onThreadStart(
                () -> {
                  threads.countDown();
                  throw new IllegalStateException("thread starts");
                })
            .onThreadStop(
                () -> {
                  throw new IllegalStateException("thread stops");
                })
            .onTaskSpawn(
                task -> {
                  throw new IllegalStateException("task starts");
                })
            .onTaskTerminate(
                task -> {
                  throw new IllegalStateException("task ends");
                })
            .build()) {
      assertThat(runtime.blockOn(runtime.spawn(new Yields(3)))).isEqualTo(3);
      Waits.await(threads);
    }
    assertThat(reported).extracting(Throwable::getMessage).contains("task starts", "task ends");
    assertThat(reported)
        .filteredOn(e -> e.getMessage().startsWith("thread"))
        .hasSize(2 * workers());
  }
}
