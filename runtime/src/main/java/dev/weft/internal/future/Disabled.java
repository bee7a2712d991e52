package dev.weft.internal.future;

import dev.weft.Context;
import dev.weft.Future;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Stands for a future that takes no part in a select. */
public final class Disabled implements Future<@Nullable Void> {
  private static final Disabled INSTANCE = new Disabled();

  private Disabled() {}

  /** The stand-in of whatever type. */
  @SuppressWarnings("unchecked") // it never gives a value
  public static <T extends @Nullable Object> Future<T> instance() {
    return (Future<T>) (Future<?>) INSTANCE;
  }

  /** Puts null where futures are disabled, into the array that is given. */
  static @Nullable Future<?>[] dropFrom(@Nullable Future<?>[] futures) {
    for (int i = 0; i < futures.length; i++) {
      if (Objects.requireNonNull(futures[i], "future") == INSTANCE) {
        futures[i] = null;
      }
    }
    return futures;
  }

  @Override
  public @Nullable Object poll(Context context) {
    throw new IllegalStateException(
        "when(false, ...) was awaited by itself; it is for the futures of a select, which leaves it"
            + " out");
  }

  @Override
  public @Nullable Object cancel(Context context) {
    throw new AssertionError("never polled");
  }

  @Override
  public String toString() {
    return "when(false, ...)";
  }
}
