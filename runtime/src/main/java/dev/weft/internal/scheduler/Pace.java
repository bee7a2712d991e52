package dev.weft.internal.scheduler;

/**
 * How a runtime's threads take turns between what they have to look at.
 *
 * @param eventInterval tasks between two looks at the timers
 * @param globalQueueInterval tasks between two looks at the tasks from outside, or {@link #TUNED}
 */
public record Pace(int eventInterval, int globalQueueInterval) {
  /** As many tasks as {@link InjectorPace} finds right. */
  public static final int TUNED = 0;

  /** When a worker looks at the tasks from outside. */
  InjectorPace injectorPace() {
    return new InjectorPace(globalQueueInterval);
  }

  /** A countdown to the looks at the timers, for one thread. */
  Interval events() {
    return new Interval(eventInterval);
  }

  /** A countdown to the looks at the tasks from outside, for one thread. */
  Interval injections() {
    return new Interval(globalQueueInterval);
  }
}
