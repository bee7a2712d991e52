package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Adds each element to a value. */
public final class Folded<T, R extends @Nullable Object> extends Run<T, R> {
  private final BiFunction<? super R, ? super T, ? extends R> function;
  private R value;

  /** A run that has not started. */
  public Folded(
      AsyncStream<? extends T> source,
      R identity,
      BiFunction<? super R, ? super T, ? extends R> function) {
    super(source);
    value = identity;
    this.function = Objects.requireNonNull(function, "function");
  }

  @Override
  boolean accept(T element) {
    value = function.apply(value, element);
    return true;
  }

  @Override
  R finish() {
    return value;
  }
}
