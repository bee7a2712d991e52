package dev.weft.sync;

import dev.weft.Poll;

/** The future of whether there is an unseen value. It has no state, so that one serves for all. */
final class WatchChanged<T> extends WatchWait<T, Boolean> {
  WatchChanged(WatchCursor<T> cursor) {
    super(cursor);
  }

  /** Looks at the end first: no value comes after it. */
  @Override
  Object look() {
    boolean over = cursor().isOver();
    if (cursor().takeUnseen() != null) {
      return true;
    }
    return over ? false : Poll.PENDING;
  }

  @Override
  public String toString() {
    return "Watch.changed";
  }
}
