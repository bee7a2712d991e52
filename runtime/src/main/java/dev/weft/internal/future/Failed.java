package dev.weft.internal.future;

import dev.weft.Context;
import dev.weft.Future;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A future that has failed. */
public final class Failed<T extends @Nullable Object> implements Future<T> {
  private final Throwable failure;

  /** A future that throws a failure whenever it is awaited. */
  public Failed(Throwable failure) {
    this.failure = Objects.requireNonNull(failure, "failure");
  }

  @Override
  public @Nullable Object poll(Context context) throws Throwable {
    throw failure;
  }

  @Override
  public @Nullable Object cancel(Context context) throws Throwable {
    throw failure;
  }

  @Override
  public String toString() {
    return "failed(" + failure + ")";
  }
}
