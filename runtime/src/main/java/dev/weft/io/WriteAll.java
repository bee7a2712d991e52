package dev.weft.io;

import dev.weft.Future;
import dev.weft.internal.bytes.Progress;
import dev.weft.internal.bytes.Steps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes until a buffer is empty. */
final class WriteAll extends Steps {
  private final AsyncWrite target;
  private final ByteBuffer source;

  WriteAll(AsyncWrite target, ByteBuffer source) {
    this.target = target;
    this.source = Objects.requireNonNull(source, "source");
  }

  @Override
  protected @Nullable Future<?> next() throws IOException {
    return source.hasRemaining() ? target.write(source) : null;
  }

  @Override
  protected void accept(@Nullable Object answer) throws IOException {
    long unused = Progress.ofWrite(answer, target);
  }

  @Override
  public String toString() {
    return "writeAll to " + target;
  }
}
