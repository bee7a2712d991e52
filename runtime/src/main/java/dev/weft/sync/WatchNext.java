package dev.weft.sync;

import dev.weft.Poll;
import org.jspecify.annotations.Nullable;

/** The future of the next unseen value. It has no state, so that one serves for all. */
final class WatchNext<T> extends WatchWait<T, @Nullable T> {
  WatchNext(WatchCursor<T> cursor) {
    super(cursor);
  }

  /** Looks at the end first: no value comes after it. */
  @Override
  @Nullable Object look() {
    boolean over = cursor().isOver();
    T value = cursor().takeUnseen();
    return value == null && !over ? Poll.PENDING : value;
  }

  @Override
  public String toString() {
    return "Watch.next";
  }
}
