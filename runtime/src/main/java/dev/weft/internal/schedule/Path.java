package dev.weft.internal.schedule;

import dev.weft.Schedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Given choices first, then always the first option. The options of a turn are: who was interrupted
 * goes on; then the others in the order in which they became ready. Where there is one option only
 * nothing is chosen.
 *
 * <p>Interruptions beyond a bound are no options. Most bugs need very few of them, and without a
 * bound the number of schedules grows beyond all measure.
 */
public final class Path implements Schedule, Plan {
  static final String NAME = "choices";

  /** How often someone may be interrupted who could go on. */
  static final int MAX_INTERRUPTIONS = 2;

  private final int[] choices;

  /** What the last run had to choose from; empty before. */
  private List<Choice> made = List.of();

  /**
   * One choice of a run.
   *
   * @param option what was chosen
   * @param options how many there were
   */
  record Choice(int option, int options) {
    boolean hasNext() {
      return option + 1 < options;
    }
  }

  /** A path that begins with some choices. */
  Path(int... choices) {
    this.choices = choices;
  }

  /**
   * Reads choices as {@link #toString} writes them.
   *
   * @throws NumberFormatException if they aren't numbers
   */
  static Path parse(String choices) {
    return new Path(
        Arrays.stream(choices.split("\\.", -1))
            .filter(choice -> !choice.isEmpty())
            .mapToInt(Integer::parseUnsignedInt)
            .toArray());
  }

  @Override
  public long seed() {
    return 0;
  }

  /** The choices of the last run, in their order. */
  List<Choice> made() {
    return made;
  }

  @Override
  public Chooser start() {
    Run run = new Run(choices);
    made = run.made;
    return run;
  }

  @Override
  public String toString() {
    return Arrays.stream(choices)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(".", NAME + ":", ""));
  }

  private static final class Run implements Chooser {
    private final int[] choices;
    private final List<Choice> made = new ArrayList<>();
    private int interruptions;

    Run(int[] choices) {
      this.choices = choices;
    }

    @Override
    public int next(List<? extends Candidate> ready, int interrupted) {
      int options = interrupted != NOBODY && interruptions == MAX_INTERRUPTIONS ? 1 : ready.size();
      int option = choose(options);
      if (interrupted == NOBODY) {
        return option;
      }
      if (option != 0) {
        interruptions++;
      }
      return inOrder(ready.size(), interrupted)[option];
    }

    @Override
    public int choose(int options) {
      if (options == 1) {
        return 0;
      }
      int turn = made.size();
      int option = turn < choices.length ? Math.min(choices[turn], options - 1) : 0;
      made.add(new Choice(option, options));
      return option;
    }

    /** Who was interrupted, and then the others. */
    private static int[] inOrder(int count, int interrupted) {
      return IntStream.concat(
              IntStream.of(interrupted),
              IntStream.range(0, count).filter(index -> index != interrupted))
          .toArray();
    }
  }
}
