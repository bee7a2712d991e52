package dev.weft.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.AsyncRuntime;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Outcome;
import dev.weft.Poll;
import dev.weft.RuntimeHandle;
import dev.weft.Weft;
import dev.weft.internal.testing.Gate;
import dev.weft.internal.testing.Steps;
import dev.weft.internal.testing.Value;
import dev.weft.internal.testing.Waits;
import dev.weft.internal.testing.Yields;
import dev.weft.time.Sleep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What each call does while a runtime closes and afterwards, and closes in odd places. */
@ParameterizedClass
@EnumSource(Runtimes.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ShutdownTest {
  private final Runtimes kind;
  private final AsyncRuntime runtime;
  private final CountDownLatch release = new CountDownLatch(1);

  ShutdownTest(Runtimes kind) {
    this.kind = kind;
    runtime = kind.builder().maxBlockingThreads(1).build();
  }

  @AfterEach
  void close() {
    release.countDown();
    runtime.close();
  }

  private static <T> Outcome<T> outcome(JoinHandle<T> handle) {
    try (AsyncRuntime other = AsyncRuntime.currentThread().build()) {
      return other.blockOn(handle.outcome());
    }
  }

  /** Blocking work that has started and stays until {@link #release}. */
  private JoinHandle<Integer> heldBlockingWork(CountDownLatch ended) {
    CountDownLatch started = new CountDownLatch(1);
    JoinHandle<Integer> handle =
        blocking(
            () -> {
              started.countDown();
              Waits.await(release);
              ended.countDown();
            });
    Waits.await(started);
    return handle;
  }

  @SuppressWarnings("unchecked") // the step gives the handle
  private JoinHandle<Integer> blocking(Runnable work) {
    Object[] handle = {null};
    runtime.blockOn(
        Steps.run(
            () ->
                handle[0] =
                    Weft.spawnBlocking(
                        () -> {
                          work.run();
                          return 42;
                        })));
    return (JoinHandle<Integer>) handle[0];
  }

  private static boolean isWaiting(Thread thread) {
    return switch (thread.getState()) {
      case WAITING, TIMED_WAITING, TERMINATED -> true;
      default -> false;
    };
  }

  // Blocking work.

  @Test
  @Tag("T13")
  void aTimeoutOfZeroLeavesBlockingWorkAlone() {
    CountDownLatch ended = new CountDownLatch(1);
    JoinHandle<Integer> handle = heldBlockingWork(ended);
    runtime.shutdownTimeout(Duration.ZERO);
    Waits.until("dropped", handle::isFinished);
    assertThat(outcome(handle)).isInstanceOf(Outcome.Cancelled.class);
    assertThat(ended.getCount()).as("still runs").isEqualTo(1);
    release.countDown();
    Waits.await(ended);
  }

  @Test
  @Tag("T13")
  void aTimeoutLeavesBlockingWorkAloneThatTakesLonger() {
    JoinHandle<Integer> handle = heldBlockingWork(new CountDownLatch(1));
    runtime.shutdownTimeout(Duration.ofMillis(20));
    Waits.until("dropped", handle::isFinished);
    assertThat(outcome(handle)).isInstanceOf(Outcome.Cancelled.class);
  }

  @Test
  @Tag("T27")
  void blockingWorkThatIsWaitedForKeepsItsValue() {
    JoinHandle<Integer> handle = heldBlockingWork(new CountDownLatch(1));
    Thread closer = Waits.start(runtime::close);
    Waits.until("waits for the work", () -> isWaiting(closer));
    release.countDown();
    Waits.join(closer);
    assertThat(outcome(handle)).isEqualTo(new Outcome.Success<>(42));
  }

  @Test
  void blockingWorkThatHasNotStartedNeverDoes() {
    CountDownLatch ended = new CountDownLatch(1);
    heldBlockingWork(ended);
    AtomicInteger ran = new AtomicInteger();
    List<JoinHandle<Integer>> queued = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      queued.add(blocking(ran::incrementAndGet));
    }
    runtime.shutdownTimeout(Duration.ZERO);
    release.countDown();
    Waits.await(ended);
    assertThat(queued).allMatch(handle -> outcome(handle) instanceof Outcome.Cancelled);
    assertThat(ran).hasValue(0);
  }

  /** The work may be what cleanup has to do. */
  @Test
  void closeWaitsForBlockingWorkThatWaitsForTheCleanupOfATask() {
    Future<Object> releasing =
        new Future<>() {
          @Override
          public Object poll(Context context) {
            return Poll.PENDING;
          }

          @Override
          public Object cancel(Context context) {
            release.countDown();
            return Poll.CANCELLED;
          }
        };
    runtime.spawn(releasing);
    JoinHandle<Integer> handle = heldBlockingWork(new CountDownLatch(1));
    runtime.blockOn(runtime.spawn(new Yields(1)));
    runtime.close();
    assertThat(outcome(handle)).isEqualTo(new Outcome.Success<>(42));
  }

  /** Hypothesis: the handle of blocking work that races with close always ends. */
  @Test
  @Tag("T119")
  void noBlockingWorkThatRacesWithCloseIsOrphaned() {
    for (int round = 0; round < 200; round++) {
      AsyncRuntime raced = kind.builder().maxBlockingThreads(2).build();
      Queue<JoinHandle<?>> handles = new ConcurrentLinkedQueue<>();
      CountDownLatch running = new CountDownLatch(10);
      Steps submitter =
          Steps.run(
              () -> {
                for (int i = 0; i < 200; i++) {
                  handles.add(Weft.spawnBlocking(() -> 1));
                  running.countDown();
                }
              });
      Thread thread = Waits.start(() -> runOrBeClosed(raced, submitter));
      Waits.await(running);
      raced.close();
      Waits.join(thread);
      Waits.until("all ended", () -> handles.stream().allMatch(JoinHandle::isFinished));
    }
  }

  private static void runOrBeClosed(AsyncRuntime raced, Future<?> future) {
    try {
      raced.blockOn(future);
    } catch (IllegalStateException e) {
      assertThat(e).hasMessageContaining("closed");
    }
  }

  // Every call afterwards.

  @Test
  @Tag("T27")
  void afterwardsNothingRunsAndNothingHangs() {
    runtime.close();
    assertThat(outcome(runtime.spawn(new Gate()))).isInstanceOf(Outcome.Cancelled.class);
    assertThat(outcome(runtime.spawn(Sleep.of(Duration.ofDays(1)))))
        .isInstanceOf(Outcome.Cancelled.class);
    assertThatThrownBy(() -> runtime.blockOn(new Value<>(() -> 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the runtime 'weft-worker' is closed");
    assertThat(runtime.metrics().aliveTasks()).isZero();
    assertThat(runtime.handle().name()).isEqualTo("weft-worker");
  }

  @Test
  @Tag("T27")
  void aHandleOfAClosedRuntimeSaysSo() {
    RuntimeHandle handle = runtime.handle();
    runtime.close();
    assertThatThrownBy(() -> handle.blockOn(Sleep.of(Duration.ofDays(1))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the runtime 'weft-worker' is closed");
    assertThat(outcome(handle.spawn(new Gate()))).isInstanceOf(Outcome.Cancelled.class);
  }

  /** A thread for blocking work may outlive its runtime, and stays in its context. */
  @Test
  @Tag("T27")
  void codeInTheContextOfAClosedRuntimeIsToldSo() {
    Queue<Object> seen = new ConcurrentLinkedQueue<>();
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    blocking(
        () -> {
          started.countDown();
          Waits.await(release);
          seen.add(AsyncRuntime.current());
          seen.add(outcome(Weft.spawn(new Gate())));
          seen.add(outcome(Weft.spawnBlocking(() -> 1)));
          assertThatThrownBy(() -> AsyncRuntime.current().blockOn(new Gate()))
              .hasMessage("the runtime 'weft-worker' is closed");
          ended.countDown();
        });
    Waits.await(started);
    runtime.shutdownTimeout(Duration.ZERO);
    Waits.until("closed", () -> runtime.spawn(new Gate()).isFinished());
    release.countDown();
    Waits.await(ended);
    assertThat(seen)
        .containsExactly(
            runtime,
            new Outcome.Cancelled<>("the runtime 'weft-worker' is closed"),
            new Outcome.Cancelled<>("its runtime is closed"));
  }

  @Test
  void whoAwaitsATaskOnAnotherRuntimeIsToldOfItsEnd() {
    Gate gate = new Gate();
    JoinHandle<String> task = runtime.spawn(gate);
    try (AsyncRuntime other = AsyncRuntime.multiThread().workerThreads(1).build()) {
      JoinHandle<Outcome<String>> waiting = other.spawn(task.outcome());
      runtime.close();
      assertThat(other.blockOn(waiting)).isInstanceOf(Outcome.Cancelled.class);
    }
  }

  @Test
  @Tag("T27")
  void aSleepingTaskIsCancelled() {
    JoinHandle<Void> task = runtime.spawn(Sleep.of(Duration.ofDays(1)));
    runtime.close();
    assertThat(outcome(task)).isInstanceOf(Outcome.Cancelled.class);
  }

  // Closes in odd places.

  @Test
  @Tag("T48")
  void insideATaskAZeroTimeoutAndTheBackgroundDoNotWaitEither() {
    endsFromInside(AsyncRuntime::shutdownBackground);
    endsFromInside(closed -> closed.shutdownTimeout(Duration.ZERO));
    endsFromInside(closed -> closed.shutdownTimeout(Duration.ofDays(1)));
  }

  private void endsFromInside(Consumer<AsyncRuntime> close) {
    AsyncRuntime closed = kind.builder().build();
    JoinHandle<String> other = closed.spawn(new Gate());
    JoinHandle<Object> task = closed.spawn(Steps.run(() -> close.accept(closed)));
    runOrBeClosed(closed, task);
    Waits.until("ended", () -> task.isFinished() && other.isFinished());
  }

  @Test
  @Tag("T48")
  void aTaskMayMakeUseAndCloseAnotherRuntime() {
    Queue<Object> seen = new ConcurrentLinkedQueue<>();
    Steps user =
        Steps.run(
            () -> {
              AsyncRuntime other = kind.builder().name("inner").build();
              JoinHandle<String> task = other.spawn(new Gate());
              assertThatThrownBy(() -> other.blockOn(new Value<>(() -> 1)))
                  .hasMessageContaining("which runs tasks and must not block");
              other.close();
              seen.add(task);
            });
    runtime.blockOn(runtime.spawn(user));
    JoinHandle<?> task = (JoinHandle<?>) seen.element();
    Waits.until("cancelled in the background", task::isFinished);
  }

  @Test
  @Tag("T14")
  void blockingWorkMayCloseItsOwnRuntime() {
    JoinHandle<Integer> handle = blocking(runtime::close);
    JoinHandle<String> task = runtime.spawn(new Gate());
    Waits.until("ended", task::isFinished);
    runtime.close();
    assertThat(outcome(handle)).isEqualTo(new Outcome.Success<>(42));
  }

  @Test
  void concurrentClosesAllWaitForTheEnd() {
    JoinHandle<Integer> handle = heldBlockingWork(new CountDownLatch(1));
    Queue<Boolean> ended = new ConcurrentLinkedQueue<>();
    List<Thread> closers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      closers.add(
          Waits.start(
              () -> {
                runtime.close();
                ended.add(handle.isFinished());
              }));
    }
    Waits.until("all wait", () -> closers.stream().allMatch(ShutdownTest::isWaiting));
    release.countDown();
    closers.forEach(Waits::join);
    assertThat(ended).hasSize(8).containsOnly(true);
  }

  @Test
  void aSecondCloseHasADeadlineOfItsOwn() {
    JoinHandle<Integer> handle = heldBlockingWork(new CountDownLatch(1));
    Thread first = Waits.start(() -> runtime.shutdownTimeout(Duration.ofDays(1)));
    Waits.until("waits", () -> isWaiting(first));
    runtime.shutdownTimeout(Duration.ZERO);
    assertThat(handle.isFinished()).isFalse();
    release.countDown();
    Waits.join(first);
    assertThat(handle.isFinished()).isTrue();
  }

  @Test
  @Tag("T20")
  void aFailureOutOfBlockOnSurvivesTheClose() {
    RuntimeException boom = new IllegalArgumentException("boom");
    Gate gate = new Gate(100);
    for (int i = 0; i < 100; i++) {
      runtime.spawn(new WakesInCleanup(gate));
    }
    Steps failing =
        new Steps(
            () -> new Yields(1),
            () -> {
              throw boom;
            });
    assertThatThrownBy(
            () -> {
              try (runtime) {
                runtime.blockOn(failing);
              }
            })
        .isSameAs(boom)
        .hasNoSuppressedExceptions();
  }

  /** A leaf that wakes all others at its gate when it is cancelled. */
  private record WakesInCleanup(Gate gate) implements Future<Object> {
    @Override
    public Object poll(Context context) {
      return gate.poll(context);
    }

    @Override
    public Object cancel(Context context) {
      gate.open();
      return Poll.CANCELLED;
    }
  }

  /** Hypothesis: a blockOn that races with close returns its value or says that it was closed. */
  @Test
  @Tag("T118")
  void noBlockOnThatRacesWithCloseHangs() {
    for (int round = 0; round < 50; round++) {
      AsyncRuntime raced = kind.builder().build();
      CountDownLatch running = new CountDownLatch(4);
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        threads.add(Waits.start(() -> useUntilClosed(raced, running)));
      }
      Waits.await(running);
      raced.close();
      threads.forEach(Waits::join);
    }
  }

  private static void useUntilClosed(AsyncRuntime raced, CountDownLatch running) {
    try {
      for (; ; ) {
        assertThat(raced.blockOn(new Yields(2))).isEqualTo(2);
        running.countDown();
      }
    } catch (IllegalStateException e) {
      assertThat(e).hasMessageContaining("closed");
    }
  }
}
