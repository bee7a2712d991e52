package dev.weft.io;

import dev.weft.Future;
import org.jspecify.annotations.Nullable;

/** Frames as the futures that callers see. */
final class Frames {
  private Frames() {}

  /** A frame that gives what the caller says. */
  @SuppressWarnings("unchecked") // a frame doesn't say what it gives
  static <T> Future<T> of(Steps frame) {
    return (Future<T>) (Future<?>) frame;
  }

  /** A frame that gives what the caller says, or null. */
  @SuppressWarnings("unchecked") // a frame doesn't say what it gives
  static <T> Future<@Nullable T> ofNullable(Steps frame) {
    return (Future<@Nullable T>) (Future<?>) frame;
  }

  static int checkedLimit(int limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("the limit must not be negative: " + limit);
    }
    return limit;
  }
}
