package dev.weft.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.AsyncRuntime;
import dev.weft.Flavor;
import dev.weft.JoinHandle;
import dev.weft.RuntimeMetrics;
import dev.weft.Weft;
import dev.weft.WorkerMetrics;
import dev.weft.internal.task.Current;
import dev.weft.internal.task.Scheduler;
import dev.weft.internal.testing.Gate;
import dev.weft.internal.testing.Steps;
import dev.weft.internal.testing.Value;
import dev.weft.internal.testing.Waits;
import dev.weft.internal.testing.Yields;
import dev.weft.internal.time.TimerEntry;
import dev.weft.task.TaskCost;
import dev.weft.task.TaskMeta;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MetricsTest {
  /** What all runtimes count alike. */
  @Nested
  @ParameterizedClass
  @EnumSource(Runtimes.class)
  class OnAllRuntimes {
    private final Queue<TaskMeta> ended = new ConcurrentLinkedQueue<>();
    private final AsyncRuntime runtime;

    OnAllRuntimes(Runtimes kind) {
      runtime =
          kind.builder()
              .maxBlockingThreads(2)
              .taskCosts(true)
              .onTaskTerminate(ended::add)
              .name("metered")
              .build();
    }

    @AfterEach
    void close() {
      runtime.close();
    }

    @Test
    @Tag("T21")
    @Tag("T118")
    void pollsAreCountedEachOnce() {
      for (int i = 0; i < 100; i++) {
        runtime.blockOn(runtime.spawn(new Yields(9)));
      }
      Waits.until("counted", () -> runtime.metrics().polls() == 1_000);
      assertThat(runtime.metrics().spawnedTasks()).isEqualTo(100);
      assertThat(runtime.metrics().name()).isEqualTo("metered");
    }

    /** Two from inside, one from outside. */
    @Test
    @Tag("T21")
    void spawnsAreCountedEachOnceWhereverTheyWereMade() {
      Steps spawner =
          new Steps(
              () -> Weft.spawn(new Value<>(() -> 1)), () -> runtime.spawn(new Value<>(() -> 2)));
      runtime.blockOn(runtime.spawn(spawner));
      Waits.until("counted", () -> runtime.metrics().aliveTasks() == 0);
      assertThat(runtime.metrics().spawnedTasks()).isEqualTo(3);
      assertThat(runtime.metrics().globalQueueDepth()).isZero();
      assertThat(runtime.metrics().overflows()).isZero();
    }

    @Test
    void aliveTasksAreThoseThatHaveNotEnded() {
      Gate gate = new Gate(7);
      List<JoinHandle<String>> handles = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        handles.add(runtime.spawn(gate));
      }
      assertThat(runtime.metrics().aliveTasks()).isEqualTo(7);
      gate.open();
      handles.forEach(runtime::blockOn);
      Waits.until("ended", () -> runtime.metrics().aliveTasks() == 0);
      assertThat(runtime.metrics().spawnedTasks()).isEqualTo(7);
    }

    @Test
    void blockingWorkIsCounted() {
      CountDownLatch release = new CountDownLatch(1);
      runtime.blockOn(Steps.run(() -> block(release, 5)));
      Waits.until("two run", () -> runtime.metrics().blockingQueueDepth() == 3);
      assertThat(runtime.metrics().blockingThreads()).isEqualTo(2);
      assertThat(runtime.metrics().idleBlockingThreads()).isZero();
      release.countDown();
      Waits.until("idle", () -> runtime.metrics().idleBlockingThreads() == 2);
      assertThat(runtime.metrics().blockingQueueDepth()).isZero();
      assertThat(runtime.metrics().spawnedTasks()).isEqualTo(5);
    }

    private static void block(CountDownLatch release, int times) {
      for (int i = 0; i < times; i++) {
        Weft.spawnBlocking(
            () -> {
              Waits.await(release);
              return null;
            });
      }
    }

    @Test
    void aTaskKnowsWhatItHasCost() {
      runtime.blockOn(runtime.spawn(new Value<>(() -> new byte[10_000_000].length)));
      TaskCost cost = ended.element().cost();
      assertThat(cost).isNotNull();
      assertThat(cost.allocatedBytes()).isBetween(10_000_000L, 11_000_000L);
    }

    @Test
    void theyCanBeReadAfterTheEnd() {
      runtime.blockOn(runtime.spawn(new Value<>(() -> 1)));
      runtime.close();
      Waits.until("nobody is awake", () -> asleep(runtime.metrics()));
      RuntimeMetrics end = runtime.metrics();
      assertThat(end.polls()).isEqualTo(1);
      assertThat(end.aliveTasks()).isZero();
      assertThat(end.blockingThreads()).isZero();
      assertThat(end.busyTime()).as("stands").isEqualTo(runtime.metrics().busyTime());
    }
  }

  private static AsyncRuntime multi(int workers) {
    return new RuntimeBuilder(Flavor.MULTI_THREAD).workerThreads(workers).build();
  }

  @Test
  @Tag("T21")
  void tasksFromOutsideWaitInTheGlobalQueueInOrder() {
    List<Integer> order = new ArrayList<>();
    try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
      for (int i = 0; i < 100; i++) {
        int number = i;
        runtime.spawn(Steps.run(() -> order.add(number)));
        assertThat(runtime.metrics().globalQueueDepth()).isEqualTo(i + 1);
      }
      runtime.blockOn(runtime.spawn(new Yields(1)));
      assertThat(runtime.metrics().globalQueueDepth()).isZero();
    }
    assertThat(order).hasSize(100).isSorted();
  }

  @Test
  void theQueueOfACurrentThreadRuntimeIsCounted() {
    try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
      Steps spawner =
          new Steps(
              () -> {
                for (int i = 0; i < 5; i++) {
                  runtime.spawn(new Value<>(() -> 1));
                }
                return runtime.metrics().localQueueDepth();
              });
      assertThat(runtime.blockOn(runtime.spawn(spawner))).isEqualTo(5L);
      runtime.blockOn(runtime.spawn(new Yields(1)));
      assertThat(runtime.metrics().localQueueDepth()).isZero();
    }
  }

  /** The first task spawned waits in the slot, and 256 fill the queue. */
  @Test
  @Tag("T41")
  void overflowsOfAWorkersQueueAreCounted() {
    try (AsyncRuntime runtime = multi(1)) {
      runtime.blockOn(runtime.spawn(spawning(runtime, 257)));
      Waits.until("all have run", () -> runtime.metrics().aliveTasks() == 0);
      assertThat(runtime.metrics().overflows()).isZero();
      runtime.blockOn(runtime.spawn(spawning(runtime, 258)));
      assertThat(runtime.metrics().overflows()).isEqualTo(1);
    }
  }

  private static Steps spawning(AsyncRuntime runtime, int tasks) {
    return Steps.run(
        () -> {
          for (int i = 0; i < tasks; i++) {
            runtime.spawn(new Value<>(() -> 1));
          }
        });
  }

  /**
   * The first waits in the queue, as the second is in the slot, and the worker holds its thread.
   */
  @Test
  @Tag("T41")
  void stealsAreCounted() {
    try (AsyncRuntime runtime = multi(2)) {
      CountDownLatch stolen = new CountDownLatch(1);
      Steps holder =
          Steps.run(
              () -> {
                runtime.spawn(Steps.run(stolen::countDown));
                runtime.spawn(new Value<>(() -> 1));
                Waits.await(stolen);
              });
      runtime.blockOn(runtime.spawn(holder));
      RuntimeMetrics metrics = runtime.metrics();
      assertThat(metrics.stolenTasks()).isEqualTo(1);
      assertThat(metrics.workers()).extracting(WorkerMetrics::steals).containsOnlyOnce(1L);
    }
  }

  @Test
  void anIdleWorkerSleepsAndIsNotBusy() {
    try (AsyncRuntime runtime = multi(1)) {
      Waits.until("asleep", () -> asleep(runtime.metrics()));
      RuntimeMetrics asleep = runtime.metrics();
      assertThat(runtime.metrics().busyTime()).isEqualTo(asleep.busyTime());
      runtime.blockOn(runtime.spawn(new Value<>(() -> 1)));
      Waits.until("asleep again", () -> asleep(runtime.metrics()));
      assertThat(runtime.metrics().busyTime()).isGreaterThan(asleep.busyTime());
      assertThat(runtime.metrics().parks()).isGreaterThan(asleep.parks());
    }
  }

  /** A timer that is due much later only has the worker look when it has to get up. */
  @Test
  @Tag("T41")
  void wakesForNothingAreCounted() {
    try (AsyncRuntime runtime = multi(1)) {
      Scheduler scheduler = runtime.blockOn(new Value<>(() -> Current.scheduler("test")));
      Thread worker = runtime.blockOn(runtime.spawn(new Value<>(Thread::currentThread)));
      Waits.until("asleep", () -> worker.getState() == Thread.State.WAITING);
      long before = runtime.metrics().noopWakes();
      long later = System.nanoTime() + Duration.ofDays(1).toNanos();
      scheduler.timers().register(new TimerEntry(later, () -> {}));
      Waits.until("got up for nothing", () -> runtime.metrics().noopWakes() > before);
      Waits.until("asleep again", () -> asleep(runtime.metrics()));
      runtime.blockOn(runtime.spawn(new Value<>(() -> 1)));
      Waits.until("asleep in the end", () -> asleep(runtime.metrics()));
      assertThat(runtime.metrics().noopWakes()).isEqualTo(before + 1);
    }
  }

  private static boolean asleep(RuntimeMetrics metrics) {
    return metrics.workers().stream().allMatch(worker -> worker.parks() > worker.unparks());
  }
}
