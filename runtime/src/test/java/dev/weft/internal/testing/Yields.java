package dev.weft.internal.testing;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;

/** A leaf that wakes itself a number of times before it ends. */
public final class Yields implements Future<Integer> {
  private final int count;
  private int done;

  public Yields(int count) {
    this.count = count;
  }

  @Override
  public Object poll(Context context) {
    if (done == count) {
      return done;
    }
    done++;
    context.waker().wake();
    return Poll.PENDING;
  }

  @Override
  public Object cancel(Context context) {
    return Poll.CANCELLED;
  }
}
