package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import org.jspecify.annotations.Nullable;

/**
 * Takes elements of a stream until it has ended or enough were seen, and makes a value of them.
 *
 * @param <T> the type of the elements
 * @param <R> the type of the value
 */
abstract class Run<T, R extends @Nullable Object> implements Future<R> {
  private final Stage<T> source;
  private boolean done;

  Run(AsyncStream<? extends T> source) {
    this.source = Stage.of(source);
  }

  /** Takes an element; returns whether more are wanted. */
  abstract boolean accept(T element);

  /** The value; called once. */
  abstract R finish();

  @Override
  @SuppressWarnings("unchecked") // what is an element is a T
  public final @Nullable Object poll(Context context) throws Throwable {
    if (done) {
      throw new IllegalStateException(
          "this run over a stream has ended; a future is single-shot, call the method of the"
              + " stream again");
    }
    int taken = 0;
    while (true) {
      Object pulled = source.pull(context);
      if (pulled instanceof Poll) {
        return pulled;
      }
      if (pulled == null || !accept((T) pulled)) {
        done = true;
        return finish();
      }
      if (!Stage.mayGoOn(context, ++taken)) {
        return Poll.PENDING;
      }
    }
  }

  @Override
  public final Object cancel(Context context) throws Throwable {
    return source.leave(context);
  }

  @Override
  public final String toString() {
    return "run over " + source;
  }
}
