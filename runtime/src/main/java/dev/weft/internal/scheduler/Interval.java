package dev.weft.internal.scheduler;

/**
 * Counts off every so-manieth turn. Belongs to one thread. It counts down, as a remainder by a
 * number that isn't constant would cost a division at each turn.
 */
final class Interval {
  private final int length;
  private int left;

  Interval(int length) {
    this.length = length;
    left = length;
  }

  /** Counts one turn; returns whether it is one of those. */
  boolean isOver() {
    if (--left > 0) {
      return false;
    }
    left = length;
    return true;
  }
}
