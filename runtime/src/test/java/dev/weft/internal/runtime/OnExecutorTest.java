package dev.weft.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.AsyncRuntime;
import dev.weft.JoinHandle;
import dev.weft.Outcome;
import dev.weft.internal.testing.FakeClock;
import dev.weft.internal.testing.Gate;
import dev.weft.internal.testing.SleepUntil;
import dev.weft.internal.testing.Steps;
import dev.weft.internal.testing.Value;
import dev.weft.internal.testing.Waits;
import dev.weft.internal.testing.Yields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OnExecutorTest {
  /** A loop whose turns the test makes, one at a time. */
  private static final class Loop implements Executor {
    final Queue<Runnable> events = new ConcurrentLinkedQueue<>();

    @Override
    public void execute(Runnable event) {
      events.add(event);
    }

    void turn() {
      events.remove().run();
    }

    void turnUntilIdle() {
      while (!events.isEmpty()) {
        turn();
      }
    }
  }

  /** With a loop and a time that move when the test says so. */
  @Nested
  class StepByStep {
    private record Order(long nanos, Runnable action) {}

    private final Loop loop = new Loop();
    private final FakeClock clock = new FakeClock(Long.MAX_VALUE - 500);
    private final List<Order> orders = new ArrayList<>();
    private final List<Object> log = new ArrayList<>();
    private final AsyncRuntime runtime =
        RuntimeBuilder.on(loop)
            .delay((nanos, action) -> orders.add(new Order(nanos, action)))
            .clock(clock)
            .eventInterval(10)
            .build();

    private void spawnLogging(int tasks) {
      for (int i = 0; i < tasks; i++) {
        int number = i;
        runtime.spawn(Steps.run(() -> log.add(number)));
      }
    }

    private SleepUntil sleep(long nanos) {
      return new SleepUntil(clock.nanoTime() + nanos);
    }

    private void pass(long nanos) {
      clock.advance(Duration.ofNanos(nanos));
    }

    @Test
    void oneRunIsPendingAtMost() {
      assertThat(loop.events).isEmpty();
      spawnLogging(100);
      assertThat(loop.events).hasSize(1);
      loop.turn();
      assertThat(loop.events).hasSize(1);
      loop.turnUntilIdle();
      assertThat(log).isEqualTo(allBelow(100));
    }

    private static List<Object> allBelow(int end) {
      return IntStream.range(0, end).<Object>mapToObj(i -> i).toList();
    }

    @Test
    void aRunEndsAtTheEventIntervalSoThatTheLoopGoesOn() {
      spawnLogging(25);
      loop.execute(() -> log.add("the loop's own"));
      loop.turn();
      assertThat(log).isEqualTo(allBelow(10));
      loop.turn();
      assertThat(log).hasSize(11).last().isEqualTo("the loop's own");
      loop.turn();
      assertThat(log).hasSize(21);
      loop.turn();
      assertThat(log).hasSize(26);
      assertThat(loop.events).isEmpty();
    }

    @Test
    void aWakeUpDemandsARunOfItsOwn() {
      Gate gate = new Gate();
      JoinHandle<String> task = runtime.spawn(gate);
      loop.turnUntilIdle();
      gate.open();
      assertThat(loop.events).hasSize(1);
      loop.turn();
      assertThat(task.isFinished()).isTrue();
      assertThat(loop.events).isEmpty();
    }

    @Test
    void whatATaskSpawnsRunsInTheSameRun() {
      runtime.spawn(Steps.run(() -> spawnLogging(5)));
      loop.turn();
      assertThat(log).isEqualTo(allBelow(5));
      assertThat(loop.events).isEmpty();
    }

    @Test
    void aTimerDemandsARunWhenItIsDue() {
      JoinHandle<Void> task = runtime.spawn(sleep(1_000));
      loop.turnUntilIdle();
      assertThat(orders).extracting(Order::nanos).containsExactly(1_000L);
      pass(1_000);
      assertThat(loop.events).isEmpty();
      orders.get(0).action.run();
      assertThat(loop.events).hasSize(1);
      loop.turnUntilIdle();
      assertThat(task.isFinished()).isTrue();
      assertThat(orders).hasSize(1);
    }

    @Test
    void anAlarmThatRingsTooEarlyIsSetAgain() {
      JoinHandle<Void> task = runtime.spawn(sleep(1_000));
      loop.turnUntilIdle();
      pass(400);
      orders.get(0).action.run();
      loop.turnUntilIdle();
      assertThat(orders).extracting(Order::nanos).containsExactly(1_000L, 600L);
      pass(600);
      orders.get(1).action.run();
      loop.turnUntilIdle();
      assertThat(task.isFinished()).isTrue();
    }

    @Test
    void theAlarmIsSetOnlyForAnEarlierTimer() {
      runtime.spawn(sleep(1_000));
      loop.turnUntilIdle();
      runtime.spawn(sleep(2_000));
      loop.turnUntilIdle();
      assertThat(orders).hasSize(1);
      runtime.spawn(sleep(300));
      loop.turnUntilIdle();
      assertThat(orders).extracting(Order::nanos).containsExactly(1_000L, 300L);
    }

    @Test
    void timersFireInTheirOrderAndTheAlarmGoesOnToTheNext() {
      runtime.spawn(new Steps(() -> sleep(200), () -> log.add("second")));
      runtime.spawn(new Steps(() -> sleep(100), () -> log.add("first")));
      loop.turnUntilIdle();
      assertThat(orders).extracting(Order::nanos).containsExactly(100L);
      pass(100);
      orders.get(0).action.run();
      loop.turnUntilIdle();
      assertThat(log).containsExactly("first");
      assertThat(orders).extracting(Order::nanos).containsExactly(100L, 100L);
      pass(100);
      orders.get(1).action.run();
      loop.turnUntilIdle();
      assertThat(log).containsExactly("first", "second");
    }

    @Test
    @Tag("T8")
    void timersAreLookedAtWhileTasksKeepTheLoopBusy() {
      runtime.spawn(new Yields(Integer.MAX_VALUE));
      JoinHandle<Void> task = runtime.spawn(sleep(1_000));
      loop.turn();
      pass(1_000);
      loop.turn();
      loop.turn();
      assertThat(task.isFinished()).isTrue();
    }

    /** The root of a blockOn registers its timers on its own thread. */
    @Test
    void aTimerOfAnotherThreadDemandsARunToSetTheAlarm() {
      Thread other = Waits.start(() -> runtime.blockOn(sleep(1_000)));
      Waits.until("registered", () -> loop.events.size() == 1);
      loop.turnUntilIdle();
      pass(1_000);
      assertThat(orders).hasSize(1);
      orders.get(0).action.run();
      loop.turnUntilIdle();
      Waits.join(other);
    }

    @Test
    void onTheThreadOfTheLoopBlockOnWouldWaitForItself() {
      spawnLogging(1);
      loop.turnUntilIdle();
      assertThatThrownBy(() -> runtime.blockOn(new Value<>(() -> 1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("which runs tasks and must not block; await the future instead");
    }

    @Test
    void onTheThreadOfTheLoopCloseDoesNotWait() {
      Gate gate = new Gate();
      JoinHandle<String> task = runtime.spawn(gate);
      loop.turnUntilIdle();
      runtime.close();
      assertThat(task.isFinished()).isFalse();
      loop.turnUntilIdle();
      assertThat(task.isFinished()).isTrue();
      assertThat(gate.cancelled()).isEqualTo(1);
    }

    @Test
    void theMeterCountsItsRuns() {
      spawnLogging(25);
      loop.turnUntilIdle();
      assertThat(runtime.metrics().polls()).isEqualTo(25);
      assertThat(runtime.metrics().workers()).hasSize(1);
      assertThat(runtime.metrics().workers().get(0).unparks()).isEqualTo(3);
    }
  }

  @Test
  void tasksRunOnTheThreadOfTheExecutor() {
    try (AsyncRuntime runtime = AsyncRuntime.on(Runtimes.eventLoop()).build()) {
      Thread first = runtime.blockOn(runtime.spawn(new Value<>(Thread::currentThread)));
      assertThat(first.getName()).isEqualTo("event-loop");
      assertThat(runtime.blockOn(new Value<>(Thread::currentThread)))
          .isSameAs(Thread.currentThread());
      assertThat(runtime.blockOn(runtime.spawn(new Value<>(AsyncRuntime::current))))
          .isSameAs(runtime);
    }
  }

  @Test
  void realTimePasses() {
    try (AsyncRuntime runtime = AsyncRuntime.on(Runtimes.eventLoop()).build()) {
      long deadline = System.nanoTime() + 2_000_000;
      runtime.blockOn(runtime.spawn(new SleepUntil(deadline)));
      assertThat(System.nanoTime() - deadline).isNotNegative();
    }
  }

  /**
   * Hypothesis: however a task from outside and the end of a run interleave, it gets a run. Each
   * task comes a varying moment after the one before, whose run is about to end, and nobody else
   * demands a run that would take it along.
   */
  @Test
  void noTaskFromOutsideIsLost() {
    Queue<Runnable> events = new ConcurrentLinkedQueue<>();
    AtomicBoolean ended = new AtomicBoolean();
    Thread loop = Waits.start(() -> spin(events, ended));
    try (AsyncRuntime runtime = AsyncRuntime.on(events::add).build()) {
      AtomicInteger ran = new AtomicInteger();
      for (int i = 1; i <= 100_000; i++) {
        int number = i;
        runtime.spawn(Steps.run(() -> ran.set(number)));
        Waits.until("ran", () -> ran.get() == number);
        for (int step = 0; step < i % 100; step++) {
          Thread.onSpinWait();
        }
      }
    }
    ended.set(true);
    Waits.join(loop);
  }

  /** A loop that doesn't sleep, so that a test gets through many rounds. */
  private static void spin(Queue<Runnable> events, AtomicBoolean ended) {
    while (!ended.get()) {
      Runnable event = events.poll();
      if (event != null) {
        event.run();
      } else {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void anExecutorWithManyThreadsRunsOneTaskAtATime() {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try (AsyncRuntime runtime = AsyncRuntime.on(pool).eventInterval(3).build()) {
      int[] plain = {0};
      List<JoinHandle<?>> handles = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        Steps counting = new Steps(() -> plain[0]++, () -> new Yields(7), () -> plain[0]++);
        handles.add(runtime.spawn(counting));
      }
      handles.forEach(runtime::blockOn);
      assertThat(plain[0]).isEqualTo(200);
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void anExecutorThatRunsAtOnceNeedsNoStack() {
    AtomicInteger depth = new AtomicInteger();
    AsyncRuntime runtime =
        AsyncRuntime.on(
                event -> {
                  assertThat(depth.incrementAndGet()).isLessThan(3);
                  event.run();
                  depth.decrementAndGet();
                })
            .build();
    JoinHandle<Integer> task = runtime.spawn(new Yields(1_000_000));
    assertThat(task.isFinished()).isTrue();
    runtime.close();
  }

  @Test
  void anExecutorThatRejectsEndsTheRuntime() {
    Queue<Throwable> reported = new ConcurrentLinkedQueue<>();
    ExecutorService executor = Executors.newSingleThreadExecutor();
    AsyncRuntime runtime =
        AsyncRuntime.on(executor).uncaughtExceptionHandler((t, e) -> reported.add(e)).build();
    Gate gate = new Gate();
    JoinHandle<String> before = runtime.spawn(gate);
    gate.awaitReached();
    executor.shutdown();
    Waits.until("the run has ended", executor::isTerminated);
    JoinHandle<Integer> after = runtime.spawn(new Yields(1));
    Waits.until("dropped", () -> before.isFinished() && after.isFinished());
    assertThat(reported).hasOnlyElementsOfType(RejectedExecutionException.class).hasSize(1);
    try (AsyncRuntime other = AsyncRuntime.currentThread().build()) {
      assertThat(other.blockOn(before.outcome())).isInstanceOf(Outcome.Cancelled.class);
      assertThat(other.blockOn(after.outcome())).isInstanceOf(Outcome.Cancelled.class);
    }
    assertThatThrownBy(() -> runtime.blockOn(new Gate())).isInstanceOf(IllegalStateException.class);
  }
}
