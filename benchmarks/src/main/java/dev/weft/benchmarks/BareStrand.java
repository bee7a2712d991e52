package dev.weft.benchmarks;

import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Waker;
import dev.weft.abi.Budget;
import dev.weft.abi.Strand;
import org.jspecify.annotations.Nullable;

/**
 * A strand without a scheduler: whoever runs it polls until the end, so that what is measured is
 * woven code and nothing else.
 */
public final class BareStrand extends Strand {
  private static final Waker NOBODY = () -> {};

  private final Budget budget = new Budget();

  /** A strand that runs nothing yet. */
  public BareStrand() {}

  /** Runs a future to its end. */
  public @Nullable Object run(Future<?> future) {
    renew();
    try {
      Object answer = start(future);
      while (answer == Poll.PENDING) {
        renew();
        answer = resume();
      }
      return answer;
    } catch (Throwable t) {
      throw new AssertionError(t);
    }
  }

  private void renew() {
    budget.renew();
    useBudget(budget);
  }

  @Override
  protected Future<?> branch(Future<?> body) {
    throw new UnsupportedOperationException("no benchmark forks a strand");
  }

  @Override
  public Waker waker() {
    return NOBODY;
  }
}
