package dev.weft.internal.stream;

import dev.weft.AsyncConsumer;
import dev.weft.AsyncStream;
import dev.weft.Future;
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

  /** A loop that has not begun. */
  public ForEach(AsyncStream<? extends T> source, AsyncConsumer<? super T, ?> lambda) {
    this.source = Stage.of(source);
    this.lambda = Objects.requireNonNull(lambda, "lambda");
  }

  @Override
  protected @Nullable Object resume(Strand strand) throws Throwable {
    int depth = strand.depth();
    Future<@Nullable T> next = source.next();
    Object element = null;
    switch (state()) {
      case IN_NEXT -> element = take(strand);
      case IN_LAMBDA -> {
        Object unused = take(strand);
        element = Strand.await(next, strand, depth);
      }
      default -> element = Strand.await(next, strand, depth);
    }
    while (element != null) {
      if (element == Poll.PENDING) {
        return suspendAt(strand, IN_NEXT);
      }
      if (run(element, strand, depth) == Poll.PENDING) {
        return suspendAt(strand, IN_LAMBDA);
      }
      element = Strand.await(next, strand, depth);
    }
    return null;
  }

  @SuppressWarnings("unchecked") // what is an element is a T
  private @Nullable Object run(Object element, Strand strand, int depth) throws Throwable {
    return WovenConsumer.accept(
        (AsyncConsumer<T, ?>) lambda, (T) element, strand.enter(depth), null);
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
