package dev.weft.io;

import dev.weft.Future;
import dev.weft.internal.bytes.Gathered;
import dev.weft.internal.bytes.Progress;
import dev.weft.internal.bytes.Steps;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads all bytes until the end into something. */
abstract class ReadToEnd extends Steps {
  private final AsyncRead source;
  private final int limit;
  private final Gathered bytes;
  private boolean ended;

  /** A read of no more than so many bytes. */
  ReadToEnd(AsyncRead source, int limit) {
    this.source = source;
    this.limit = Math.min(limit, Gathered.MOST - 1);
    // One more, so that it is seen whether there is more.
    bytes = new Gathered(this.limit + 1);
  }

  /** What to make of the bytes. */
  abstract Object of(byte[] all) throws IOException;

  @Override
  protected @Nullable Future<?> next() throws IOException {
    return ended ? null : source.read(bytes.room());
  }

  @Override
  protected void accept(@Nullable Object answer) throws IOException {
    ended = Progress.ofRead(answer, source) < 0;
    if (bytes.size() > limit) {
      throw new TooLongException(
          "the input is longer than the limit of " + limit + " bytes; read it in parts", limit);
    }
  }

  @Override
  protected Object finish() throws IOException {
    return of(bytes.toArray());
  }

  @Override
  public String toString() {
    return "readToEnd of " + source;
  }

  /** The bytes as they are. */
  static final class Bytes extends ReadToEnd {
    Bytes(AsyncRead source, int limit) {
      super(source, limit);
    }

    @Override
    Object of(byte[] all) {
      return all;
    }
  }
}
