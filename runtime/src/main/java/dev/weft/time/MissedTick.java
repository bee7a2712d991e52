package dev.weft.time;

import java.time.Duration;

/**
 * What an {@link Interval} does after a tick that was taken too late: more than 5 ms after its
 * time, since what is less is the operating system's doing. In the examples the period is 50 ms,
 * and who takes the ticks is held up for 120 ms after the one at 0.
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/time/enum.MissedTickBehavior.html">Tokio's
 *     MissedTickBehavior</a>
 */
public enum MissedTick {
  /**
   * Makes up for each tick that was missed, one right after the other, until it is on time again.
   * As many ticks come as if nobody had been late.
   *
   * <p>Ticks are taken at 0, 120, 120, 150, 200.
   */
  BURST {
    @Override
    Deadline next(Deadline missed, Deadline now, Duration period) {
      return missed.plus(period);
    }
  },

  /**
   * Starts anew from the late tick: between two ticks there is a period at least.
   *
   * <p>Ticks are taken at 0, 120, 170, 220, 270.
   */
  DELAY {
    @Override
    Deadline next(Deadline missed, Deadline now, Duration period) {
      return now.plus(period);
    }
  },

  /**
   * Leaves out the ticks that were missed: all others come at whole periods from the start.
   *
   * <p>Ticks are taken at 0, 120, 150, 200, 250.
   */
  SKIP {
    @Override
    Deadline next(Deadline missed, Deadline now, Duration period) {
      long late = missed.until(now).toNanos() % period.toNanos();
      return now.plus(period.minusNanos(late));
    }
  };

  private static final Duration PUNCTUAL = Duration.ofMillis(5);

  /** The time of the next tick after a missed one. */
  abstract Deadline next(Deadline missed, Deadline now, Duration period);

  /** The time of the tick after one that is taken now. */
  final Deadline after(Deadline tick, Deadline now, Duration period) {
    boolean late = tick.until(now).compareTo(PUNCTUAL) > 0;
    return late ? next(tick, now, period) : tick.plus(period);
  }
}
