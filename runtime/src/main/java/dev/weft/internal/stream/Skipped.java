package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.Context;
import dev.weft.Poll;
import org.jspecify.annotations.Nullable;

/** The elements behind the first few. */
public final class Skipped<T> extends Over<T, T> {
  /** How many are to be left out still. */
  private long left;

  /** A stage that has taken nothing. */
  public Skipped(AsyncStream<? extends T> source, long count) {
    super(source);
    left = checked(count);
  }

  static long checked(long count) {
    if (count < 0) {
      throw new IllegalArgumentException("the count must not be negative: " + count);
    }
    return count;
  }

  @Override
  protected @Nullable Object pull(Context context) throws Throwable {
    int leftOut = 0;
    Object pulled = source.pull(context);
    while (left > 0 && !isNone(pulled)) {
      left--;
      pulled = mayGoOn(context, ++leftOut) ? source.pull(context) : Poll.PENDING;
    }
    return pulled;
  }

  @Override
  String name() {
    return "skip";
  }
}
