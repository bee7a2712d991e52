package dev.weft;

import dev.weft.internal.schedule.Path;
import dev.weft.internal.schedule.Priorities;
import dev.weft.internal.schedule.RandomWalk;
import dev.weft.internal.schedule.Schedules;

/**
 * All choices that a {@linkplain AsyncRuntime#deterministic deterministic runtime} has to make: the
 * same schedule makes the same ones each time. {@link Exploration} gives many of them.
 *
 * <p>{@code toString()} puts it into a word, which {@link #parse} reads.
 */
public sealed interface Schedule permits RandomWalk, Priorities, Path {
  /**
   * A schedule in which all tasks that are ready have the same chance at each turn.
   *
   * @param seed what the choices are made from
   * @return the schedule
   */
  static Schedule randomWalk(long seed) {
    return new RandomWalk(seed);
  }

  /**
   * A schedule in which the task goes on that has the highest of some random priorities, which
   * change at a few random turns.
   *
   * @param seed what the choices are made from
   * @return the schedule
   */
  static Schedule priorities(long seed) {
    return new Priorities(seed);
  }

  /**
   * The schedule that a failed run has told of.
   *
   * @param text what its {@code toString()} was, such as {@code random-walk:17}
   * @return the schedule
   * @throws IllegalArgumentException if the text isn't that of a schedule
   */
  static Schedule parse(String text) {
    return Schedules.parse(text);
  }

  /**
   * The number that it was made from.
   *
   * @return the seed; 0 for one that isn't made from one
   */
  long seed();
}
