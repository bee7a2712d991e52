package dev.weft.internal.task;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.abi.Budget;
import org.jspecify.annotations.Nullable;

/** Runs a future for which the budget of its task doesn't count. */
public final class Unconstrained<T extends @Nullable Object> implements Future<T> {
  private final Branch body;

  /** A run that has not started. */
  public Unconstrained(Future<? extends T> body) {
    this.body = new Branch(body);
  }

  @Override
  public @Nullable Object poll(Context context) throws Throwable {
    Budget budget = ((RuntimeStrand) context).sharedBudget();
    int left = budget.suspend();
    try {
      return body.poll(context);
    } finally {
      budget.restore(left);
    }
  }

  @Override
  public @Nullable Object cancel(Context context) throws Throwable {
    Budget budget = ((RuntimeStrand) context).sharedBudget();
    int left = budget.suspend();
    try {
      return body.cancel(context);
    } finally {
      budget.restore(left);
    }
  }

  @Override
  public String toString() {
    return "unconstrained";
  }
}
