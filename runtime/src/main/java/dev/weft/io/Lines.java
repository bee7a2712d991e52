package dev.weft.io;

import dev.weft.AsyncStream;
import dev.weft.CancelSafe;
import dev.weft.Future;
import dev.weft.internal.bytes.Frames;
import org.jspecify.annotations.Nullable;

/** The lines of a reader. */
final class Lines implements AsyncStream<String> {
  private final BufReader reader;
  private final int limit;

  Lines(BufReader reader, int limit) {
    this.reader = reader;
    this.limit = limit;
  }

  @Override
  @CancelSafe
  public Future<@Nullable String> next() {
    return Frames.ofNullable(new ReadUntil.Line(reader.in, limit));
  }

  @Override
  @CancelSafe
  public Future<Void> closeAsync() {
    return new CloseNow(reader);
  }

  @Override
  public String toString() {
    return "lines of " + reader;
  }
}
