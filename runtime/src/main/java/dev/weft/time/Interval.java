package dev.weft.time;

import dev.weft.AsyncStream;
import dev.weft.CancelSafe;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.time.NanoClock;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Ticks at regular times, on the clock of the runtime that waits for them. What is done between two
 * ticks doesn't add to the period, unlike with {@code sleep} in a loop.
 *
 * <pre>{@code
 * Interval everySecond = interval(Duration.ofSeconds(1)).missedTick(MissedTick.SKIP);
 * for (int i = 0; i < 3; i++) {
 *   Deadline tick = await(everySecond.tick());
 *   report(tick);
 * }
 *
 * for (Deadline tick : each(everySecond)) {
 *   report(tick);
 *   if (isEnough()) {
 *     break;
 *   }
 * }
 * }</pre>
 *
 * <p>It is used by one task at a time, needs no closing, and is a stream that has no end.
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/time/struct.Interval.html">Tokio's Interval</a>
 */
public final class Interval implements AsyncStream<Deadline> {
  private final Duration period;

  /** Until the next tick. */
  private final Sleep sleep;

  private final Tick tick = new Tick();
  private MissedTick missedTick = MissedTick.BURST;

  private Interval(Deadline start, Duration period) {
    this.period = checked(period);
    sleep = Sleep.until(start);
  }

  private static Duration checked(Duration period) {
    if (period.isNegative() || period.isZero()) {
      throw new IllegalArgumentException("the period must be more than zero: " + period);
    }
    return Duration.ofNanos(NanoClock.nanosOf(period));
  }

  /**
   * An interval whose first tick comes at once.
   *
   * @param period the time from tick to tick, more than zero; of more than 146 years so many count
   * @return the interval
   */
  public static Interval of(Duration period) {
    return new Interval(Deadline.now(), period);
  }

  /**
   * An interval whose first tick comes at a point in time.
   *
   * @param start when
   * @param period the time from tick to tick, more than zero; of more than 146 years so many count
   * @return the interval
   */
  public static Interval from(Deadline start, Duration period) {
    return new Interval(Objects.requireNonNull(start, "start"), period);
  }

  /**
   * Says what happens after a tick that was taken too late; {@link MissedTick#BURST} unless set.
   *
   * @param behaviour what happens
   * @return this
   */
  public Interval missedTick(MissedTick behaviour) {
    missedTick = Objects.requireNonNull(behaviour, "behaviour");
    return this;
  }

  /**
   * What happens after a tick that was taken too late.
   *
   * @return what {@link #missedTick(MissedTick)} has said last
   */
  public MissedTick missedTick() {
    return missedTick;
  }

  /**
   * The time from tick to tick.
   *
   * @return the period
   */
  public Duration period() {
    return period;
  }

  /**
   * Waits for the next tick. Cancel-safe: a tick that was waited for in vain comes next time.
   *
   * @return a lazy future of the time for which the tick was scheduled, however late it is
   */
  @CancelSafe
  public Future<Deadline> tick() {
    return tick;
  }

  /** The same as {@link #tick()}; there is no end. */
  @Override
  @CancelSafe
  public Future<@Nullable Deadline> next() {
    return Future.widen(tick);
  }

  /** Has the next tick come a period from now. To be called by the task that waits for ticks. */
  public void reset() {
    sleep.reset(period);
  }

  /** Has the next tick come at once, and the one after that a period later; as {@link #reset}. */
  public void resetImmediately() {
    sleep.reset(Duration.ZERO);
  }

  /**
   * Has the next tick come a span from now; as {@link #reset}.
   *
   * @param span how long from now
   */
  public void resetAfter(Duration span) {
    sleep.reset(span);
  }

  /**
   * Has the next tick come at a point in time; as {@link #reset}.
   *
   * @param deadline when; ticks at once if it has passed, late as such ticks are
   */
  public void resetAt(Deadline deadline) {
    sleep.reset(deadline);
  }

  @Override
  public String toString() {
    return "Interval[period=" + period + ", next in " + sleep.deadline().remaining() + "]";
  }

  /** The future of the next tick. It has no state, so that one serves for all. */
  private final class Tick implements Future<Deadline> {
    @Override
    public Object poll(Context context) {
      if (sleep.poll(context) == Poll.PENDING) {
        return Poll.PENDING;
      }
      Deadline scheduled = sleep.deadline();
      sleep.reset(missedTick.after(scheduled, scheduled.present(), period));
      return scheduled;
    }

    @Override
    public @Nullable Object cancel(Context context) {
      return sleep.cancel(context);
    }

    @Override
    public String toString() {
      return "tick of " + Interval.this;
    }
  }
}
