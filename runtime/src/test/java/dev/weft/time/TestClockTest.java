package dev.weft.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.AsyncRuntime;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Weft;
import dev.weft.internal.testing.Gate;
import dev.weft.internal.testing.Steps;
import dev.weft.internal.testing.Value;
import dev.weft.internal.testing.Waits;
import dev.weft.internal.testing.Yields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TestClockTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofDays(1);

  private final AsyncRuntime runtime = AsyncRuntime.currentThread().startPaused(true).build();
  private final TestClock clock = TestClock.of(runtime);
  private final List<Object> log = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    runtime.close();
  }

  /** A sleep that counts from its first poll, by the clock of the runtime that does that. */
  private static Future<Object> sleep(Duration span) {
    return new Steps(() -> Weft.sleep(span));
  }

  private Future<Object> logging(Object what, Duration span) {
    return new Steps(() -> Weft.sleep(span), () -> log.add(what));
  }

  // Jumps.

  @Test
  void aSleepTakesNoTimeAndAllOfItOnTheClock() {
    runtime.blockOn(sleep(DAY.plusNanos(1)));
    assertThat(clock.elapsed()).isEqualTo(DAY.plusNanos(1));
    assertThat(clock.isPaused()).isTrue();
  }

  @Test
  void theTimeJumpsFromTimerToTimerInOrder() {
    runtime.spawn(logging("third", SECOND.multipliedBy(3)));
    runtime.spawn(logging("first", SECOND));
    runtime.spawn(logging("second", SECOND.multipliedBy(2)));
    runtime.blockOn(logging("root", SECOND.plusNanos(1)));
    assertThat(log).containsExactly("first", "root");
    assertThat(clock.elapsed()).isEqualTo(SECOND.plusNanos(1));
    runtime.blockOn(sleep(SECOND.multipliedBy(2)));
    assertThat(log).containsExactly("first", "root", "second", "third");
  }

  @Test
  void theTimeStandsStillWhileTasksGoOn() {
    AtomicInteger fired = new AtomicInteger();
    runtime.spawn(new Steps(() -> Weft.sleep(Duration.ofNanos(1)), fired::incrementAndGet));
    runtime.blockOn(runtime.spawn(new Yields(10_000)));
    assertThat(fired).hasValue(0);
    assertThat(clock.elapsed()).isZero();
  }

  @Test
  void theTimeStandsStillWhileNobodyIsInsideOfBlockOn() {
    JoinHandle<Object> sleeper = runtime.spawn(sleep(SECOND));
    assertThat(clock.elapsed()).isZero();
    runtime.blockOn(sleeper);
    assertThat(clock.elapsed()).isEqualTo(SECOND);
  }

  @Test
  void theTimeStandsStillWhileBlockingWorkIsUnderWay() {
    CountDownLatch done = new CountDownLatch(1);
    JoinHandle<Object> sleeper = runtime.spawn(logging("slept", SECOND));
    Future<Object> main =
        new Steps(
            () ->
                Weft.spawnBlocking(
                    () -> {
                      Waits.await(done);
                      return clock.elapsed();
                    }),
            () -> log.add("worked"),
            () -> sleeper);
    Thread driver = Waits.start(() -> runtime.blockOn(main));
    for (int i = 0; i < 100; i++) {
      runtime.blockOn(runtime.spawn(Weft.yieldNow()));
      assertThat(clock.elapsed()).isZero();
    }
    done.countDown();
    Waits.join(driver);
    assertThat(log).containsExactly("worked", "slept");
  }

  /** More of it than there are threads. */
  @Test
  void theTimeStandsStillWhileBlockingWorkWaitsForAThread() {
    AsyncRuntime narrow =
        AsyncRuntime.currentThread().startPaused(true).maxBlockingThreads(1).build();
    TestClock itsClock = TestClock.of(narrow);
    for (int i = 0; i < 100; i++) {
      narrow.spawn(
          new Steps(
              () -> Weft.spawnBlocking(() -> log.add(itsClock.elapsed())),
              () -> Weft.spawnBlocking(() -> log.add(itsClock.elapsed()))));
    }
    narrow.blockOn(sleep(SECOND));
    assertThat(log).hasSize(200).containsOnly(Duration.ZERO);
    assertThat(itsClock.elapsed()).isEqualTo(SECOND);
    narrow.close();
  }

  @Test
  void blockingWorkMayWaitForTimeInsideOfBlockOn() {
    JoinHandle<Duration> work =
        runtime.blockOn(new Value<>(() -> Weft.spawnBlocking(this::sleepOnThisThread)));
    assertThat(runtime.blockOn(work)).isEqualTo(SECOND);
  }

  private Duration sleepOnThisThread() {
    AsyncRuntime.current().blockOn(sleep(SECOND));
    return clock.elapsed();
  }

  /** The one that drives must not let the time pass while the other one has something to do. */
  @Test
  void theTimeStandsStillWhileAnotherThreadInsideOfBlockOnGoesOn() {
    Gate gate = new Gate();
    Thread driver = Waits.start(() -> runtime.blockOn(gate));
    gate.awaitReached();
    for (int i = 0; i < 200; i++) {
      runtime.blockOn(
          new Steps(
              () -> log.add(clock.elapsed()),
              () -> runtime.spawn(sleep(SECOND)) == null,
              () -> new Yields(200),
              () -> log.add(clock.elapsed())));
      assertThat(log.get(1)).isEqualTo(log.get(0));
      log.clear();
    }
    gate.open();
    Waits.join(driver);
  }

  /** In a poll that is held up until the test lets it go on. */
  private static final class HeldUp implements Future<Object> {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final Future<?> then;

    HeldUp(Future<?> then) {
      this.then = then;
    }

    @Override
    public Object poll(Context context) throws Throwable {
      reached.countDown();
      Waits.await(release);
      return then.poll(context);
    }

    @Override
    public Object cancel(Context context) throws Throwable {
      return then.cancel(context);
    }
  }

  /** The thread that drives has a timer, and sleeps all the same while another one is in a poll. */
  private void assertHoldsTheTime(HeldUp heldUp, Duration end) {
    Gate gate = new Gate();
    Thread driver = Waits.start(() -> runtime.blockOn(gate));
    gate.awaitReached();
    Thread other = Waits.start(() -> runtime.blockOn(heldUp));
    Waits.await(heldUp.reached);
    CountDownLatch polled = new CountDownLatch(1);
    JoinHandle<Object> sleeper =
        runtime.spawn(
            new Steps(
                () -> {
                  polled.countDown();
                  return Weft.sleep(SECOND);
                }));
    Waits.await(polled);
    Waits.until("asleep", () -> driver.getState() == Thread.State.WAITING);
    assertThat(clock.elapsed()).isZero();
    heldUp.release.countDown();
    Waits.until("time went on", sleeper::isFinished);
    gate.open();
    Waits.join(driver);
    Waits.join(other);
    assertThat(clock.elapsed()).isGreaterThanOrEqualTo(end);
  }

  @Test
  void theTimeGoesOnWhenAnotherThreadHasNothingMoreToDo() {
    assertHoldsTheTime(new HeldUp(sleep(SECOND.multipliedBy(3))), SECOND.multipliedBy(3));
  }

  @Test
  void theTimeGoesOnWhenAnotherThreadHasLeft() {
    assertHoldsTheTime(new HeldUp(new Value<>(() -> "value")), SECOND);
  }

  @Test
  void sleepsOfSeveralThreadsInsideOfBlockOnEnd() {
    List<Thread> threads = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      Duration span = SECOND.multipliedBy(i);
      threads.add(
          Waits.start(
              () -> {
                for (int round = 0; round < 500; round++) {
                  runtime.blockOn(sleep(span));
                }
              }));
    }
    threads.forEach(Waits::join);
    assertThat(clock.elapsed()).isGreaterThanOrEqualTo(SECOND.multipliedBy(2_000));
  }

  @Test
  void theTimeJumpsByItselfOnlyIfItMay() {
    clock.autoAdvance(false);
    JoinHandle<Object> sleeper = runtime.spawn(logging("slept", SECOND));
    Thread driver = Waits.start(() -> runtime.blockOn(sleeper));
    for (int i = 0; i < 100; i++) {
      runtime.blockOn(runtime.spawn(Weft.yieldNow()));
    }
    assertThat(clock.elapsed()).isZero();
    assertThat(log).isEmpty();
    clock.autoAdvance(true);
    Waits.join(driver);
    assertThat(clock.elapsed()).isEqualTo(SECOND);
  }

  @Test
  @Tag("T66")
  void manyLongSleepsEndExactly() {
    for (long years : new long[] {1, 5, 10, 2, 146, 30, 60}) {
      Duration before = clock.elapsed();
      Duration span = Duration.ofDays(365 * years).plusNanos(years);
      runtime.blockOn(sleep(span));
      assertThat(clock.elapsed().minus(before)).isEqualTo(span);
    }
  }

  /** As a program would see it whose tasks are started one after the other. */
  @Test
  void sleepsThatEndAtTheSameTimeEndInTheOrderOfTheirBeginning() {
    for (int i = 0; i < 1_000; i++) {
      runtime.spawn(logging(i, SECOND));
    }
    runtime.blockOn(sleep(SECOND.plusNanos(1)));
    assertThat(log).isEqualTo(IntStream.range(0, 1_000).boxed().toList());
  }

  // Advance.

  @Test
  void advanceIsOneJumpThatWakesWhomItPasses() {
    clock.autoAdvance(false);
    runtime.spawn(logging("second", SECOND));
    runtime.spawn(logging("first", SECOND.dividedBy(2)));
    runtime.spawn(logging("later", SECOND.plusNanos(1)));
    runtime.spawn(new Steps(Weft::yieldNow, () -> log.add("begun")));
    runtime.blockOn(
        new Steps(Weft::yieldNow, () -> clock.advance(SECOND), () -> log.add("advanced")));
    assertThat(log).containsExactly("begun", "first", "second", "advanced");
    assertThat(clock.elapsed()).isEqualTo(SECOND);
  }

  @Test
  void aTaskThatAdvancesLetsOthersGoFirst() {
    clock.autoAdvance(false);
    runtime.spawn(logging("slept", SECOND));
    runtime.blockOn(
        runtime.spawn(
            new Steps(Weft::yieldNow, () -> clock.advance(SECOND), () -> log.add("advanced"))));
    assertThat(log).containsExactly("slept", "advanced");
  }

  @Test
  void advanceFromAnotherThreadWakesTheRuntime() {
    clock.autoAdvance(false);
    JoinHandle<Object> sleeper = runtime.spawn(logging("slept", SECOND));
    Thread driver = Waits.start(() -> runtime.blockOn(sleeper));
    try (AsyncRuntime other = AsyncRuntime.currentThread().build()) {
      while (!sleeper.isFinished()) {
        other.blockOn(clock.advance(SECOND));
      }
    }
    Waits.join(driver);
  }

  @Test
  void smallAdvancesAddUpExactly() {
    Deadline deadline =
        runtime.blockOn(new Value<>(() -> Deadline.after(Duration.ofNanos(3_000_001))));
    for (int i = 0; i < 3_000; i++) {
      runtime.blockOn(clock.advance(Duration.ofNanos(1_000)));
    }
    assertThat(deadline.remaining()).isEqualTo(Duration.ofNanos(1));
    runtime.blockOn(clock.advance(Duration.ofNanos(1)));
    assertThat(deadline.isReached()).isTrue();
    assertThat(clock.elapsed()).isEqualTo(Duration.ofNanos(3_000_001));
  }

  @Test
  void advanceMovesTheTimeWhenItIsAwaitedAndOnce() {
    Future<Void> advance = clock.advance(SECOND);
    assertThat(clock.elapsed()).isZero();
    runtime.blockOn(advance);
    assertThatThrownBy(() -> runtime.blockOn(advance))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the future of advance(...) was awaited before; each call sets the time forward once");
    assertThat(clock.elapsed()).isEqualTo(SECOND);
  }

  @Test
  void advanceRefusesWhatIsNoSpan() {
    assertThatThrownBy(() -> clock.advance(SECOND.negated()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the span must be from zero to 146 years: PT-1S");
    assertThatThrownBy(() -> clock.advance(Duration.ofDays(365 * 147)))
        .isInstanceOf(IllegalArgumentException.class);
    runtime.blockOn(clock.advance(Duration.ZERO));
    assertThat(clock.elapsed()).isZero();
  }

  // Pause and resume.

  @Test
  void aRuntimeMayBePausedLater() {
    try (AsyncRuntime later = AsyncRuntime.currentThread().build()) {
      Duration elapsed =
          (Duration)
              later.blockOn(
                  new Steps(
                      () -> {
                        assertThat(TestClock.current().isPaused()).isFalse();
                        TestClock.current().pause();
                        log.add(TestClock.current().elapsed());
                        return Weft.sleep(DAY);
                      },
                      () -> TestClock.current().elapsed()));
      assertThat(elapsed).isEqualTo(((Duration) log.get(0)).plus(DAY));
    }
  }

  /** It sleeps in earnest, for hours, and must look again. */
  @Test
  void aPauseFromAnotherThreadWakesTheRuntime() {
    try (AsyncRuntime real = AsyncRuntime.currentThread().build()) {
      JoinHandle<Object> sleeper = real.spawn(sleep(DAY));
      Thread driver = Waits.start(() -> real.blockOn(sleeper));
      real.blockOn(real.spawn(Weft.yieldNow()));
      TestClock.of(real).pause();
      Waits.join(driver);
    }
  }

  /** It sleeps without an end, as nothing else moves the time. */
  @Test
  @Tag("T73")
  void aResumeFromAnotherThreadWakesTheRuntime() {
    clock.autoAdvance(false);
    JoinHandle<Object> sleeper = runtime.spawn(sleep(Duration.ofMillis(1)));
    Thread driver = Waits.start(() -> runtime.blockOn(sleeper));
    runtime.blockOn(runtime.spawn(Weft.yieldNow()));
    assertThat(sleeper.isFinished()).isFalse();
    clock.resume();
    Waits.join(driver);
    assertThat(clock.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(1));
  }

  @Test
  @Tag("T73")
  void pausingTwiceIsRefusedInATask() {
    JoinHandle<?> task =
        runtime.spawn(
            Steps.run(
                () ->
                    assertThatThrownBy(() -> TestClock.current().pause())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("the time is paused already; resume() it first")));
    runtime.blockOn(task);
    clock.resume();
    assertThatThrownBy(clock::resume).isInstanceOf(IllegalStateException.class);
  }

  // Whose clock it is.

  @Test
  void theClockIsThatOfTheCallingTask() {
    runtime.blockOn(clock.advance(DAY));
    assertThat(runtime.blockOn(new Value<>(() -> TestClock.current().elapsed()))).isEqualTo(DAY);
    assertThat(TestClock.of(runtime.handle()).elapsed()).isEqualTo(DAY);
    assertThat(clock).hasToString("TestClock[elapsed=PT24H, paused]");
    assertThatThrownBy(TestClock::current)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("TestClock.current() was called outside of a runtime");
  }

  @Test
  void onlyACurrentThreadRuntimeHasAClockThatCanBePaused() {
    try (AsyncRuntime multi = AsyncRuntime.multiThread().name("multi").workerThreads(1).build()) {
      assertThatThrownBy(() -> TestClock.of(multi))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "the time of the runtime 'multi' can't be paused, as its threads go on by themselves;"
                  + " tests that own the clock use AsyncRuntime.currentThread()");
      assertThatThrownBy(() -> TestClock.of(multi.handle()))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void onlyACurrentThreadRuntimeStartsPaused() {
    assertThatThrownBy(() -> AsyncRuntime.multiThread().startPaused(true))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "a multi-thread runtime can't be started with its time paused, as its threads go on by"
                + " themselves; tests that own the clock use AsyncRuntime.currentThread()");
    assertThatThrownBy(() -> AsyncRuntime.on(Runnable::run).startPaused(true))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("a runtime on an executor can't be started with its time paused");
    AsyncRuntime.multiThread().startPaused(false);
  }

  // Closing.

  /** Its end is a matter of the runtime's time, not of a deadline of the one who closes. */
  @Test
  void cleanupSleepsOnTheClockWhileTheRuntimeCloses() {
    JoinHandle<Object> shielded =
        runtime.spawn(new Steps(() -> Weft.shield(logging("cleaned up", SECOND))));
    runtime.blockOn(runtime.spawn(Weft.yieldNow()));
    runtime.close();
    assertThat(shielded.isFinished()).isTrue();
    assertThat(log).containsExactly("cleaned up");
  }

  /** A closed pool drops it. */
  @Test
  void blockingWorkThatIsDroppedDoesNotHoldTheTime() {
    JoinHandle<Object> task =
        runtime.spawn(
            Weft.shield(
                new Steps(
                    () -> Weft.sleep(SECOND),
                    () -> Weft.spawnBlocking(() -> "dropped").isFinished(),
                    () -> logging("cleaned up", SECOND))));
    runtime.blockOn(runtime.spawn(Weft.yieldNow()));
    runtime.close();
    assertThat(task.isFinished()).isTrue();
    assertThat(log).containsExactly("cleaned up");
  }

  private static String waitFor(CountDownLatch latch) {
    Waits.await(latch);
    return "released";
  }

  /** It is in the queue of the pool when that is closed. */
  @Test
  void blockingWorkThatIsDroppedFromTheQueueDoesNotHoldTheTime() {
    AsyncRuntime narrow =
        AsyncRuntime.currentThread().startPaused(true).maxBlockingThreads(1).build();
    CountDownLatch release = new CountDownLatch(1);
    List<JoinHandle<?>> works = new ArrayList<>();
    JoinHandle<Object> task =
        narrow.spawn(
            new Steps(
                () -> works.add(Weft.spawnBlocking(() -> waitFor(release))),
                () -> works.add(Weft.spawnBlocking(() -> "dropped")),
                () -> Weft.shield(logging("cleaned up", SECOND))));
    narrow.blockOn(narrow.spawn(Weft.yieldNow()));
    Thread closer = Waits.start(narrow::close);
    Waits.until("dropped", works.get(1)::isFinished);
    release.countDown();
    Waits.join(closer);
    assertThat(task.isFinished()).isTrue();
    assertThat(log).containsExactly("cleaned up");
  }

  @Test
  void aFutureInsideOfBlockOnCleansUpOnTheClock() {
    Gate gate = new Gate();
    Thread driver =
        Waits.start(
            () ->
                assertThatThrownBy(
                    () ->
                        runtime.blockOn(
                            Weft.shield(new Steps(() -> gate, () -> Weft.sleep(SECOND))))));
    gate.awaitReached();
    Thread closer = Waits.start(() -> runtime.shutdownTimeout(Duration.ofHours(1)));
    Waits.join(driver);
    Waits.join(closer);
    assertThat(clock.elapsed()).isEqualTo(Duration.ofSeconds(10));
  }

  // The same on each run.

  @Test
  void tenThousandRandomSleepsComeInTheSameOrderEachTime() {
    assertThat(timeline(42)).hasSize(10_000).isEqualTo(timeline(42)).isNotEqualTo(timeline(43));
  }

  /** Many deadlines are equal. */
  private static List<String> timeline(long seed) {
    Random random = new Random(seed);
    List<String> line = new ArrayList<>();
    try (AsyncRuntime runtime = AsyncRuntime.currentThread().startPaused(true).build()) {
      TestClock clock = TestClock.of(runtime);
      for (int i = 0; i < 5_000; i++) {
        int number = i;
        Duration first = Duration.ofMillis(random.nextInt(1_000));
        Duration second = Duration.ofMillis(random.nextInt(1_000));
        runtime.spawn(
            new Steps(
                () -> Weft.sleep(first),
                () -> line.add(number + " at " + clock.elapsed()),
                () -> Weft.sleep(second),
                () -> line.add(number + " again at " + clock.elapsed())));
      }
      runtime.blockOn(sleep(Duration.ofSeconds(2)));
    }
    return line;
  }
}
