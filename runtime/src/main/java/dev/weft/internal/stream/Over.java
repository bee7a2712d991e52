package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.Context;
import dev.weft.Future;

/**
 * A stage over one other, which waits for that alone and is closed with it.
 *
 * @param <S> the type of the other's elements
 * @param <T> the type of the elements
 */
abstract class Over<S, T> extends Stage<T> {
  /** Who is asked. */
  final Stage<S> source;

  Over(AsyncStream<? extends S> source) {
    this.source = Stage.of(source);
  }

  /** The word for it in messages. */
  abstract String name();

  @Override
  protected Object leave(Context context) throws Throwable {
    return source.leave(context);
  }

  @Override
  public Future<Void> closeAsync() {
    return source.closeAsync();
  }

  @Override
  public final String toString() {
    return source + "." + name();
  }
}
