package dev.weft.internal.future;

import dev.weft.Context;
import dev.weft.Future;
import org.jspecify.annotations.Nullable;

/** A future that has its value. */
public final class Ready<T extends @Nullable Object> implements Future<T> {
  private static final Ready<@Nullable Void> VOID = new Ready<>(null);

  private final T value;

  private Ready(T value) {
    this.value = value;
  }

  /** A future of a value. */
  public static <T extends @Nullable Object> Ready<T> of(T value) {
    return new Ready<>(value);
  }

  /** The future of nothing, always the same. */
  @SuppressWarnings({"NullAway", "unchecked"}) // callers see Void, whose only value is null
  public static Future<Void> ofVoid() {
    return (Future<Void>) (Future<?>) VOID;
  }

  /** What it has. */
  public T value() {
    return value;
  }

  @Override
  public @Nullable Object poll(Context context) {
    return value;
  }

  @Override
  public @Nullable Object cancel(Context context) {
    return value;
  }

  @Override
  public String toString() {
    return "ready(" + value + ")";
  }
}
