package dev.weft.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.AsyncRuntime;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Weft;
import dev.weft.internal.testing.FakeClock;
import dev.weft.internal.testing.Gate;
import dev.weft.internal.testing.Steps;
import dev.weft.internal.testing.Value;
import dev.weft.internal.testing.Waits;
import dev.weft.time.Deadline;
import dev.weft.time.Sleep;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Points in time go by the clock of the runtime. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RuntimeClockTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final FakeClock clock = new FakeClock(5);
  private final Gate gate = new Gate();
  private AsyncRuntime runtime;
  private Thread blocked;

  /** Of a current-thread runtime some thread is inside {@code blockOn}. */
  private void start(Runtimes kind) {
    runtime = kind.builder().clock(clock).build();
    blocked = Waits.start(() -> runtime.blockOn(gate));
    gate.awaitReached();
  }

  @AfterEach
  void close() {
    gate.open();
    Waits.join(blocked);
    runtime.close();
  }

  /** Starts a task and waits until it waits for its sleep. */
  private JoinHandle<?> sleeping(Callable<Sleep> sleep) {
    Asleep asleep = new Asleep(sleep);
    JoinHandle<?> task = runtime.spawn(asleep);
    Waits.await(asleep.waits);
    return task;
  }

  private void assertEndsAfter(Duration span, JoinHandle<?> sleeper) {
    clock.advance(span.minusNanos(1));
    lookAtTimers();
    assertThat(sleeper.isFinished()).isFalse();
    clock.advance(Duration.ofNanos(1));
    Waits.until("woken", () -> lookAtTimers() && sleeper.isFinished());
  }

  /** Timers are looked at before a task runs again that has yielded. */
  private boolean lookAtTimers() {
    runtime.blockOn(runtime.spawn(Weft.yieldNow()));
    return true;
  }

  @ParameterizedTest
  @EnumSource
  void aDeadlineOfATaskGoesByTheClockOfItsRuntime(Runtimes kind) {
    start(kind);
    JoinHandle<Deadline> task = runtime.spawn(new Value<>(() -> Deadline.after(HOUR)));
    Deadline deadline = runtime.blockOn(task);
    assertThat(deadline.remaining()).isEqualTo(HOUR);
    clock.advance(MINUTE);
    assertThat(deadline.remaining()).isEqualTo(HOUR.minus(MINUTE));
    clock.advance(HOUR);
    assertThat(deadline.isReached()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void soDoesOneOfBlockOn(Runtimes kind) {
    start(kind);
    Deadline deadline = runtime.blockOn(new Value<>(() -> Deadline.after(HOUR)));
    clock.advance(MINUTE);
    assertThat(deadline.remaining()).isEqualTo(HOUR.minus(MINUTE));
  }

  @ParameterizedTest
  @EnumSource
  void soDoesOneOfBlockingWork(Runtimes kind) {
    start(kind);
    Deadline deadline =
        (Deadline) runtime.blockOn(new Steps(() -> Weft.spawnBlocking(() -> Deadline.after(HOUR))));
    clock.advance(MINUTE);
    assertThat(deadline.remaining()).isEqualTo(HOUR.minus(MINUTE));
  }

  @ParameterizedTest
  @EnumSource
  void aSleepGoesByTheClockOfTheRuntime(Runtimes kind) {
    start(kind);
    assertEndsAfter(HOUR, sleeping(() -> Weft.sleep(HOUR)));
  }

  @ParameterizedTest
  @EnumSource
  void ofASleepFromElsewhereWhatRemainsCounts(Runtimes kind) {
    start(kind);
    FakeClock elsewhere = new FakeClock(1_000_000);
    AsyncRuntime other = Runtimes.CURRENT_THREAD.builder().clock(elsewhere).build();
    Sleep sleep = other.blockOn(new Value<>(() -> Weft.sleep(HOUR.plus(MINUTE))));
    elsewhere.advance(MINUTE);
    assertEndsAfter(HOUR, sleeping(() -> sleep));
    assertThat(sleep.isElapsed()).isTrue();
    other.close();
  }

  /** How long a close takes isn't told by a clock that may stand still. */
  @ParameterizedTest
  @EnumSource
  void aCloseGoesByTheClockOfTheJvm(Runtimes kind) {
    start(kind);
    clock.advance(Duration.ofNanos(System.nanoTime()).plusDays(1));
    Gate never = new Gate();
    JoinHandle<?> stuck = runtime.spawn(Weft.shield(never));
    never.awaitReached();
    AsyncRuntime closing = runtime;
    Waits.join(Waits.start(() -> closing.shutdownTimeout(Duration.ofMillis(1))));
    Waits.until("dropped", stuck::isFinished);
  }

  /** Tells when it has been polled. */
  private static final class Asleep implements Future<Void> {
    private final CountDownLatch waits = new CountDownLatch(1);
    private final Callable<Sleep> made;
    private Sleep sleep;

    Asleep(Callable<Sleep> made) {
      this.made = made;
    }

    @Override
    public Object poll(Context context) throws Exception {
      if (sleep == null) {
        sleep = made.call();
      }
      Object answer = sleep.poll(context);
      waits.countDown();
      return answer;
    }

    @Override
    public Object cancel(Context context) {
      return sleep.cancel(context);
    }
  }
}
