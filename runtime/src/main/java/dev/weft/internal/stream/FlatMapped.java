package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.future.Ready;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The elements of the streams that a function makes of elements, one stream after the other. */
public final class FlatMapped<S, T> extends Over<S, T> {
  private final Function<? super S, ? extends AsyncStream<? extends T>> function;

  /** The stream that is asked; null between two. */
  private @Nullable Stage<T> inner;

  /** The end of the one before, which is waited for first. */
  private @Nullable Future<Void> closing;

  /** A stage that has taken nothing. */
  public FlatMapped(
      AsyncStream<? extends S> source,
      Function<? super S, ? extends AsyncStream<? extends T>> function) {
    super(source);
    this.function = Objects.requireNonNull(function, "function");
  }

  @Override
  @SuppressWarnings("unchecked") // what is an element is an S
  protected @Nullable Object pull(Context context) throws Throwable {
    while (!isClosing(context)) {
      if (inner == null) {
        Object pulled = source.pull(context);
        if (pulled == null || pulled instanceof Poll) {
          return pulled;
        }
        inner = open((S) pulled);
      }
      Object pulled = inner.pull(context);
      if (pulled != null) {
        return pulled;
      }
      closing = inner.closeAsync();
      inner = null;
      if (!mayGoOn(context)) {
        return Poll.PENDING;
      }
    }
    return Poll.PENDING;
  }

  private boolean isClosing(Context context) throws Throwable {
    Future<Void> last = closing;
    closing = null;
    if (last == null || last.poll(context) != Poll.PENDING) {
      return false;
    }
    closing = last;
    return true;
  }

  private Stage<T> open(S element) {
    return Stage.of(
        Objects.<AsyncStream<? extends T>>requireNonNull(
            function.apply(element),
            "the function of flatMap returned null; for no elements return AsyncStream.empty()"));
  }

  /** The end of an inner stream goes on at the next pull. */
  @Override
  protected Object leave(Context context) throws Throwable {
    return inner == null ? source.leave(context) : inner.leave(context);
  }

  @Override
  public Future<Void> closeAsync() {
    return new Closing(this::takeClosing, this::closeInner, source::closeAsync);
  }

  private Future<Void> takeClosing() {
    Future<Void> last = closing;
    closing = null;
    return last == null ? Ready.ofVoid() : last;
  }

  private Future<Void> closeInner() {
    Stage<T> last = inner;
    inner = null;
    return last == null ? Ready.ofVoid() : last.closeAsync();
  }

  @Override
  String name() {
    return "flatMap";
  }
}
