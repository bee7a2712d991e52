package dev.weft.abi;

/**
 * How many more leaf futures a task may complete before it must let others run; shared by all
 * strands of the task. Belongs to the thread that polls, which renews it for each poll.
 */
public final class Budget {
  /** Completions in one poll of a task, as in Tokio. */
  public static final int PER_POLL = 128;

  int left;

  /** A budget that is spent; {@link #renew} it before use. */
  public Budget() {}

  /** Makes the budget full again. */
  public void renew() {
    left = PER_POLL;
  }

  /** Lifts the limit until the next {@link #renew}. */
  public void lift() {
    left = Integer.MAX_VALUE;
  }

  /**
   * Whether nothing is left.
   *
   * @return true if the task must let others run
   */
  public boolean isSpent() {
    return left <= 0;
  }
}
