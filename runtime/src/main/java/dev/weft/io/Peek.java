package dev.weft.io;

import dev.weft.Future;
import dev.weft.internal.bytes.Intake;
import dev.weft.internal.bytes.Steps;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Waits until there are so many bytes in a buffer, and takes none. */
final class Peek extends Steps {
  private final Intake in;
  private final int count;
  private boolean ended;

  Peek(Intake in, int count) {
    this.in = in;
    this.count = count;
  }

  @Override
  protected @Nullable Future<?> next() throws IOException {
    return ended || in.unread().remaining() >= count ? null : in.fill();
  }

  @Override
  protected void accept(@Nullable Object answer) throws IOException {
    ended = in.filled(answer);
  }

  @Override
  protected @Nullable Object finish() {
    ByteBuffer unread = in.unread();
    return unread.hasRemaining() ? unread.asReadOnlyBuffer() : null;
  }

  @Override
  public String toString() {
    return "peek at " + in.source();
  }
}
