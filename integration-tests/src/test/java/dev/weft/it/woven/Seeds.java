package dev.weft.it.woven;

import java.util.Random;
import java.util.stream.LongStream;

/**
 * The seeds that random tests run with: {@code -Dweft.io.seeds=100000} for many, {@code
 * -Dweft.io.seed=17} for one.
 */
final class Seeds {
  private static final int FEW = 200;

  private Seeds() {}

  /** A random program. */
  interface Run {
    void with(Random random) throws Exception;
  }

  /** Runs one for each seed. The first that fails says which it is. */
  static void forEach(Run run) {
    Long one = Long.getLong("weft.io.seed");
    LongStream seeds =
        one == null
            ? LongStream.range(0, Integer.getInteger("weft.io.seeds", FEW))
            : LongStream.of(one);
    seeds.forEach(seed -> run(run, seed));
  }

  private static void run(Run run, long seed) {
    try {
      run.with(new Random(seed));
    } catch (Throwable t) {
      throw new AssertionError("fails with -Dweft.io.seed=" + seed, t);
    }
  }
}
