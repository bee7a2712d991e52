package dev.weft.internal.stream;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import java.util.Collections;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an iterator gives. */
public final class OfIterator<T> extends Stage<T> {
  /** Another one, without elements, once this was closed. */
  private Iterator<? extends T> elements;

  private final Runnable onClose;

  /** A stage that alone uses an iterator from now on, and calls something when it is closed. */
  public OfIterator(Iterator<? extends T> elements, Runnable onClose) {
    this.elements = Objects.requireNonNull(elements, "elements");
    this.onClose = onClose;
  }

  @Override
  protected @Nullable Object pull(Context context) {
    return elements.hasNext()
        ? Objects.requireNonNull(elements.next(), "an element of a stream is null")
        : null;
  }

  @Override
  protected Object leave(Context context) {
    return Poll.CANCELLED;
  }

  @Override
  public Future<Void> closeAsync() {
    return Closing.of(this::close);
  }

  private void close() {
    elements = Collections.emptyIterator();
    onClose.run();
  }

  @Override
  public String toString() {
    return "AsyncStream.from";
  }
}
