package dev.weft.internal.stream;

import dev.weft.AsyncConsumer;
import dev.weft.AsyncStream;
import dev.weft.Poll;
import dev.weft.abi.AsyncFrame;
import dev.weft.abi.Strand;
import dev.weft.abi.WovenConsumer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Calls a lambda with each element, one after the other: a frame that is shaped as if it was woven
 * of a loop, so that the lambda runs on the strand that waits.
 */
public final class ForEach<T> extends AsyncFrame {
  private static final int IN_NEXT = 1;
  private static final int IN_LAMBDA = 2;

  private final Stage<T> source;
  private final AsyncConsumer<? super T, ?> lambda;

  /** The lambda, if it awaits. */
  private final @Nullable WovenConsumer<T, ?> woven;

  /** A loop that has not begun. */
  @SuppressWarnings("unchecked") // it accepts more than it is given
  public ForEach(AsyncStream<? extends T> source, AsyncConsumer<? super T, ?> lambda) {
    this.source = Stage.of(source);
    this.lambda = Objects.requireNonNull(lambda, "lambda");
    woven = lambda instanceof WovenConsumer ? (WovenConsumer<T, ?>) lambda : null;
  }

  @Override
  protected @Nullable Object resume(Strand strand) throws Throwable {
    int depth = strand.depth();
    Object element = state() == IN_NEXT ? take(strand) : first(strand, depth);
    for (int taken = 1; element != null; taken++) {
      if (element == Poll.PENDING) {
        return suspendAt(strand, IN_NEXT);
      }
      if (run(element, strand, depth) == Poll.PENDING) {
        return suspendAt(strand, IN_LAMBDA);
      }
      element = next(taken, strand, depth);
    }
    return null;
  }

  /** By an await, which throws if the lambda has swallowed a cancellation. */
  private @Nullable Object first(Strand strand, int depth) throws Throwable {
    if (state() == IN_LAMBDA) {
      Object unused = take(strand);
    }
    return Strand.await(source.next(), strand, depth);
  }

  /** By a pull, which is less than an await; one counts for several, as in {@link Run}. */
  private @Nullable Object next(int taken, Strand strand, int depth) throws Throwable {
    if ((taken & 7) != 0) {
      Object element = source.pull(strand);
      if (element != Poll.PENDING) {
        return element;
      }
    }
    return Strand.await(source.next(), strand, depth);
  }

  @SuppressWarnings("unchecked") // what is an element is a T
  private @Nullable Object run(Object element, Strand strand, int depth) throws Throwable {
    if (woven != null) {
      return woven.accept((T) element, strand.enter(depth), null);
    }
    lambda.accept((T) element);
    return null;
  }

  private Object suspendAt(Strand strand, int state) {
    suspend(strand, state);
    return Poll.PENDING;
  }

  @Override
  public String toString() {
    return source + ".forEach";
  }
}
