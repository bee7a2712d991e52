package dev.weft.internal.stream;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import org.jspecify.annotations.Nullable;

/** A stream that has no element and doesn't end, unless it is closed. */
public final class Pending<T> extends Stage<T> {
  private boolean closed;

  /** A stage that has taken nothing. */
  public Pending() {}

  @Override
  protected @Nullable Object pull(Context context) {
    return closed ? null : Poll.PENDING;
  }

  @Override
  protected Object leave(Context context) {
    return Poll.CANCELLED;
  }

  @Override
  public Future<Void> closeAsync() {
    return Closing.of(() -> closed = true);
  }

  @Override
  public String toString() {
    return "AsyncStream.pending";
  }
}
