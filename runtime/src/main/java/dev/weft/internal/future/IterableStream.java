package dev.weft.internal.future;

import dev.weft.AsyncStream;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A stream of what an iterator gives. */
public final class IterableStream<T> implements AsyncStream<T> {
  private final Iterator<? extends T> elements;

  /** A stream that alone uses an iterator from now on. */
  public IterableStream(Iterator<? extends T> elements) {
    this.elements = elements;
  }

  @Override
  public Future<@Nullable T> next() {
    return new Next();
  }

  private @Nullable T take() {
    return elements.hasNext()
        ? Objects.requireNonNull(elements.next(), "an element of a stream is null")
        : null;
  }

  /** Takes an element when it is polled, so that none is lost with a future that never is. */
  private final class Next implements Future<@Nullable T> {
    private boolean started;

    @Override
    public @Nullable Object poll(Context context) {
      if (started) {
        throw new IllegalStateException(
            "the future of a stream's element was awaited before; call next() for each element");
      }
      started = true;
      return take();
    }

    @Override
    public Object cancel(Context context) {
      return Poll.CANCELLED;
    }
  }
}
