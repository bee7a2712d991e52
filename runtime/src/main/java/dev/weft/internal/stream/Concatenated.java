package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.Context;
import dev.weft.Future;
import org.jspecify.annotations.Nullable;

/** The elements of one stream and then those of another. */
public final class Concatenated<T> extends Stage<T> {
  private final Stage<T> first;
  private final Stage<T> second;

  /** The one that is asked. */
  private Stage<T> current;

  /** A stage that has taken nothing. */
  public Concatenated(AsyncStream<? extends T> first, AsyncStream<? extends T> second) {
    this.first = Stage.of(first);
    this.second = Stage.of(second);
    current = this.first;
  }

  @Override
  protected @Nullable Object pull(Context context) throws Throwable {
    Object pulled = current.pull(context);
    if (pulled != null || current == second) {
      return pulled;
    }
    current = second;
    return second.pull(context);
  }

  @Override
  protected Object leave(Context context) throws Throwable {
    return current.leave(context);
  }

  @Override
  public Future<Void> closeAsync() {
    return new Closing(first::closeAsync, second::closeAsync);
  }

  @Override
  public String toString() {
    return first + ".concat(" + second + ")";
  }
}
