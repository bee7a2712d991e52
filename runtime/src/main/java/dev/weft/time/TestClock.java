package dev.weft.time;

import dev.weft.CancelUnsafe;
import dev.weft.Future;
import dev.weft.RuntimeHandle;
import dev.weft.internal.runtime.DefaultRuntime;
import dev.weft.internal.task.Current;
import dev.weft.internal.time.NanoClock;
import dev.weft.internal.time.PausableClock;
import java.time.Duration;

/**
 * The time of a current-thread or deterministic runtime in the hands of a test: hours pass in no
 * time, and in the same way on each run.
 *
 * <p>While it is {@linkplain #pause paused} the time stands still, whatever the tasks do. Only when
 * no task can go on without it, it jumps to the next timer: to the end of a sleep, a tick, or a
 * time-out. So a program that sleeps and waits gets through as fast as it can compute, each sleep
 * takes exactly as long as it should, and what happens in which order is always the same.
 *
 * <pre>{@code
 * AsyncRuntime runtime = AsyncRuntime.currentThread().startPaused(true).build();
 * Duration elapsed =
 *     runtime.blockOn(
 *         async(
 *             () -> {
 *               await(sleep(Duration.ofDays(1)));
 *               return TestClock.current().elapsed();
 *             }));
 * assert elapsed.equals(Duration.ofDays(1));
 * }</pre>
 *
 * <p>It doesn't jump while blocking work is under way, unless that is inside of this runtime's
 * {@code blockOn}; nor while a thread is about to wake a task. But nobody knows of other threads
 * that will do so some time: a test that waits for one {@linkplain #autoAdvance switches the jumps
 * off}, or doesn't pause the time yet. Work that blocks until a task goes on which itself waits for
 * time, for instance in {@code blockingRecv}, waits for ever.
 *
 * <p>Everything that goes by the runtime's clock follows: {@link Sleep}, {@link Deadline}, {@link
 * Interval}, {@link DelayQueue}, {@code timeout}, the grace period of {@code shield}. A sleep or a
 * deadline that is made outside of the runtime doesn't until the runtime waits for it: what remains
 * then counts. What threads wait for does not, such as {@code shutdownTimeout}, nor does what is
 * measured: metrics, costs of tasks, slow polls.
 *
 * <p>All methods may be called from any thread.
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/time/fn.pause.html">Tokio's time::pause</a>
 */
public final class TestClock {
  private static final Duration LONGEST = Duration.ofNanos(NanoClock.FOREVER);

  private final PausableClock clock;

  private TestClock(PausableClock clock) {
    this.clock = clock;
  }

  /**
   * The clock of the runtime that the calling task belongs to.
   *
   * @return the clock
   * @throws IllegalStateException outside of a runtime, and if its time can't be paused
   */
  public static TestClock current() {
    return of(Current.scheduler("TestClock.current()").runtime());
  }

  /**
   * The clock of a runtime.
   *
   * @param runtime the runtime
   * @return the clock
   * @throws IllegalStateException if its time can't be paused: only that of current-thread and
   *     deterministic runtimes can
   */
  public static TestClock of(RuntimeHandle runtime) {
    if (DefaultRuntime.clockOf(runtime) instanceof PausableClock pausable) {
      return new TestClock(pausable);
    }
    throw new IllegalStateException(
        "the time of "
            + runtime
            + " can't be paused, as its threads go on by themselves; tests that own the clock use"
            + " AsyncRuntime.currentThread()");
  }

  /**
   * Lets the time stand still.
   *
   * @throws IllegalStateException if it does already
   */
  public void pause() {
    clock.pause();
  }

  /**
   * Lets the time go on from where it stands, at the pace of the JVM's clock.
   *
   * @throws IllegalStateException if it isn't paused, and on a deterministic runtime, whose time
   *     always is
   */
  public void resume() {
    clock.resume();
  }

  /**
   * Whether the time stands still.
   *
   * @return true between {@link #pause} and {@link #resume}
   */
  public boolean isPaused() {
    return clock.isPaused();
  }

  /**
   * Sets the time forward at once, wakes everybody whose time has come then, in the order of their
   * deadlines, and lets others run once before the caller goes on. It doesn't wait until those who
   * were woken have come to an end.
   *
   * <p>It is one jump: who sleeps in a loop is woken once. To let them sleep as often as they would
   * in this time, await {@code sleep} instead, and have the time jump from timer to timer.
   *
   * @param span how far, to the nanosecond; up to 146 years
   * @return a future that sets the time forward when it is awaited; the await throws {@link
   *     IllegalStateException} if the time isn't paused
   * @see <a href="https://docs.rs/tokio/latest/tokio/time/fn.advance.html">Tokio's advance</a>
   */
  @CancelUnsafe("that it has set the time forward: made again, it does so again")
  public Future<Void> advance(Duration span) {
    if (span.isNegative() || span.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("the span must be from zero to 146 years: " + span);
    }
    return new Advance(clock, span.toNanos());
  }

  /**
   * Whether the time jumps to the next timer when it is paused and no task can go on without; it
   * does unless this says otherwise. Without that only {@link #advance} moves it.
   *
   * @param on whether it jumps
   */
  public void autoAdvance(boolean on) {
    clock.autoAdvance(on);
  }

  /**
   * The time that has passed for the runtime since it was made, jumps included and pauses not.
   *
   * @return the span; it can tell 292 years
   */
  public Duration elapsed() {
    return clock.elapsed();
  }

  @Override
  public String toString() {
    return "TestClock[elapsed=" + elapsed() + (isPaused() ? ", paused]" : "]");
  }
}
