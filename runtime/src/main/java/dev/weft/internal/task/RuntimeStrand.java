package dev.weft.internal.task;

import dev.weft.Future;
import dev.weft.abi.Budget;
import dev.weft.abi.Strand;

/** A strand that knows the runtime it runs on. */
public abstract class RuntimeStrand extends Strand {
  /** The runtime that schedules this strand. */
  public abstract Scheduler scheduler();

  /**
   * A number that stays the same as long as this strand rests: it is suspended, and nobody has
   * woken or cancelled it. From any thread.
   *
   * @return the number; negative if it doesn't rest, or can't tell
   */
  public long rest() {
    return -1;
  }

  /** What the poll that is under way may still spend. */
  final Budget sharedBudget() {
    return budget();
  }

  @Override
  protected final Future<?> branch(Future<?> body) {
    return new Branch(body);
  }
}
