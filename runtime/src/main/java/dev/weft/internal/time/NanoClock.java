package dev.weft.internal.time;

import java.time.Duration;

/** A monotonic clock; passed in, so that tests can make time pass. */
@FunctionalInterface
public interface NanoClock {
  /** The clock of the JVM. */
  NanoClock SYSTEM = System::nanoTime;

  /** The longest span that is told apart from "never", in nanoseconds: about 146 years. */
  long FOREVER = Long.MAX_VALUE / 2;

  /** The time in nanoseconds from an arbitrary origin; compared by subtraction only. */
  long nanoTime();

  /**
   * The time a span from now. One of more than 146 years either way counts as that, so that the
   * times of one clock that anybody deals with can be told apart by subtraction.
   */
  default long after(Duration span) {
    return nanoTime() + nanosOf(span);
  }

  /** The nanoseconds of a span, at most {@link #FOREVER} of them either way. */
  static long nanosOf(Duration span) {
    if (span.toSeconds() >= FOREVER / 1_000_000_000) {
      return FOREVER;
    }
    return span.toSeconds() < -(FOREVER / 1_000_000_000) ? -FOREVER : span.toNanos();
  }
}
