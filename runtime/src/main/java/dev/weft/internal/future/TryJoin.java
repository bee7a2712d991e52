package dev.weft.internal.future;

import dev.weft.Future;
import java.util.Arrays;
import java.util.Iterator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A gathering of which a failure cancels the rest; it ends when those have cleaned up. */
public final class TryJoin<R extends @Nullable Object> extends Gathering<R> {
  /** A run that has not started; see {@link Gathering}. */
  public TryJoin(
      Iterator<? extends Future<?>> source,
      int count,
      int limit,
      Function<@Nullable Object[], R> combine) {
    super(source, count, limit, combine);
  }

  /** A run of all of some futures at once. */
  @SafeVarargs
  @SuppressWarnings("varargs") // read only
  public TryJoin(Function<@Nullable Object[], R> combine, Future<?>... futures) {
    this(Arrays.asList(futures).iterator(), futures.length, futures.length, combine);
  }

  @Override
  void onFailure() {
    giveUp("another future of tryJoin has failed");
  }

  @Override
  public String toString() {
    return "tryJoin of " + progress();
  }
}
