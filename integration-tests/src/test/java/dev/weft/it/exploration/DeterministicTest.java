package dev.weft.it.exploration;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.pending;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.spawnBlocking;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.AsyncRuntime;
import dev.weft.CancelledError;
import dev.weft.DeadlockException;
import dev.weft.Exploration;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Outcome;
import dev.weft.Schedule;
import dev.weft.Weft;
import dev.weft.sync.Mpsc;
import dev.weft.sync.Mutex;
import dev.weft.sync.Oneshot;
import dev.weft.time.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a deterministic runtime does, apart from finding bugs. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DeterministicTest {
  private final List<String> log = new ArrayList<>();
  private final AsyncRuntime runtime =
      AsyncRuntime.deterministic(Schedule.randomWalk(1)).name("test").build();

  @AfterEach
  void close() {
    runtime.close();
  }

  private <T> T run(AsyncCallable<T, ?> root) throws Exception {
    return runtime.blockOn(Weft.<T, Exception>async(root));
  }

  @ParameterizedTest
  @EnumSource
  void theSameScheduleMakesTheSameRun(Exploration exploration) throws Exception {
    Set<List<String>> runs = new HashSet<>();
    Iterator<Schedule> schedules = exploration.schedules(0);
    for (int i = 0; i < 100; i++) {
      Schedule schedule = schedules.next();
      List<String> run = Chaos.run(schedule);
      runs.add(run);
      assertThat(Chaos.run(Schedule.parse(schedule.toString()))).isEqualTo(run);
    }
    assertThat(runs).hasSizeGreaterThan(exploration == Exploration.EXHAUSTIVE ? 1 : 50);
  }

  @Test
  void sleepsTakeTheirTimeOfTheClockAndNoOther() throws Exception {
    Duration elapsed =
        run(
            () -> {
              JoinHandle<Void> year = spawn(sleep(Duration.ofDays(365)));
              await(sleep(Duration.ofDays(1)));
              log.add("a day");
              await(year);
              log.add("a year");
              return TestClock.current().elapsed();
            });
    assertThat(elapsed).isEqualTo(Duration.ofDays(365));
    assertThat(log).containsExactly("a day", "a year");
  }

  @Test
  void timeStandsStillWhileSomethingCanRun() throws Exception {
    Duration elapsed =
        run(
            () -> {
              JoinHandle<Void> timer = spawn(sleep(Duration.ofNanos(1)));
              for (int i = 0; i < 1_000; i++) {
                await(yieldNow());
              }
              assertThat(timer.isFinished()).isFalse();
              return TestClock.current().elapsed();
            });
    assertThat(elapsed).isZero();
  }

  @Test
  void whoSetsTheTimeForwardWakesThoseWhoseTimeHasCome() throws Exception {
    boolean woken =
        run(
            () -> {
              JoinHandle<Void> sleeper = spawn(sleep(Duration.ofHours(1)));
              for (int i = 0; i < 100; i++) {
                await(yieldNow());
              }
              await(TestClock.current().advance(Duration.ofHours(1)));
              for (int i = 0; i < 100; i++) {
                await(yieldNow());
              }
              return sleeper.isFinished();
            });
    assertThat(woken).isTrue();
  }

  @Test
  void theTimeCanBeLeftToTheTestAlone() {
    assertThatThrownBy(
            () ->
                run(
                    () -> {
                      TestClock.current().autoAdvance(false);
                      return await(timeout(Duration.ofSeconds(1), Weft.<String>pending()));
                    }))
        .isInstanceOf(DeadlockException.class)
        .hasMessageContaining("autoAdvance is off");
  }

  @Test
  void theTimeCantGoOnByItself() {
    assertThatThrownBy(
            () ->
                run(
                    () -> {
                      TestClock.current().resume();
                      return "";
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("deterministic");
  }

  @Test
  void othersComeBetweenAtAwaitsThatNeedNotWait() throws Exception {
    Set<Integer> balances = new HashSet<>();
    for (int seed = 0; seed < 100; seed++) {
      balances.add(balance(Schedule.randomWalk(seed)));
    }
    assertThat(balances).containsExactlyInAnyOrder(1, 2);
  }

  /** Two tasks add one each; the lock that they take in between is free at all times. */
  private static int balance(Schedule schedule) throws Exception {
    int[] balance = {0};
    try (AsyncRuntime own = AsyncRuntime.deterministic(schedule).build()) {
      own.blockOn(
          async(
              () -> {
                JoinHandle<Void> task = spawn(addOne(balance));
                await(addOne(balance));
                await(task);
              }));
    }
    return balance[0];
  }

  @Async
  private static Future<Void> addOne(int[] balance) {
    int before = balance[0];
    try (var guard = await(new Mutex<>("").lock())) {
      guard.get();
    }
    try (var guard = await(new Mutex<>("").lock())) {
      guard.get();
    }
    balance[0] = before + 1;
    return Weft.ready();
  }

  @Async
  private Future<String> waitsForNothing() {
    try {
      return Weft.ready(await(Weft.<String>pending()));
    } finally {
      log.add("cleaned up");
      await(Weft.shield(sleep(Duration.ofSeconds(1))));
      log.add("after " + TestClock.current().elapsed());
    }
  }

  @Test
  void anEndWithoutAResultIsToldAtOnceWithWhoWaitsWhere() {
    assertThatThrownBy(
            () ->
                run(
                    () -> {
                      spawn(Weft.<Void>pending());
                      return await(waitsForNothing());
                    }))
        .isInstanceOf(DeadlockException.class)
        .hasMessageStartingWith("nothing can run on the runtime 'test' any more: everybody waits")
        .hasMessageContaining("DeterministicTest.waitsForNothing(DeterministicTest.java:")
        .hasMessageContaining("spawned at dev.weft.it.exploration.DeterministicTest");
    assertThat(log).containsExactly("cleaned up", "after PT1S");
  }

  @Async
  private Future<String> takesBack() {
    try {
      return Weft.ready(await(Weft.<String>pending()));
    } catch (CancelledError e) {
      log.add("swallowed");
      return Weft.ready("all is well");
    }
  }

  @Test
  void cleanupCantHideThatNothingCouldRun() {
    assertThatThrownBy(() -> run(() -> await(takesBack()))).isInstanceOf(DeadlockException.class);
    assertThat(log).containsExactly("swallowed");
  }

  @Test
  void theRuntimeCanBeUsedAfterThat() throws Exception {
    assertThatThrownBy(() -> run(() -> await(Weft.<String>pending())))
        .isInstanceOf(DeadlockException.class);
    assertThat(run(() -> "next").toString()).isEqualTo("next");
  }

  @Test
  void theCircleIsInTheException() {
    DeadlockException thrown = (DeadlockException) Bug.TWO_MUTEXES.runBroken(deadlocked());
    assertThat(thrown.deadlocks()).hasSize(1);
    assertThat(thrown.deadlocks().get(0).waits()).hasSize(2);
    assertThat(thrown).hasMessageContaining("deadlock of 2");
  }

  private static Schedule deadlocked() {
    return LongStream.range(0, 1_000)
        .mapToObj(Schedule::randomWalk)
        .filter(schedule -> Bug.TWO_MUTEXES.runBroken(schedule) != null)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void blockingWorkWaitsForTasksAndTheOtherWayRound() throws Exception {
    Mpsc.Channel<Integer> there = Mpsc.channel(1);
    Mpsc.Channel<Integer> back = Mpsc.channel(1);
    int sum =
        run(
            () -> {
              JoinHandle<String> work =
                  spawnBlocking(
                      () -> {
                        for (int i = 0; i < 10; i++) {
                          back.tx().blockingSend(there.rx().blockingRecv() * 2);
                        }
                        return "";
                      });
              int total = 0;
              for (int i = 0; i < 10; i++) {
                await(there.tx().send(i));
                total += await(back.rx().recv());
              }
              await(work);
              return total;
            });
    assertThat(sum).isEqualTo(90);
  }

  @Test
  void blockingWorkCanBlockOnAFuture() throws Exception {
    Duration elapsed =
        run(
            () -> {
              AsyncRuntime here = AsyncRuntime.current();
              await(spawnBlocking(() -> here.blockOn(sleep(Duration.ofHours(1)))));
              return TestClock.current().elapsed();
            });
    assertThat(elapsed).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void blockingWorkBeyondTheThreadsWaits() throws Exception {
    try (AsyncRuntime small =
        AsyncRuntime.deterministic(Schedule.randomWalk(7)).maxBlockingThreads(1).build()) {
      small.blockOn(
          async(
              () -> {
                Oneshot.Channel<String> gate = Oneshot.channel();
                JoinHandle<String> first = spawnBlocking(() -> gate.rx().blockingRecv());
                JoinHandle<String> second = spawnBlocking(() -> "second");
                await(sleep(Duration.ofSeconds(1)));
                assertThat(second.isFinished()).isEqualTo(first.isFinished());
                gate.tx().send("first");
                log.add(await(first));
                log.add(await(second));
              }));
    }
    assertThat(log).containsExactly("first", "second");
  }

  @Test
  void blockingWorkThatNothingWillWakeEndsWithTheRuntime() {
    AtomicReference<JoinHandle<String>> work = new AtomicReference<>();
    assertThatThrownBy(
            () ->
                run(
                    () -> {
                      Oneshot.Channel<String> never = Oneshot.channel();
                      work.set(spawnBlocking(() -> never.rx().blockingRecv()));
                      await(work.get());
                      return never;
                    }))
        .isInstanceOf(DeadlockException.class);
    runtime.close();
    assertThat(work.get().isFinished()).isTrue();
  }

  @Test
  void blockingWorkThatWaitsForTasksBehindTheRuntimesBackIsToldWhereItDoes() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    JoinHandle<String> work =
        runtime.spawn(
            async(
                () ->
                    await(
                        spawnBlocking(
                            () -> {
                              latch.await();
                              return "";
                            }))));
    assertThatThrownBy(() -> run(() -> await(work)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("DeterministicTest.java:")
        .hasMessageContaining("on thread 'weft-worker-blocking-1'")
        .hasMessageContaining("blockingRecv");
    latch.countDown();
  }

  @Test
  void onlyOneThreadDrives() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch refused = new CountDownLatch(1);
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Thread other =
        new Thread(
            () -> {
              try {
                inside.await();
                runtime.blockOn(Weft.ready());
              } catch (Throwable t) {
                thrown.complete(t);
              }
              refused.countDown();
            },
            "other");
    other.start();
    run(
        () -> {
          inside.countDown();
          refused.await();
          return "";
        });
    assertThat(thrown.get())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'other'")
        .hasMessageContaining("the runtime 'test'")
        .hasMessageContaining("spawnBlocking");
    other.join();
  }

  @Test
  void aTaskThatIsSpawnedFromOutsideRunsWhenSomebodyDrives() throws Exception {
    JoinHandle<String> handle = runtime.spawn(async(() -> "outside"));
    assertThat(handle.isFinished()).isFalse();
    assertThat(run(() -> await(handle)).toString()).isEqualTo("outside");
  }

  @Async
  private Future<Void> cleansUp(int number) {
    try {
      await(pending());
    } finally {
      await(Weft.shield(sleep(Duration.ofMillis(number))));
      log.add("task " + number);
    }
    return Weft.ready();
  }

  @Test
  void closingRunsCleanupInItsTime() throws Exception {
    JoinHandle<Void> last = runtime.spawn(cleansUp(30));
    runtime.spawn(cleansUp(10));
    runtime.spawn(cleansUp(20));
    run(() -> await(timeoutOf(last)));
    runtime.close();
    assertThat(log).containsExactly("task 10", "task 20", "task 30");
  }

  @Async
  private static Future<Void> leavesALine(List<String> lines, int number) {
    try {
      await(pending());
    } finally {
      await(Weft.shield(yieldNow()));
      lines.add("task " + number);
    }
    return Weft.ready();
  }

  /** Whatever numbers the tasks have, of which there were some in between. */
  private static List<String> closing() {
    List<String> lines = new ArrayList<>();
    try (AsyncRuntime own = AsyncRuntime.deterministic(Schedule.randomWalk(3)).build()) {
      for (int i = 0; i < 20; i++) {
        own.spawn(leavesALine(lines, i));
      }
      own.blockOn(sleep(Duration.ofSeconds(1)));
    }
    return lines;
  }

  @Test
  void closingMakesTheSameRunToo() {
    List<String> lines = closing();
    assertThat(lines).hasSize(20);
    for (int i = 0; i < 5; i++) {
      runtime.spawn(Weft.ready());
      assertThat(closing()).isEqualTo(lines);
    }
  }

  @Async
  private Future<String> timeoutOf(JoinHandle<Void> handle) {
    try {
      await(timeout(Duration.ofSeconds(1), handle));
      return Weft.ready("ended");
    } catch (TimeoutException e) {
      return Weft.ready("waits");
    }
  }

  @Test
  void aPanicIsSeenAsElsewhere() throws Exception {
    IllegalStateException panic = new IllegalStateException("boom");
    Outcome<String> outcome =
        run(
            () ->
                await(
                    Weft.<String>spawn(
                            () -> {
                              throw panic;
                            })
                        .outcome()));
    assertThat(outcome).isEqualTo(new Outcome.Panic<>(panic));
  }
}
