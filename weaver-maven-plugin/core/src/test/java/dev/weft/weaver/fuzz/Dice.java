package dev.weft.weaver.fuzz;

import java.util.List;

/**
 * The choices of a generator: the same for the same seed on every JDK, which {@code
 * java.util.random} does not promise of bounded numbers.
 */
final class Dice {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  Dice(long seed) {
    state = seed;
  }

  /** SplitMix64, as Steele, Lea and Flood give it. */
  private long next() {
    state += GOLDEN_GAMMA;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** A number from zero up to a bound, which it doesn't reach. */
  int below(int bound) {
    return (int) ((next() >>> 33) % bound);
  }

  /** A number between two, both of which are possible. */
  int between(int least, int most) {
    return least + below(most - least + 1);
  }

  /** True in so many of a hundred cases. */
  boolean chance(int percent) {
    return below(100) < percent;
  }

  @SafeVarargs
  final <T> T pick(T... choices) {
    return choices[below(choices.length)];
  }

  <T> T pick(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  /** The index of one of some weights, the heavier the more often. */
  int weighted(int... weights) {
    int total = 0;
    for (int weight : weights) {
      total += weight;
    }
    int left = below(total);
    int index = 0;
    while (left >= weights[index]) {
      left -= weights[index++];
    }
    return index;
  }
}
