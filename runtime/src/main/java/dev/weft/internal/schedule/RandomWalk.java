package dev.weft.internal.schedule;

import dev.weft.Schedule;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Everybody who is ready has the same chance, at each turn.
 *
 * @param seed what the choices are made from
 */
public record RandomWalk(long seed) implements Schedule, Plan {
  static final String NAME = "random-walk";

  @Override
  public Chooser start() {
    return new Run(new SplittableRandom(seed));
  }

  @Override
  public String toString() {
    return NAME + ":" + seed;
  }

  private record Run(SplittableRandom random) implements Chooser {
    @Override
    public int next(List<? extends Candidate> ready, int interrupted) {
      return choose(ready.size());
    }

    @Override
    public int choose(int options) {
      return options == 1 ? 0 : random.nextInt(options);
    }
  }
}
