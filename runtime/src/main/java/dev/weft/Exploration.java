package dev.weft;

import dev.weft.internal.schedule.Schedules;
import java.util.Iterator;

/**
 * The ways to go through the schedules that a {@link AsyncRuntime#deterministic} runtime can have.
 */
public enum Exploration {
  /**
   * {@link #RANDOM_WALK} for even seeds, {@link #PRIORITIES} for odd ones: each finds bugs that the
   * other one rarely does.
   */
  MIXED {
    @Override
    public Iterator<Schedule> schedules(long firstSeed) {
      return Schedules.ofSeeds(firstSeed, Schedules::mixed);
    }
  },
  /**
   * At each turn, all that are ready have the same chance. Finds what needs many changes between
   * tasks.
   */
  RANDOM_WALK {
    @Override
    public Iterator<Schedule> schedules(long firstSeed) {
      return Schedules.ofSeeds(firstSeed, Schedule::randomWalk);
    }
  },
  /**
   * Random priorities that change at a few random turns. Finds what needs few changes at the right
   * places, also in a long run.
   */
  PRIORITIES {
    @Override
    public Iterator<Schedule> schedules(long firstSeed) {
      return Schedules.ofSeeds(firstSeed, Schedule::priorities);
    }
  },
  /**
   * One after the other all schedules in which at most two times a task has to let others go first
   * that could have gone on: for small programs.
   */
  EXHAUSTIVE {
    @Override
    public Iterator<Schedule> schedules(long firstSeed) {
      return Schedules.all();
    }
  };

  /**
   * The schedules in their order.
   *
   * @param firstSeed the seed of the first one; {@link #EXHAUSTIVE} has none
   * @return the schedules, without an end but for {@link #EXHAUSTIVE}, where each must have been
   *     run, by one runtime, before the next one is asked for
   */
  public abstract Iterator<Schedule> schedules(long firstSeed);
}
