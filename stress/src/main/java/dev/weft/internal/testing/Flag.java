package dev.weft.internal.testing;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;

/** A leaf that is ready once its plain field says so; waking is what publishes that. */
public final class Flag implements Future<Integer> {
  private boolean set;

  /** Makes it ready, without waking anybody. */
  public void set() {
    set = true;
  }

  @Override
  public Object poll(Context context) {
    return set ? 1 : Poll.PENDING;
  }

  @Override
  public Object cancel(Context context) {
    return Poll.CANCELLED;
  }
}
