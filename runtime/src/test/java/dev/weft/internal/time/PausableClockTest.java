package dev.weft.internal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.internal.testing.FakeClock;
import dev.weft.internal.testing.Waits;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PausableClockTest {
  private final FakeClock source = new FakeClock(100);
  private final PausableClock clock = PausableClock.of(source);

  private void pass(long nanos) {
    source.advance(Duration.ofNanos(nanos));
  }

  @Test
  void showsTheTimeOfAnotherClock() {
    assertThat(clock.nanoTime()).isEqualTo(100);
    pass(5);
    assertThat(clock.nanoTime()).isEqualTo(105);
    assertThat(clock.isPaused()).isFalse();
    assertThat(clock.elapsed()).isEqualTo(Duration.ofNanos(5));
  }

  @Test
  void isNotMadeTwice() {
    assertThat(PausableClock.of(clock)).isSameAs(clock);
  }

  @Test
  void standsStillWhilePaused() {
    pass(5);
    clock.pause();
    pass(1_000);
    assertThat(clock.isPaused()).isTrue();
    assertThat(clock.nanoTime()).isEqualTo(105);
  }

  @Test
  void standsStillFromTheStart() {
    PausableClock paused = PausableClock.paused(source);
    pass(1_000);
    assertThat(paused.nanoTime()).isEqualTo(100);
    assertThat(paused.elapsed()).isZero();
    paused.resume();
    pass(1);
    assertThat(paused.nanoTime()).isEqualTo(101);
  }

  @Test
  @Tag("T73")
  void goesOnFromWhereItStood() {
    clock.pause();
    pass(1_000);
    clock.advance(7);
    clock.resume();
    assertThat(clock.nanoTime()).isEqualTo(107);
    pass(3);
    assertThat(clock.nanoTime()).isEqualTo(110);
    assertThat(clock.elapsed()).isEqualTo(Duration.ofNanos(10));

    clock.pause();
    pass(1_000);
    clock.resume();
    pass(1);
    assertThat(clock.nanoTime()).isEqualTo(111);
  }

  @Test
  @Tag("T73")
  void isPausedAndResumedInTurn() {
    assertThatThrownBy(clock::resume)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("resume() is for a time that is paused, and this one isn't; pause() it first");
    assertThatThrownBy(() -> clock.advance(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("advance(...) is for a time that is paused");
    clock.pause();
    assertThatThrownBy(clock::pause)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the time is paused already; resume() it first");
    assertThat(clock.nanoTime()).isEqualTo(100);
  }

  private boolean jump(long time) {
    return clock.jumpTo(time, () -> true);
  }

  @Test
  void jumpsForwardOnlyAndOnlyWhilePaused() {
    assertThat(jump(200)).isFalse();
    assertThat(clock.nanoTime()).isEqualTo(100);
    clock.pause();
    assertThat(jump(200)).isTrue();
    assertThat(clock.nanoTime()).isEqualTo(200);
    assertThat(jump(150)).isFalse();
    assertThat(clock.nanoTime()).isEqualTo(200);
  }

  @Test
  void jumpsOnlyIfItMay() {
    clock.pause();
    assertThat(clock.jumpTo(200, () -> false)).isFalse();
    assertThat(clock.nanoTime()).isEqualTo(100);
  }

  @Test
  void doesNotJumpWhereThatIsSwitchedOff() {
    clock.pause();
    clock.autoAdvance(false);
    assertThat(jump(200)).isFalse();
    assertThat(clock.nanoTime()).isEqualTo(100);
    clock.advance(1);
    assertThat(clock.nanoTime()).isEqualTo(101);
    clock.autoAdvance(true);
    assertThat(jump(200)).isTrue();
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void whoWaitsForAJumpGoesOnWhenItHasBeenMade() {
    clock.pause();
    AtomicLong seen = new AtomicLong();
    Thread reader =
        new Thread(
            () -> {
              clock.awaitJump();
              seen.set(clock.nanoTime());
            });
    clock.jumpTo(
        200,
        () -> {
          reader.start();
          Waits.until("blocked or over", () -> isBlockedOrOver(reader));
          return true;
        });
    Waits.join(reader);
    assertThat(seen).hasValue(200);
  }

  @Test
  void tellsOfEachChangeWhenItCanBeSeen() {
    AtomicInteger changes = new AtomicInteger();
    AtomicLong seen = new AtomicLong();
    clock.onChange(
        () -> {
          changes.incrementAndGet();
          seen.set(clock.nanoTime());
        });
    clock.pause();
    assertThat(changes).hasValue(1);
    clock.advance(5);
    assertThat(changes).hasValue(2);
    assertThat(seen).hasValue(105);
    clock.resume();
    assertThat(changes).hasValue(3);
    clock.autoAdvance(false);
    assertThat(changes).hasValue(4);
    jump(1);
    assertThat(changes).hasValue(4);
  }

  /** Where time wraps round. */
  @Test
  void jumpsAreComparedBySubtraction() {
    PausableClock late = PausableClock.paused(new FakeClock(Long.MAX_VALUE - 5));
    assertThat(late.jumpTo(Long.MAX_VALUE + 5, () -> true)).isTrue();
    assertThat(late.elapsed()).isEqualTo(Duration.ofNanos(10));
  }

  /** The source is read, and on its way out somebody else reads a later time. */
  @Test
  void whoReadsWhileItIsBeingPausedWaitsForTheEndOfThat() {
    AtomicLong seen = new AtomicLong();
    AtomicReference<Runnable> onRead = new AtomicReference<>(() -> {});
    PausableClock clock =
        PausableClock.of(
            () -> {
              long time = source.nanoTime();
              onRead.getAndSet(() -> {}).run();
              return time;
            });
    Thread reader =
        new Thread(
            () -> {
              pass(5);
              seen.set(clock.nanoTime());
            });
    onRead.set(
        () -> {
          reader.start();
          Waits.until("blocked or over", () -> isBlockedOrOver(reader));
        });
    clock.pause();
    Waits.join(reader);
    assertThat(seen).hasValue(100);
  }

  private static boolean isBlockedOrOver(Thread thread) {
    return thread.getState() == Thread.State.BLOCKED
        || thread.getState() == Thread.State.TERMINATED;
  }

  /** The state is read, and before the source is read it is paused. */
  @Test
  void whoIsHeldUpWhileItIsPausedReadsNoLaterTime() {
    AtomicReference<Runnable> onRead = new AtomicReference<>(() -> {});
    PausableClock clock =
        PausableClock.of(
            () -> {
              onRead.getAndSet(() -> {}).run();
              return source.nanoTime();
            });
    onRead.set(
        () -> {
          clock.pause();
          pass(5);
        });
    assertThat(clock.nanoTime()).isEqualTo(100);
  }

  @Test
  @Timeout(60)
  void neverGoesBackwardsForAnybody() {
    PausableClock real = PausableClock.of(NanoClock.SYSTEM);
    AtomicLong latest = new AtomicLong(real.nanoTime());
    AtomicBoolean backwards = new AtomicBoolean();
    AtomicBoolean over = new AtomicBoolean();
    Runnable reader =
        () -> {
          while (!over.get() && !Thread.currentThread().isInterrupted()) {
            long before = latest.get();
            long now = real.nanoTime();
            backwards.compareAndSet(false, now - before < 0);
            latest.accumulateAndGet(now, (a, b) -> a - b > 0 ? a : b);
          }
        };
    Thread one = Waits.start(reader);
    Thread two = Waits.start(reader);
    for (int i = 0; i < 20_000; i++) {
      real.pause();
      backwards.compareAndSet(false, real.nanoTime() - latest.get() < 0);
      real.resume();
    }
    over.set(true);
    Waits.join(one);
    Waits.join(two);
    assertThat(backwards).isFalse();
  }
}
