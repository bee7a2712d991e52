package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.Context;
import org.jspecify.annotations.Nullable;

/** The first few elements; nothing more is asked for after the last of them. */
public final class Taken<T> extends Over<T, T> {
  private long left;

  /** A stage that has taken nothing. */
  public Taken(AsyncStream<? extends T> source, long count) {
    super(source);
    left = Skipped.checked(count);
  }

  @Override
  protected @Nullable Object pull(Context context) throws Throwable {
    if (left == 0) {
      return null;
    }
    Object pulled = source.pull(context);
    if (!isNone(pulled)) {
      left--;
    }
    return pulled;
  }

  @Override
  String name() {
    return "take";
  }
}
