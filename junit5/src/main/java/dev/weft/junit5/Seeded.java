package dev.weft.junit5;

import dev.weft.Flavor;
import dev.weft.Schedule;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What tells one run of a test from another.
 *
 * @param flavor the kind of runtime
 * @param seed what random choices are made from
 * @param schedule all choices of a deterministic runtime; null for others
 * @param label the seed or the schedule in words
 * @param replay the system property that asks for this run, as the JVM takes it
 * @param named whether the label belongs to the run's name
 */
record Seeded(
    Flavor flavor,
    long seed,
    @Nullable Schedule schedule,
    String label,
    String replay,
    boolean named) {
  /** A run of a seed on a runtime that isn't deterministic. */
  static Seeded of(Flavor flavor, long seed, boolean named) {
    return new Seeded(flavor, seed, null, "seed " + seed, Seeds.replay(seed), named);
  }

  /** A run on a deterministic runtime. */
  static Seeded of(Schedule schedule, boolean ofSeed) {
    return new Seeded(
        Flavor.DETERMINISTIC,
        schedule.seed(),
        schedule,
        ofSeed ? "seed " + schedule.seed() : schedule.toString(),
        ofSeed ? Seeds.replay(schedule.seed()) : Seeds.replay(schedule),
        true);
  }

  /** The kind of runtime in words. */
  String kind() {
    return flavor.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The run in words. */
  @Override
  public String toString() {
    return named ? kind() + ", " + label : kind();
  }
}
