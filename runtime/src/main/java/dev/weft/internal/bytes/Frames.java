package dev.weft.internal.bytes;

import dev.weft.Future;
import org.jspecify.annotations.Nullable;

/** Frames as the futures that callers see. */
public final class Frames {
  private Frames() {}

  /** A frame that gives what the caller says. */
  @SuppressWarnings("unchecked") // a frame doesn't say what it gives
  public static <T> Future<T> of(Steps frame) {
    return (Future<T>) (Future<?>) frame;
  }

  /** A frame that gives what the caller says, or null. */
  @SuppressWarnings("unchecked") // a frame doesn't say what it gives
  public static <T> Future<@Nullable T> ofNullable(Steps frame) {
    return (Future<@Nullable T>) (Future<?>) frame;
  }

  /** Refuses a limit that is negative. */
  public static int checkedLimit(int limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("the limit must not be negative: " + limit);
    }
    return limit;
  }
}
