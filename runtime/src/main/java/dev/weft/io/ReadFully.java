package dev.weft.io;

import dev.weft.Future;
import dev.weft.internal.bytes.Progress;
import dev.weft.internal.bytes.Steps;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads until a buffer is full. */
final class ReadFully extends Steps {
  private final AsyncRead source;
  private final ByteBuffer target;

  /** Where the buffer's position was. */
  private final int start;

  ReadFully(AsyncRead source, ByteBuffer target) {
    this.source = source;
    this.target = target;
    start = target.position();
  }

  @Override
  protected @Nullable Future<?> next() throws IOException {
    return target.hasRemaining() ? source.read(target) : null;
  }

  @Override
  protected void accept(@Nullable Object answer) throws IOException {
    if (Progress.ofRead(answer, source) < 0) {
      int count = target.position() - start;
      throw Progress.endedAfter(count, count + target.remaining());
    }
  }

  @Override
  public String toString() {
    return "readFully from " + source;
  }
}
