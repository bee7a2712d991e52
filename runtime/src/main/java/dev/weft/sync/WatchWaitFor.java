package dev.weft.sync;

import dev.weft.Poll;
import java.util.function.Predicate;

/** A future of the first value that fulfils a condition. */
final class WatchWaitFor<T> extends WatchWait<T, T> {
  private static final long NOTHING = -1;

  private final Predicate<? super T> condition;

  /** The number of the value that was looked at last. */
  private long tested = NOTHING;

  private boolean fulfilled;

  WatchWaitFor(WatchCursor<T> cursor, Predicate<? super T> condition) {
    super(cursor);
    this.condition = condition;
  }

  /** Looks at the end first: no value comes after it. */
  @Override
  Object look() throws ClosedException {
    if (fulfilled) {
      throw new IllegalStateException(
          "this future has ended already: " + this + "; call the method again for another one");
    }
    boolean over = cursor().isOver();
    WatchCore.Version<T> version = cursor().see();
    if (isFulfilledBy(version)) {
      fulfilled = true;
      return version.value();
    }
    if (over) {
      throw new ClosedException(
          "the channel is closed and its last value is not what was waited for", null);
    }
    return Poll.PENDING;
  }

  private boolean isFulfilledBy(WatchCore.Version<T> version) {
    if (version.number() == tested) {
      return false;
    }
    tested = version.number();
    return condition.test(version.value());
  }

  @Override
  public String toString() {
    return "Watch.waitFor";
  }
}
