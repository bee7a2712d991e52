package dev.weft.internal.future;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import org.jspecify.annotations.Nullable;

/** A future that never ends, except by cancellation. */
public final class Never<T extends @Nullable Object> implements Future<T> {
  private static final Never<?> INSTANCE = new Never<>();

  private Never() {}

  /** The future, always the same. */
  @SuppressWarnings("unchecked") // it never gives a value
  public static <T extends @Nullable Object> Future<T> instance() {
    return (Future<T>) INSTANCE;
  }

  @Override
  public Object poll(Context context) {
    return Poll.PENDING;
  }

  @Override
  public Object cancel(Context context) {
    return Poll.CANCELLED;
  }

  @Override
  public String toString() {
    return "pending()";
  }
}
