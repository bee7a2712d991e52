package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.Context;
import dev.weft.Future;
import org.jspecify.annotations.Nullable;

/** The elements of two streams as they come. Each pull begins with the other one. */
public final class Merged<T> extends Stage<T> {
  private final Stage<T> left;
  private final Stage<T> right;
  private final Leaving leaving;
  private boolean rightFirst;

  /** A stage that has taken nothing. */
  public Merged(AsyncStream<? extends T> left, AsyncStream<? extends T> right) {
    this.left = Stage.of(left);
    this.right = Stage.of(right);
    leaving = new Leaving(this.left, this.right);
  }

  @Override
  protected @Nullable Object pull(Context context) throws Throwable {
    if (leaving.isUnderWay()) {
      return leaving.goOn(context);
    }
    boolean swapped = rightFirst;
    rightFirst = !swapped;
    return swapped ? pull(right, left, context) : pull(left, right, context);
  }

  private @Nullable Object pull(Stage<T> first, Stage<T> second, Context context) throws Throwable {
    Object pulled = first.pull(context);
    if (!isNone(pulled)) {
      return pulled;
    }
    Object other = second.pull(context);
    return other == null ? pulled : other;
  }

  @Override
  protected Object leave(Context context) {
    return leaving.goOn(context);
  }

  @Override
  public Future<Void> closeAsync() {
    return new Closing(left::closeAsync, right::closeAsync);
  }

  @Override
  public String toString() {
    return left + ".merge(" + right + ")";
  }
}
