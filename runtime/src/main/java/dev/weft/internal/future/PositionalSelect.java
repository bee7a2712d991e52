package dev.weft.internal.future;

import dev.weft.Future;
import org.jspecify.annotations.Nullable;

/**
 * A select that gives the value of the winner with its place.
 *
 * @param <R> the type of the result
 */
public final class PositionalSelect<R extends @Nullable Object> extends Selection<R> {
  /** Makes the result. */
  @FunctionalInterface
  public interface Place<R extends @Nullable Object> {
    /** The result of a value at a place, counted from 0. */
    R of(int index, @Nullable Object value);
  }

  private final Place<R> place;

  private PositionalSelect(Place<R> place, @Nullable Future<?>[] futures) {
    super(futures);
    this.place = place;
  }

  /** A select among some futures. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is the caller's call's
  public static <R extends @Nullable Object> PositionalSelect<R> among(
      Place<R> place, Future<?>... futures) {
    return new PositionalSelect<>(place, Disabled.dropFrom(futures));
  }

  /** A select that gives the value of the winner alone. */
  @SuppressWarnings({"unchecked", "NullAway"}) // each future gives an R
  public static <R extends @Nullable Object> PositionalSelect<R> withoutPlace(Future<?>[] futures) {
    return among((index, value) -> (R) value, futures);
  }

  @Override
  boolean accepts(int index, @Nullable Object value) {
    return true;
  }

  @Override
  @Nullable Object outcome(int index, @Nullable Object value) {
    return place.of(index, value);
  }
}
