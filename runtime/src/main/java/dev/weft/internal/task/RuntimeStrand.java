package dev.weft.internal.task;

import dev.weft.Future;
import dev.weft.abi.Budget;
import dev.weft.abi.Strand;
import org.jspecify.annotations.Nullable;

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

  /**
   * A random choice, or the schedule's on a deterministic runtime. To be called while this is
   * polled.
   *
   * @param bound how many there are to choose among
   * @return a number from 0 to below the bound
   */
  public final int pick(int bound) {
    return budget().pick(bound);
  }

  /** Whether the task has to let others run; to be called while this is polled. */
  public final boolean isSpent() {
    return budget().isSpent();
  }

  /** Has the task be polled again when others have run, as its budget is spent. */
  public final void yieldSpent() {
    letOthersRun();
  }

  /**
   * Whether the async code that waits here is cancelled, and not only a strand that some combinator
   * has made for a future of it.
   */
  public final boolean isCodeCancelled() {
    return codeIsCancelled();
  }

  /**
   * Cancels a future that was polled in this strand, for a reason that this strand doesn't know: a
   * combinator's own. One that hands a cancellation on calls {@link Future#cancel} instead.
   *
   * @param reason who or what cancels, in words that follow "cancelled:"
   */
  public final @Nullable Object cancelFor(String reason, Future<?> future) throws Throwable {
    return cancel(future, reason);
  }

  /** Whether this strand is cancelled, so that only what shields may be awaited in it. */
  public final boolean isBeingCancelled() {
    return isCancelled();
  }

  /** Why a future is cancelled; to be called by what is told. Null if nobody has said. */
  public final @Nullable String reason() {
    return reasonUnderWay();
  }

  @Override
  protected final Future<?> branch(Future<?> body) {
    return new Branch(body);
  }
}
