package dev.weft.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.AsyncRuntime;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Outcome;
import dev.weft.Poll;
import dev.weft.internal.testing.Gate;
import dev.weft.internal.testing.Steps;
import dev.weft.internal.testing.Waits;
import dev.weft.internal.testing.Yields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Runtimes.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CloseTest {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final Runtimes kind;
  private final String name = "close" + NUMBER.incrementAndGet();
  private final AsyncRuntime runtime;

  CloseTest(Runtimes kind) {
    this.kind = kind;
    runtime = kind.builder().threadName(name).build();
  }

  @AfterEach
  void close() {
    runtime.close();
  }

  /** What another runtime sees of a task. */
  private static <T> Outcome<T> outcome(JoinHandle<T> handle) {
    try (AsyncRuntime other = AsyncRuntime.currentThread().build()) {
      return other.blockOn(handle.outcome());
    }
  }

  private boolean hasThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().startsWith(name + "-"));
  }

  /** Polls all tasks once where nobody else does. */
  private void turn() {
    if (kind == Runtimes.CURRENT_THREAD) {
      runtime.blockOn(runtime.spawn(new Yields(1)));
    }
  }

  private void turn(Gate gate) {
    turn();
    gate.awaitReached();
  }

  @Test
  @Tag("T13")
  void anIdleRuntimeEndsAtOnceWithItsThreads() {
    runtime.shutdownTimeout(Duration.ofDays(1_000_000));
    assertThat(hasThreads()).isFalse();
  }

  @Test
  void isIdempotent() {
    runtime.close();
    runtime.close();
    runtime.shutdownBackground();
    runtime.shutdownTimeout(Duration.ZERO);
  }

  @Test
  void refusesANegativeTimeout() {
    assertThatThrownBy(() -> runtime.shutdownTimeout(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("timeout must not be negative: PT-0.000000001S");
  }

  @Test
  @Tag("T11")
  void cancelsTasksThatWaitForever() {
    int count = 1_000;
    Gate gate = new Gate(count);
    List<JoinHandle<String>> handles = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      handles.add(runtime.spawn(gate));
    }
    turn(gate);
    runtime.close();
    assertThat(gate.cancelled()).isEqualTo(count);
    assertThat(handles).allMatch(JoinHandle::isFinished);
    assertThatThrownBy(() -> AsyncRuntime.currentThread().build().blockOn(handles.get(7)))
        .isInstanceOf(CancellationException.class);
    assertThat(hasThreads()).isFalse();
  }

  @Test
  void cancelsTasksThatYieldForever() {
    List<JoinHandle<Integer>> handles = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      handles.add(runtime.spawn(new Yields(Integer.MAX_VALUE)));
    }
    runtime.close();
    assertThat(handles).allMatch(handle -> outcome(handle) instanceof Outcome.Cancelled);
  }

  /** A leaf whose cleanup takes a number of further polls. */
  private static final class SlowCleanup implements Future<Object> {
    private final CountDownLatch polled = new CountDownLatch(1);
    private final AtomicInteger left = new AtomicInteger(-1);
    private final int polls;

    SlowCleanup(int polls) {
      this.polls = polls;
    }

    @Override
    public Object poll(Context context) {
      polled.countDown();
      if (left.get() < 0) {
        return Poll.PENDING;
      }
      context.waker().wake();
      return left.decrementAndGet() == 0 ? Poll.CANCELLED : Poll.PENDING;
    }

    @Override
    public Object cancel(Context context) {
      left.set(polls);
      context.waker().wake();
      return Poll.PENDING;
    }
  }

  @Test
  void waitsForCleanup() {
    SlowCleanup cleanup = new SlowCleanup(10_000);
    JoinHandle<Object> task = runtime.spawn(cleanup);
    turn();
    Waits.await(cleanup.polled);
    runtime.close();
    assertThat(cleanup.left).hasValue(0);
    assertThat(task.isFinished()).isTrue();
  }

  @Test
  void dropsAfterTheDeadlineWhatStillCleansUp() {
    SlowCleanup endless = new SlowCleanup(Integer.MAX_VALUE);
    JoinHandle<Object> task = runtime.spawn(endless);
    turn();
    Waits.await(endless.polled);
    runtime.shutdownTimeout(Duration.ofMillis(20));
    Waits.until("dropped", task::isFinished);
    assertThat(outcome(task)).isInstanceOf(Outcome.Cancelled.class);
  }

  @Test
  @Tag("T17")
  void aTaskSpawnedAfterwardsIsCancelledAndNeverRuns() {
    runtime.close();
    AtomicInteger ran = new AtomicInteger();
    JoinHandle<Object> late = runtime.spawn(Steps.run(ran::incrementAndGet));
    assertThat(late.isFinished()).isTrue();
    assertThat(outcome(late)).isInstanceOf(Outcome.Cancelled.class);
    assertThat(ran).hasValue(0);
  }

  /** A leaf that spawns another task when it is cancelled. */
  private final class SpawnsWhenCancelled implements Future<Object> {
    private final List<JoinHandle<?>> spawned;
    private final CountDownLatch polled;

    SpawnsWhenCancelled(List<JoinHandle<?>> spawned, CountDownLatch polled) {
      this.spawned = spawned;
      this.polled = polled;
    }

    @Override
    public Object poll(Context context) {
      polled.countDown();
      return Poll.PENDING;
    }

    @Override
    public Object cancel(Context context) {
      JoinHandle<?> handle = runtime.spawn(new Gate());
      synchronized (spawned) {
        spawned.add(handle);
      }
      return Poll.CANCELLED;
    }
  }

  @Test
  void tasksSpawnedByCleanupEndCancelled() {
    List<JoinHandle<?>> spawned = new ArrayList<>();
    CountDownLatch polled = new CountDownLatch(100);
    for (int i = 0; i < 100; i++) {
      runtime.spawn(new SpawnsWhenCancelled(spawned, polled));
    }
    turn();
    Waits.await(polled);
    runtime.close();
    assertThat(spawned).hasSize(100).allMatch(JoinHandle::isFinished);
  }

  /** Hypothesis: a task that is spawned while the runtime closes always ends. */
  @Test
  @Tag("T17")
  @Tag("T118")
  void noSpawnThatRacesWithCloseIsLost() {
    for (int round = 0; round < 50; round++) {
      AsyncRuntime raced = kind.builder().build();
      List<JoinHandle<?>> handles = new ArrayList<>();
      CountDownLatch running = new CountDownLatch(100);
      Thread spawner =
          Waits.start(
              () -> {
                for (int i = 0; i < 2_000; i++) {
                  handles.add(raced.spawn(new Gate()));
                  running.countDown();
                }
              });
      Waits.await(running);
      raced.close();
      Waits.join(spawner);
      Waits.until("all ended", () -> handles.stream().allMatch(JoinHandle::isFinished));
    }
  }

  @Test
  void returnsAfterTheDeadlineIfATaskHoldsItsThread() {
    CountDownLatch holding = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    JoinHandle<Object> holder =
        runtime.spawn(
            Steps.run(
                () -> {
                  holding.countDown();
                  Waits.await(release);
                }));
    Gate gate = new Gate();
    Thread driver = Waits.start(() -> assertThatThrownBy(() -> runtime.blockOn(gate)));
    Waits.await(holding);
    JoinHandle<String> other = runtime.spawn(gate);
    runtime.shutdownTimeout(Duration.ofMillis(20));
    assertThat(holder.isFinished()).isFalse();
    Waits.until("the other task ended", other::isFinished);
    release.countDown();
    Waits.until("the holder ended", holder::isFinished);
    Waits.join(driver);
  }

  @Test
  @Tag("T48")
  void insideATaskItDoesNotWait() {
    Gate gate = new Gate();
    JoinHandle<String> other = runtime.spawn(gate);
    Steps closing =
        new Steps(
            () -> {
              runtime.close();
              return null;
            },
            Gate::new);
    assertThatThrownBy(() -> runtime.blockOn(closing))
        .isInstanceOf(CancellationException.class)
        .hasMessageContaining("was closed while blockOn ran");
    Waits.until("the other task ended", other::isFinished);
    Waits.until("the threads ended", () -> !hasThreads());
  }

  @Test
  void inTheBackgroundItDoesNotWait() {
    Gate gate = new Gate();
    JoinHandle<String> task = runtime.spawn(gate);
    turn(gate);
    runtime.shutdownBackground();
    assertThatThrownBy(() -> runtime.blockOn(new Yields(0)))
        .isInstanceOf(IllegalStateException.class);
    Waits.until("the task ended", task::isFinished);
    Waits.until("the threads ended", () -> !hasThreads());
    assertThat(gate.cancelled()).isEqualTo(1);
  }

  /** Two tasks whose cleanup wakes each other. */
  @Test
  @Tag("T11")
  @Tag("T19")
  void cleanupThatWakesOtherTasksEnds() {
    for (int round = 0; round < 50; round++) {
      AsyncRuntime raced = kind.builder().build();
      Gate both = new Gate();
      Future<Object> opener =
          new Future<>() {
            @Override
            public Object poll(Context context) {
              return both.poll(context) == Poll.PENDING ? Poll.PENDING : "open";
            }

            @Override
            public Object cancel(Context context) {
              both.open();
              return Poll.CANCELLED;
            }
          };
      JoinHandle<Object> first = raced.spawn(opener);
      JoinHandle<Object> second = raced.spawn(opener);
      raced.close();
      assertThat(first.isFinished() && second.isFinished()).isTrue();
    }
  }

  @Test
  @Tag("T17")
  void aWakeAfterwardsIsHarmless() {
    SlowCleanup endless = new SlowCleanup(Integer.MAX_VALUE);
    Gate gate = new Gate();
    runtime.spawn(gate);
    runtime.spawn(endless);
    turn(gate);
    runtime.shutdownTimeout(Duration.ofMillis(1));
    gate.open();
  }
}
