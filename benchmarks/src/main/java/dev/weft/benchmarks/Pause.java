package dev.weft.benchmarks;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import org.jspecify.annotations.Nullable;

/** A leaf future that isn't ready at first and is at the next poll, again and again. */
final class Pause implements Future<Void> {
  private boolean waiting;

  @Override
  public @Nullable Object poll(Context context) {
    waiting = !waiting;
    return waiting ? Poll.PENDING : null;
  }

  @Override
  public Object cancel(Context context) {
    return Poll.CANCELLED;
  }
}
