package dev.weft.internal.schedule;

/** A schedule as a runtime sees it. */
public interface Plan {
  /** What random choices other than that of the next turn are made from. */
  long seed();

  /** Begins a run. */
  Chooser start();
}
