package dev.weft.time;

import dev.weft.internal.task.Current;
import dev.weft.internal.task.Scheduler;
import dev.weft.internal.time.NanoClock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A point in time, on the clock of the runtime in whose context it is made: in tasks, in {@code
 * blockOn}, and on threads for blocking work. Elsewhere it is the clock of the JVM, {@link
 * System#nanoTime}, which runtimes go by, too.
 *
 * <pre>{@code
 * Deadline deadline = Deadline.after(Duration.ofSeconds(5));
 * String head = await(timeoutAt(deadline, readHead()));
 * String body = await(timeoutAt(deadline, readBody()));
 *
 * Deadline half = Deadline.now().plus(deadline.remaining().dividedBy(2));
 * }</pre>
 *
 * <p>Points in time have nanoseconds. There is no longest span to be kept in mind: one of more than
 * 146 years from now counts as 146 years.
 *
 * <h2>While the machine is suspended</h2>
 *
 * <p>The clock of the JVM tells how long the machine has run, and not what a calendar says: nobody
 * can set it. Whether it goes on while the machine is suspended is the operating system's affair.
 * With today's JDKs it stands still on Linux and macOS, so that what was 10 s away is still 10 s
 * away when the machine wakes up, and goes on under Windows, where deadlines that have passed
 * meanwhile are reached at once. What must be done by a date, such as the end of a certificate,
 * should look at a {@link java.time.Clock} again when it wakes.
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/time/struct.Instant.html">Tokio's Instant</a>
 */
public final class Deadline implements Comparable<Deadline> {
  private final NanoClock clock;
  private final long nanos;

  private Deadline(NanoClock clock, long nanos) {
    this.clock = clock;
    this.nanos = nanos;
  }

  /** A point in time of a clock, in its terms. */
  static Deadline of(NanoClock clock, long nanos) {
    return new Deadline(clock, nanos);
  }

  /** The clock that deadlines go by which are made here. */
  static NanoClock clockHere() {
    Scheduler scheduler = Current.schedulerOrNull();
    return scheduler == null ? NanoClock.SYSTEM : scheduler.timers().clock();
  }

  /**
   * The present time.
   *
   * @return a deadline that is reached
   */
  public static Deadline now() {
    NanoClock clock = clockHere();
    return new Deadline(clock, clock.nanoTime());
  }

  /**
   * The deadline a span from now. A negative span counts as none, one of more than 146 years as 146
   * years.
   *
   * @param span the span
   * @return the deadline
   */
  public static Deadline after(Duration span) {
    NanoClock clock = clockHere();
    return new Deadline(clock, clock.after(span.isNegative() ? Duration.ZERO : span));
  }

  /** The clock that this goes by. */
  NanoClock clock() {
    return clock;
  }

  /** This point in time in the terms of its clock. */
  long nanos() {
    return nanos;
  }

  /** The present time of the clock that this goes by. */
  Deadline present() {
    return new Deadline(clock, clock.nanoTime());
  }

  /**
   * The point in time of another clock of which as much remains. It is never earlier: the other
   * clock is read last.
   */
  Deadline on(NanoClock other) {
    if (clock == other) {
      return this;
    }
    long left = left();
    return new Deadline(other, other.nanoTime() + left);
  }

  /** Less than zero when it has passed. */
  private long left() {
    return nanos - clock.nanoTime();
  }

  /**
   * The deadline a span after this one.
   *
   * @param span the span; may be negative
   * @return the deadline, 146 years from now at most
   */
  public Deadline plus(Duration span) {
    return move(NanoClock.nanosOf(span));
  }

  /**
   * The deadline a span before this one.
   *
   * @param span the span; may be negative
   * @return the deadline, 146 years ago at most
   */
  public Deadline minus(Duration span) {
    return move(-NanoClock.nanosOf(span));
  }

  private Deadline move(long span) {
    long now = clock.nanoTime();
    return new Deadline(clock, now + clamp(clamp(nanos - now) + span));
  }

  private static long clamp(long span) {
    return Math.max(-NanoClock.FOREVER, Math.min(span, NanoClock.FOREVER));
  }

  /**
   * Whether this deadline is reached.
   *
   * @return true from then on
   */
  public boolean isReached() {
    return left() <= 0;
  }

  /**
   * What is left until this deadline.
   *
   * @return the span, zero once the deadline is reached
   */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, left()));
  }

  /**
   * The span from this deadline to another one.
   *
   * @param other where it ends; if it goes by another clock, what remains of it counts
   * @return the span, negative if the other one is earlier
   */
  public Duration until(Deadline other) {
    return Duration.ofNanos(other.on(clock).nanos - nanos);
  }

  /**
   * Orders deadlines, the earliest first. Those of different clocks are compared by what remains of
   * them now, so that the order may be another one once a clock has been paused.
   */
  @Override
  public int compareTo(Deadline other) {
    return Long.signum(nanos - other.on(clock).nanos);
  }

  /** Whether the other one is the same point in time of the same clock. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Deadline that && clock == that.clock && nanos == that.nanos;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(nanos);
  }

  @Override
  public String toString() {
    return "Deadline[remaining=" + remaining() + "]";
  }
}
