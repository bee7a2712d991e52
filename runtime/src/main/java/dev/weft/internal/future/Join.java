package dev.weft.internal.future;

import dev.weft.Future;
import java.util.Arrays;
import java.util.Iterator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A gathering that ends with all values, or with the first failure, the others suppressed in it.
 */
public final class Join<R extends @Nullable Object> extends Gathering<R> {
  /** A run that has not started; see {@link Gathering}. */
  public Join(
      Iterator<? extends Future<?>> source,
      int count,
      int limit,
      Function<@Nullable Object[], R> combine) {
    super(source, count, limit, combine);
  }

  /** A run of all of some futures at once. */
  @SafeVarargs
  @SuppressWarnings("varargs") // read only
  public Join(Function<@Nullable Object[], R> combine, Future<?>... futures) {
    this(Arrays.asList(futures).iterator(), futures.length, futures.length, combine);
  }

  @Override
  void onFailure() {}

  @Override
  public String toString() {
    return "join of " + progress();
  }
}
