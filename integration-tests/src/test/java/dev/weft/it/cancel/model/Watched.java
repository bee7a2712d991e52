package dev.weft.it.cancel.model;

import dev.weft.Context;
import dev.weft.Future;
import org.jspecify.annotations.Nullable;

/** A future that knows whether it was started. */
final class Watched<T extends @Nullable Object> implements Future<T> {
  private final Future<T> inner;
  private boolean started;

  Watched(Future<T> inner) {
    this.inner = inner;
  }

  boolean wasStarted() {
    return started;
  }

  @Override
  public @Nullable Object poll(Context context) throws Throwable {
    started = true;
    return inner.poll(context);
  }

  @Override
  public @Nullable Object cancel(Context context) throws Throwable {
    return inner.cancel(context);
  }
}
