package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import java.util.Objects;
import java.util.function.Predicate;

/** Looks for the first element that fulfils a condition, and leaves those behind it. */
public final class Searched<T> extends Run<T, Boolean> {
  private final Predicate<? super T> condition;
  private boolean found;

  /** A run that has not started. */
  public Searched(AsyncStream<? extends T> source, Predicate<? super T> condition) {
    super(source);
    this.condition = Objects.requireNonNull(condition, "condition");
  }

  @Override
  boolean accept(T element) {
    found = condition.test(element);
    return !found;
  }

  @Override
  Boolean finish() {
    return found;
  }
}
