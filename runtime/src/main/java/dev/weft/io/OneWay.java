package dev.weft.io;

import dev.weft.Future;
import dev.weft.internal.bytes.Steps;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Passes on what one side of a proxy sends, and its end. */
final class OneWay extends Steps {
  private final AsyncRead from;
  private final AsyncWrite to;

  /** How many bytes were passed on; null until the input has ended. */
  private @Nullable Object copied;

  private boolean begun;
  private boolean ended;

  OneWay(AsyncRead from, AsyncWrite to) {
    this.from = Objects.requireNonNull(from);
    this.to = Objects.requireNonNull(to);
  }

  @Override
  protected @Nullable Future<?> next() throws IOException {
    if (!begun) {
      begun = true;
      return from.copyTo(to);
    }
    return ended ? null : to.shutdown();
  }

  @Override
  protected void accept(@Nullable Object answer) {
    ended = copied != null;
    if (!ended) {
      copied = answer;
    }
  }

  @Override
  protected @Nullable Object finish() {
    return copied;
  }

  @Override
  public String toString() {
    return "copy from " + from + " to " + to;
  }
}
