package dev.weft.internal.schedule;

import dev.weft.Schedule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Everybody has a priority by chance, and who has the highest goes on until it waits, but for a few
 * turns at which the one who would go on falls behind all others. So a bug that needs few such
 * changes is found with a probability that doesn't shrink with the number of turns between them, as
 * in <i>A Randomized Scheduler with Probabilistic Guarantees of Finding Bugs</i> (PCT, ASPLOS
 * 2010).
 *
 * <p>The number of turns of a run isn't known beforehand. So the changes lie within the first 2^n
 * turns, where n is drawn as well. Who yields by itself draws a new priority, and who has taken
 * very many turns in a row falls behind: loops that wait for others that way would never end.
 *
 * @param seed what the choices are made from
 */
public record Priorities(long seed) implements Schedule, Plan {
  static final String NAME = "priorities";

  private static final int MAX_CHANGES = 3;
  private static final int MIN_SCALE = 2;
  private static final int MAX_SCALE = 13;
  private static final int MAX_IN_A_ROW = 1_000;

  @Override
  public Chooser start() {
    return new Run(new SplittableRandom(seed));
  }

  @Override
  public String toString() {
    return NAME + ":" + seed;
  }

  private static final class Run implements Chooser {
    private final SplittableRandom random;

    /** The highest goes first; those that have fallen behind have negative ones. */
    private final Map<Long, Long> priorities = new HashMap<>();

    /** The turns at which who would go on falls behind. */
    private final Set<Integer> changes = new HashSet<>();

    private int turn;
    private long lowest;
    private long last = Long.MIN_VALUE;
    private int inARow;

    Run(SplittableRandom random) {
      this.random = random;
      int turns = 1 << random.nextInt(MIN_SCALE, MAX_SCALE);
      int wanted = random.nextInt(MAX_CHANGES);
      for (int i = 0; i <= wanted; i++) {
        changes.add(random.nextInt(turns));
      }
    }

    @Override
    public int next(List<? extends Candidate> ready, int interrupted) {
      if (inARow >= MAX_IN_A_ROW) {
        fallBehind(last);
      }
      int first = first(ready);
      if (changes.remove(turn++)) {
        fallBehind(ready.get(first).key());
        first = first(ready);
      }
      count(ready.get(first).key());
      return first;
    }

    @Override
    public int choose(int options) {
      return random.nextInt(options);
    }

    @Override
    public void yielded(long key) {
      priorities.remove(key);
    }

    private void fallBehind(long key) {
      priorities.put(key, --lowest);
      inARow = 0;
    }

    private int first(List<? extends Candidate> ready) {
      int first = 0;
      for (int i = 1; i < ready.size(); i++) {
        if (priority(ready.get(i)) > priority(ready.get(first))) {
          first = i;
        }
      }
      return first;
    }

    private long priority(Candidate candidate) {
      return priorities.computeIfAbsent(candidate.key(), key -> random.nextLong() >>> 1);
    }

    private void count(long key) {
      inARow = key == last ? inARow + 1 : 0;
      last = key;
    }
  }
}
