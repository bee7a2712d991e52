package dev.weft.internal.stream;

import dev.weft.Context;
import dev.weft.Future;
import org.jspecify.annotations.Nullable;

/** The future of a stage's next element. It has no state, so that one serves for all. */
final class Next<T> implements Future<@Nullable T> {
  private final Stage<T> stage;

  Next(Stage<T> stage) {
    this.stage = stage;
  }

  @Override
  public @Nullable Object poll(Context context) throws Throwable {
    return stage.pull(context);
  }

  @Override
  public Object cancel(Context context) throws Throwable {
    return stage.leave(context);
  }

  @Override
  public String toString() {
    return "next of " + stage;
  }
}
