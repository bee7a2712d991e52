package dev.weft.time;

import java.time.Duration;

/**
 * A point in time to be done by, on the monotonic clock of {@link System#nanoTime}.
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/time/struct.Instant.html">Tokio's Instant</a>
 */
public final class Deadline {
  /** The longest span that is told apart from "never": about 146 years. */
  private static final long FOREVER = Long.MAX_VALUE / 2;

  private final long nanos;

  private Deadline(long nanos) {
    this.nanos = nanos;
  }

  /**
   * The deadline a span from now. A negative span counts as none, one of more than 146 years as 146
   * years.
   *
   * @param span the span
   * @return the deadline
   */
  public static Deadline after(Duration span) {
    return new Deadline(System.nanoTime() + clamp(span));
  }

  private static long clamp(Duration span) {
    if (span.isNegative()) {
      return 0;
    }
    return span.compareTo(Duration.ofNanos(FOREVER)) > 0 ? FOREVER : span.toNanos();
  }

  /**
   * What is left until this deadline.
   *
   * @return the span, zero once the deadline is reached
   */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
  }

  /**
   * This deadline in the terms of {@link System#nanoTime}.
   *
   * @return nanoseconds, to be compared by subtraction only
   */
  public long nanoTime() {
    return nanos;
  }

  @Override
  public String toString() {
    return "Deadline[remaining=" + remaining() + "]";
  }
}
