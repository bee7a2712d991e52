package dev.weft.io;

import dev.weft.Future;
import dev.weft.internal.bytes.Progress;
import dev.weft.internal.bytes.Steps;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Writes until several buffers are empty, in their order. */
final class WriteAllOf extends Steps {
  private final AsyncWrite target;
  private final ByteBuffer[] sources;

  /** Those before it are empty. */
  private int first;

  WriteAllOf(AsyncWrite target, ByteBuffer[] sources) {
    this.target = target;
    this.sources = sources;
  }

  @Override
  protected @Nullable Future<?> next() throws IOException {
    while (first < sources.length && !sources[first].hasRemaining()) {
      first++;
    }
    return first < sources.length ? target.write(sources) : null;
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
