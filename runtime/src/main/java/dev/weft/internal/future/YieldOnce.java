package dev.weft.internal.future;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import org.jspecify.annotations.Nullable;

/** A future that lets others run once. */
public final class YieldOnce implements Future<Void> {
  private boolean yielded;

  /** A future that has not yielded yet. */
  public YieldOnce() {}

  @Override
  public @Nullable Object poll(Context context) {
    if (yielded) {
      return null;
    }
    yielded = true;
    context.waker().wake();
    return Poll.PENDING;
  }

  @Override
  public Object cancel(Context context) {
    return Poll.CANCELLED;
  }

  @Override
  public String toString() {
    return "yieldNow()";
  }
}
