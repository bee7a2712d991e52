package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a function makes of the elements of two streams, one of each. Both are asked at once, and
 * what comes first waits here for its partner.
 */
public final class Zipped<A, B, T> extends Stage<T> {
  private final Stage<A> left;
  private final Stage<B> right;
  private final BiFunction<? super A, ? super B, ? extends T> function;
  private final Leaving leaving;
  private @Nullable Object leftTaken;
  private @Nullable Object rightTaken;
  private boolean ended;

  /** A stage that has taken nothing. */
  public Zipped(
      AsyncStream<? extends A> left,
      AsyncStream<? extends B> right,
      BiFunction<? super A, ? super B, ? extends T> function) {
    this.left = Stage.of(left);
    this.right = Stage.of(right);
    this.function = Objects.requireNonNull(function, "function");
    leaving = new Leaving(this.left, this.right);
  }

  @Override
  protected @Nullable Object pull(Context context) throws Throwable {
    if (leaving.isUnderWay()) {
      return leaving.goOn(context);
    }
    if (!ended && leftTaken == null) {
      leftTaken = noted(left.pull(context));
    }
    if (!ended && rightTaken == null) {
      rightTaken = noted(right.pull(context));
    }
    return ended ? end() : pair();
  }

  /** What is to be kept of what was pulled. */
  private @Nullable Object noted(@Nullable Object pulled) {
    ended = pulled == null;
    return pulled == Poll.PENDING ? null : pulled;
  }

  private @Nullable Object end() {
    leftTaken = null;
    rightTaken = null;
    return null;
  }

  @SuppressWarnings("unchecked") // what was taken of a stream is one of its elements
  private Object pair() {
    A a = (A) leftTaken;
    B b = (B) rightTaken;
    if (a == null || b == null) {
      return Poll.PENDING;
    }
    leftTaken = null;
    rightTaken = null;
    return Objects.requireNonNull(
        function.apply(a, b),
        "the function of zip returned null, which would be the end of the stream");
  }

  @Override
  protected Object leave(Context context) {
    return leaving.goOn(context);
  }

  @Override
  public Future<Void> closeAsync() {
    return Closing.of(this::drop, left, right);
  }

  private void drop() {
    ended = true;
  }

  @Override
  public String toString() {
    return left + ".zip(" + right + ")";
  }
}
