package dev.weft.internal.schedule;

import dev.weft.Schedule;
import java.util.Iterator;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** Ways to come by schedules. */
public final class Schedules {
  private static final String FORM =
      "a schedule is 'random-walk:' or 'priorities:' with a whole number behind it, or 'choices:' with"
          + " numbers between dots, as a failed test prints it: ";

  private Schedules() {}

  /**
   * Reads what {@link Schedule#toString} has written.
   *
   * @throws IllegalArgumentException if it isn't that
   */
  public static Schedule parse(String text) {
    int colon = text.indexOf(':');
    String rest = text.substring(colon + 1);
    try {
      return switch (text.substring(0, Math.max(0, colon))) {
        case RandomWalk.NAME -> new RandomWalk(Long.parseLong(rest));
        case Priorities.NAME -> new Priorities(Long.parseLong(rest));
        case Path.NAME -> Path.parse(rest);
        default -> throw new IllegalArgumentException(FORM + text);
      };
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(FORM + text, e);
    }
  }

  /** One schedule for each seed from the first on. */
  public static Iterator<Schedule> ofSeeds(long first, LongFunction<Schedule> schedule) {
    return LongStream.iterate(first, seed -> seed + 1).mapToObj(schedule).iterator();
  }

  /** Every schedule there is; each is to be run before the next one is asked for. */
  public static Iterator<Schedule> all() {
    return new DepthFirst();
  }

  /** A random walk for an even seed, priorities for an odd one. */
  public static Schedule mixed(long seed) {
    return seed % 2 == 0 ? new RandomWalk(seed) : new Priorities(seed);
  }
}
