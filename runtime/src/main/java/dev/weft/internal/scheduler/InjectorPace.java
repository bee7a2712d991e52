package dev.weft.internal.scheduler;

/**
 * After how many of its own tasks a worker looks at the injector.
 *
 * <p>Looking often costs the workers their shared line; looking rarely makes tasks from outside
 * wait for as long as the tasks before them take. So it depends on how long these took lately: a
 * mean in which older ones count less and less, aimed at one look in {@link #TARGET} nanoseconds.
 * The clock is read once for a batch of tasks. Belongs to one worker.
 */
final class InjectorPace {
  private static final long TARGET = 200_000;
  private static final int SLOWEST = 127;
  private static final int FASTEST = 2;

  /** The pace before anything is known. */
  private static final int FIRST = 61;

  /** What remains of the old mean after one more task. */
  private static final double FADE = 0.9;

  /** Smaller changes are left out, so that the pace is steady. */
  private static final int STEP = 2;

  private final boolean tuned;
  private double mean = (double) TARGET / FIRST;
  private int interval;
  private int tasks;
  private long since;

  /** A pace that stays as it is, unless it is {@link Pace#TUNED}. */
  InjectorPace(int interval) {
    tuned = interval == Pace.TUNED;
    this.interval = tuned ? FIRST : interval;
  }

  /** The number of tasks from one look to the next. */
  int interval() {
    return interval;
  }

  /** A task is about to run. */
  void count() {
    tasks++;
  }

  /** Begins a batch. What the worker slept before doesn't count. */
  void begin(long now) {
    tasks = 0;
    since = now;
  }

  /** Ends a batch and begins the next. */
  void measure(long now) {
    if (tuned && tasks > 0) {
      double old = Math.pow(FADE, tasks);
      mean = mean * old + (double) (now - since) / tasks * (1 - old);
      int wanted = (int) Math.max(FASTEST, Math.min(SLOWEST, TARGET / Math.max(mean, 1)));
      if (Math.abs(wanted - interval) > STEP) {
        interval = wanted;
      }
    }
    begin(now);
  }
}
