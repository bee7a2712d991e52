package dev.weft.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.AsyncRuntime;
import dev.weft.Context;
import dev.weft.Flavor;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Poll;
import dev.weft.internal.task.Current;
import dev.weft.internal.testing.FakeClock;
import dev.weft.internal.testing.Gate;
import dev.weft.internal.testing.SleepUntil;
import dev.weft.internal.testing.Steps;
import dev.weft.internal.testing.Value;
import dev.weft.internal.testing.Waits;
import dev.weft.internal.testing.Yields;
import dev.weft.internal.time.TimerEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The work-stealing scheduler under load.
 *
 * <p>{@code -Dweft.stress.runs=50} makes the stress test as long as its claim; a short slice of it
 * runs by default.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MultiThreadTest {
  private static final int STRESS_RUNS = Integer.getInteger("weft.stress.runs", 3);

  private static AsyncRuntime workers(int count) {
    return new RuntimeBuilder(Flavor.MULTI_THREAD).workerThreads(count).build();
  }

  /** Hypothesis: no task is lost that wakes itself while two workers steal from each other. */
  @Test
  void tasksThatYieldAreNotLost() {
    int tasks = 10_000;
    for (int run = 0; run < STRESS_RUNS; run++) {
      try (AsyncRuntime runtime = workers(2)) {
        List<JoinHandle<Integer>> handles = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
          handles.add(runtime.spawn(new Yields(100)));
        }
        for (JoinHandle<Integer> handle : handles) {
          assertThat(runtime.blockOn(handle)).isEqualTo(100);
        }
      }
    }
  }

  @Test
  void aMillionTasksSpawnedFromOutside() {
    int count = 1_000_000;
    CountDownLatch done = new CountDownLatch(count);
    try (AsyncRuntime runtime = workers(2)) {
      for (int i = 0; i < count; i++) {
        runtime.spawn(Steps.run(done::countDown));
      }
      Waits.await(done);
    }
  }

  @Test
  @Tag("T29")
  void aMillionTasksSpawnedByATask() {
    int count = 1_000_000;
    CountDownLatch done = new CountDownLatch(count);
    try (AsyncRuntime runtime = workers(2)) {
      runtime.spawn(
          Steps.run(
              () -> {
                for (int i = 0; i < count; i++) {
                  AsyncRuntime.current().spawn(Steps.run(done::countDown));
                }
              }));
      Waits.await(done);
    }
  }

  @Test
  @Tag("T29")
  void aChainOfAMillionSpawns() {
    CountDownLatch done = new CountDownLatch(1_000_000);
    try (AsyncRuntime runtime = workers(2)) {
      runtime.spawn(Steps.run(() -> link(runtime, done)));
      Waits.await(done);
    }
  }

  private static void link(AsyncRuntime runtime, CountDownLatch left) {
    left.countDown();
    if (left.getCount() > 0) {
      runtime.spawn(Steps.run(() -> link(runtime, left)));
    }
  }

  /**
   * The task that was spawned last is the worker's own, in its slot or, after some in a row, in its
   * queue, until the worker is seen to be held up.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void aTaskBehindALongPollIsRunByAnotherWorker(int links) {
    try (AsyncRuntime runtime =
        new RuntimeBuilder(Flavor.MULTI_THREAD)
            .workerThreads(2)
            .slowPollThreshold(Duration.ofMillis(2))
            .build()) {
      for (int i = 0; i < 5; i++) {
        CountDownLatch done = new CountDownLatch(1);
        runtime.spawn(chain(links, done));
        Waits.await(done);
      }
    }
  }

  private static Steps chain(int links, CountDownLatch done) {
    return Steps.run(
        () -> {
          if (links > 0) {
            AsyncRuntime.current().spawn(chain(links - 1, done));
          } else {
            spawnsWhatItWaitsFor();
            done.countDown();
          }
        });
  }

  private static void spawnsWhatItWaitsFor() {
    CountDownLatch ran = new CountDownLatch(1);
    AsyncRuntime.current().spawn(Steps.run(ran::countDown));
    Waits.await(ran);
  }

  /** A leaf that a foreign thread wakes a number of times. */
  private static final class WokenElsewhere implements Future<Integer> {
    private final ExecutorService elsewhere;
    private final AtomicInteger wakes = new AtomicInteger();
    private final int count;
    private int seen;

    WokenElsewhere(ExecutorService elsewhere, int count) {
      this.elsewhere = elsewhere;
      this.count = count;
    }

    @Override
    public Object poll(Context context) {
      int now = wakes.get();
      if (now == count) {
        return now;
      }
      if (now == seen) {
        seen++;
        elsewhere.execute(
            () -> {
              wakes.incrementAndGet();
              context.waker().wake();
            });
      }
      return Poll.PENDING;
    }

    @Override
    public Object cancel(Context context) {
      return Poll.CANCELLED;
    }
  }

  /** Hypothesis: a wake-up from outside is not lost, whether workers sleep or are about to. */
  @Test
  void wakesFromForeignThreadsAreNotLost() {
    ExecutorService elsewhere = Executors.newFixedThreadPool(2);
    try (AsyncRuntime runtime = workers(2)) {
      for (int tasks = 1; tasks <= 16; tasks *= 2) {
        List<JoinHandle<Integer>> handles = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
          handles.add(runtime.spawn(new WokenElsewhere(elsewhere, 2_000)));
        }
        handles.forEach(handle -> assertThat(runtime.blockOn(handle)).isEqualTo(2_000));
      }
    } finally {
      elsewhere.shutdown();
    }
  }

  /**
   * Hypothesis: a task on another worker wakes without loss; the workers sleep most of the time.
   */
  @Test
  @Tag("T29")
  void tasksThatWakeOneAnother() {
    int rounds = 20_000;
    try (AsyncRuntime runtime = workers(2)) {
      PingPong table = new PingPong();
      JoinHandle<Object> ping = runtime.spawn(table.player(0, rounds));
      JoinHandle<Object> pong = runtime.spawn(table.player(1, rounds));
      runtime.blockOn(ping);
      runtime.blockOn(pong);
      assertThat(table.turn).hasValue(2 * rounds);
    }
  }

  /** Two tasks that take turns and wake each other. */
  private static final class PingPong {
    final AtomicInteger turn = new AtomicInteger();
    private final dev.weft.Waker[] wakers = new dev.weft.Waker[2];

    Future<Object> player(int self, int rounds) {
      return new Future<>() {
        private int played;

        @Override
        public Object poll(Context context) {
          synchronized (wakers) {
            wakers[self] = context.waker();
          }
          if (turn.get() % 2 == self) {
            played++;
            turn.incrementAndGet();
            wake(1 - self);
          }
          return played == rounds ? "done" : Poll.PENDING;
        }

        @Override
        public Object cancel(Context context) {
          return Poll.CANCELLED;
        }
      };
    }

    private void wake(int player) {
      dev.weft.Waker waker;
      synchronized (wakers) {
        waker = wakers[player];
      }
      if (waker != null) {
        waker.wake();
      }
    }
  }

  private static void awaitOtherWorkersAsleep(String name) {
    Waits.until(
        "the other workers sleep",
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(name + "-"))
                .allMatch(thread -> thread == Thread.currentThread() || isWaiting(thread)));
  }

  private static boolean isWaiting(Thread thread) {
    return thread.getState() == Thread.State.WAITING
        || thread.getState() == Thread.State.TIMED_WAITING;
  }

  @Test
  @Tag("T39")
  void aTaskThatHoldsItsThreadDoesNotHoldUpTheQueueBehindIt() {
    try (AsyncRuntime runtime = workers(2)) {
      CountDownLatch others = new CountDownLatch(100);
      JoinHandle<Object> holder =
          runtime.spawn(
              Steps.run(
                  () -> {
                    awaitOtherWorkersAsleep("weft-worker");
                    for (int i = 0; i < 101; i++) {
                      // The last one stays in the slot of this worker until it lets go.
                      runtime.spawn(Steps.run(others::countDown));
                    }
                    Waits.await(others);
                  }));
      runtime.blockOn(holder);
    }
  }

  /** Hypothesis: whoever falls asleep while work arrives, a worker without work takes it. */
  @Test
  @Tag("T39")
  void workFromOutsideIsNotStrandedBehindATaskThatHoldsItsThread() {
    try (AsyncRuntime runtime = workers(2)) {
      for (int i = 0; i < 5_000; i++) {
        CountDownLatch released = new CountDownLatch(1);
        JoinHandle<Object> holder = runtime.spawn(Steps.run(() -> Waits.await(released)));
        runtime.spawn(Steps.run(released::countDown));
        runtime.blockOn(holder);
      }
    }
  }

  @Test
  void theSlotDoesNotStarveTheQueue() {
    try (AsyncRuntime runtime = workers(1)) {
      AtomicBoolean stop = new AtomicBoolean();
      PingPongForever table = new PingPongForever(stop);
      runtime.spawn(table.player(0));
      runtime.spawn(table.player(1));
      runtime.blockOn(runtime.spawn(new Yields(50)));
      stop.set(true);
    }
  }

  /** Two tasks that wake each other whenever they run, and so keep each other in the slot. */
  private static final class PingPongForever {
    private final AtomicBoolean stop;
    private final dev.weft.Waker[] wakers = new dev.weft.Waker[2];

    PingPongForever(AtomicBoolean stop) {
      this.stop = stop;
    }

    Future<Object> player(int self) {
      return new Future<>() {
        @Override
        public Object poll(Context context) {
          wakers[self] = context.waker();
          if (wakers[1 - self] != null) {
            wakers[1 - self].wake();
          }
          return stop.get() ? "done" : Poll.PENDING;
        }

        @Override
        public Object cancel(Context context) {
          return Poll.CANCELLED;
        }
      };
    }
  }

  @Test
  @Tag("T8")
  void tasksThatRescheduleThemselvesStarveNeitherInjectorNorTimers() {
    FakeClock clock = new FakeClock(Long.MAX_VALUE - 5);
    AtomicBoolean stop = new AtomicBoolean();
    try (AsyncRuntime runtime =
        new RuntimeBuilder(Flavor.MULTI_THREAD).workerThreads(1).clock(clock).build()) {
      for (int i = 0; i < 3; i++) {
        runtime.spawn(new Forever(stop));
      }
      // From outside, while the only worker never sleeps.
      runtime.blockOn(runtime.spawn(new Yields(1)));
      Gate registered = new Gate();
      JoinHandle<Object> sleeper =
          runtime.spawn(
              new Steps(() -> new Touch(registered), () -> new SleepUntil(clock.nanoTime() + 100)));
      registered.awaitReached();
      runtime.blockOn(runtime.spawn(new Yields(500)));
      assertThat(sleeper.isFinished()).isFalse();
      clock.advance(Duration.ofNanos(100));
      runtime.blockOn(sleeper);
      stop.set(true);
    }
  }

  /** A leaf that tells that it was reached, and is ready. */
  private static final class Touch implements Future<Object> {
    private final Gate gate;

    Touch(Gate gate) {
      this.gate = gate;
      gate.open();
    }

    @Override
    public Object poll(Context context) {
      return gate.poll(context);
    }

    @Override
    public Object cancel(Context context) {
      return gate.cancel(context);
    }
  }

  /** A leaf that wakes itself until it is told to stop. */
  private static final class Forever implements Future<Object> {
    private final AtomicBoolean stop;

    Forever(AtomicBoolean stop) {
      this.stop = stop;
    }

    @Override
    public Object poll(Context context) {
      context.waker().wake();
      return stop.get() ? "stopped" : Poll.PENDING;
    }

    @Override
    public Object cancel(Context context) {
      return Poll.CANCELLED;
    }
  }

  /** Hypothesis: a timer that is registered while workers fall asleep is watched by one of them. */
  @Test
  void anEarlierTimerFromOutsideWakesTheWatch() {
    try (AsyncRuntime runtime = workers(2)) {
      var scheduler = runtime.blockOn(new Value<>(() -> Current.scheduler("test")));
      for (int i = 0; i < 3_000; i++) {
        CountDownLatch fired = new CountDownLatch(1);
        long deadline = System.nanoTime() + (i % 50) * 1_000L;
        scheduler
            .timers()
            .register(new TimerEntry(deadline + Duration.ofHours(1).toNanos(), () -> {}));
        scheduler.timers().register(new TimerEntry(deadline, fired::countDown));
        Waits.await(fired);
        assertThat(System.nanoTime() - deadline).isNotNegative();
      }
    }
  }

  /** Hypothesis: timers fire while one of two workers is held by its task, whichever that is. */
  @Test
  @Tag("T39")
  void aTaskThatHoldsItsThreadDoesNotHoldUpTimers() {
    try (AsyncRuntime runtime = workers(2)) {
      for (int i = 0; i < 300; i++) {
        CountDownLatch second = new CountDownLatch(1);
        long now = System.nanoTime();
        JoinHandle<Object> holder =
            runtime.spawn(
                new Steps(
                    () -> new SleepUntil(now + 500_000),
                    // On the worker that watched the timers; the other one may sleep for good.
                    () -> Steps.run(() -> Waits.await(second))));
        runtime.spawn(
            new Steps(() -> new SleepUntil(now + 1_000_000), () -> Steps.run(second::countDown)));
        runtime.blockOn(holder);
      }
    }
  }

  @Test
  void twoWorkersShareTheLoad() {
    try (AsyncRuntime runtime = workers(2)) {
      Set<Thread> threads = ConcurrentHashMap.newKeySet();
      CountDownLatch both = new CountDownLatch(2);
      for (int i = 0; i < 2; i++) {
        runtime.spawn(
            Steps.run(
                () -> {
                  threads.add(Thread.currentThread());
                  both.countDown();
                  Waits.await(both);
                }));
      }
      Waits.await(both);
      assertThat(threads).hasSize(2);
    }
  }
}
