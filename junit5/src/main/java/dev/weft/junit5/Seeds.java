package dev.weft.junit5;

import dev.weft.Exploration;
import dev.weft.Flavor;
import dev.weft.Schedule;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The seeds and schedules that a test runs with on each kind of runtime.
 *
 * @param first the first seed
 * @param count how many there are
 * @param exploration how seeds become schedules
 * @param only the one schedule of a deterministic runtime; null where the others count
 * @param asked whether somebody has asked for seeds
 */
record Seeds(
    long first, int count, Exploration exploration, @Nullable Schedule only, boolean asked) {
  private static final String SEED = "weft.test.seed";
  private static final String REPEAT = "weft.test.repeat";
  private static final String SCHEDULE = "weft.test.schedule";

  /** What a test asks for, once the system properties have had their say. */
  static Seeds of(AsyncTest test) {
    Checks.that(test.repeat() >= 1, "repeat must be at least 1: " + test.repeat());
    Checks.that(
        test.seed().length <= 1, "seed is the first one only; repeat says how many there are");
    String schedule = System.getProperty(SCHEDULE, "");
    if (!schedule.isEmpty()) {
      return new Seeds(0, 1, test.exploration(), Schedule.parse(schedule), true);
    }
    OptionalLong only = property(SEED);
    if (only.isPresent()) {
      return new Seeds(only.getAsLong(), 1, ofSeeds(test.exploration()), null, true);
    }
    return of(test, property(REPEAT));
  }

  private static Seeds of(AsyncTest test, OptionalLong repeat) {
    long count = repeat.orElse(test.repeat());
    Checks.that(count >= 1 && count <= Integer.MAX_VALUE, REPEAT + " must be at least 1: " + count);
    boolean asked = count > 1 || test.seed().length > 0 || test.exploration() != Exploration.MIXED;
    long first = test.seed().length == 0 ? 0 : test.seed()[0];
    return new Seeds(first, (int) count, test.exploration(), null, asked);
  }

  /** Where a seed is asked for by its number there has to be one. */
  private static Exploration ofSeeds(Exploration exploration) {
    return exploration == Exploration.EXHAUSTIVE ? Exploration.MIXED : exploration;
  }

  private static OptionalLong property(String name) {
    String text = System.getProperty(name, "");
    try {
      return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "the system property " + name + " must be a whole number: " + text, e);
    }
  }

  /** Has the JVM run a test with one seed. */
  static String replay(long seed) {
    return "-D" + SEED + "=" + seed;
  }

  /** Has the JVM run a test with one schedule. */
  static String replay(Schedule schedule) {
    return "-D" + SCHEDULE + "=" + schedule;
  }

  /** Whether there is more than one run on a kind of runtime. */
  boolean areMany(Flavor flavor) {
    return count > 1 || (flavor == Flavor.DETERMINISTIC && isExhaustive());
  }

  private boolean isExhaustive() {
    return exploration == Exploration.EXHAUSTIVE && only == null;
  }

  /** The runs on a kind of runtime; each is to be over before the next one is asked for. */
  Iterator<Seeded> on(Flavor flavor) {
    if (flavor != Flavor.DETERMINISTIC) {
      return LongStream.iterate(first, seed -> seed + 1)
          .limit(count)
          .mapToObj(seed -> Seeded.of(flavor, seed, asked))
          .iterator();
    }
    if (only != null) {
      return List.of(Seeded.of(only, false)).iterator();
    }
    int most = isExhaustive() && count == 1 ? Integer.MAX_VALUE : count;
    return new Some<>(
        exploration.schedules(first), most, schedule -> Seeded.of(schedule, !isExhaustive()));
  }

  /** The first of what an iterator gives, made into something else. */
  private static final class Some<T, R> implements Iterator<R> {
    private final Iterator<T> all;
    private final Function<T, R> made;
    private int left;

    Some(Iterator<T> all, int most, Function<T, R> made) {
      this.all = all;
      this.made = made;
      left = most;
    }

    @Override
    public boolean hasNext() {
      return left > 0 && all.hasNext();
    }

    @Override
    public R next() {
      left--;
      return made.apply(all.next());
    }
  }
}
