package dev.weft.weaver.differential;

import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/** The ways to run a woven case. */
public enum Mode {
  /** Every future is complete when it is polled. */
  READY,
  /** Every future suspends, and all happens on one thread. */
  SAME_THREAD,
  /**
   * Every future suspends, and each step of the strand is on another thread than the one before.
   */
  OTHER_THREAD,
  /** Every future suspends, and between the steps other runs of the same case take place. */
  INTERLEAVED,
  /** Some futures suspend. */
  MIXED_1,
  /** Some futures suspend, others than in the first mixture. */
  MIXED_2,
  /** Some futures suspend, others again. */
  MIXED_3;

  /** Says of one future after the other whether it suspends in a run of a case. */
  BooleanSupplier suspends(Case tested) {
    return switch (this) {
      case READY -> () -> false;
      case SAME_THREAD, OTHER_THREAD, INTERLEAVED -> () -> true;
      case MIXED_1, MIXED_2, MIXED_3 -> mixture(tested);
    };
  }

  private BooleanSupplier mixture(Case tested) {
    long seed = (tested + name()).hashCode();
    return new SplittableRandom(seed)::nextBoolean;
  }

  /** Whether every future suspends. */
  boolean suspendsAlways() {
    return this == SAME_THREAD || this == OTHER_THREAD || this == INTERLEAVED;
  }

  Threads threads() {
    return this == OTHER_THREAD ? new Threads.Changing() : new Threads.Same();
  }
}
