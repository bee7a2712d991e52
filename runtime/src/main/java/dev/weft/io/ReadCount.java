package dev.weft.io;

import dev.weft.Future;
import dev.weft.internal.bytes.Gathered;
import dev.weft.internal.bytes.Progress;
import dev.weft.internal.bytes.Steps;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a number of bytes into an array. */
final class ReadCount extends Steps {
  private final AsyncRead source;
  private final int count;
  private final Gathered bytes;

  ReadCount(AsyncRead source, int count) {
    this.source = source;
    this.count = count;
    bytes = new Gathered(count);
  }

  @Override
  protected @Nullable Future<?> next() throws IOException {
    return bytes.size() < count ? source.read(bytes.room()) : null;
  }

  @Override
  protected void accept(@Nullable Object answer) throws IOException {
    if (Progress.ofRead(answer, source) < 0) {
      throw Progress.endedAfter(bytes.size(), count);
    }
  }

  @Override
  protected Object finish() {
    return bytes.toArray();
  }

  @Override
  public String toString() {
    return "readFully(" + count + ") from " + source;
  }
}
