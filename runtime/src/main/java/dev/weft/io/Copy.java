package dev.weft.io;

import dev.weft.Future;
import dev.weft.internal.bytes.Progress;
import dev.weft.internal.bytes.Steps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes all that is read, and flushes it where there is nothing more to read for now: what is
 * behind the writer sees it as soon as it can.
 */
final class Copy extends Steps {
  private static final int BUFFER_SIZE = 8 * 1024;

  /** What is awaited. */
  private enum Phase {
    READING,
    WRITING,
    FLUSHING,
    ENDED
  }

  private final AsyncRead source;
  private final AsyncWrite target;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_SIZE);

  private Phase phase = Phase.READING;

  /** The read, while it may have to flush. */
  private @Nullable FlushingRead flushing;

  /** Whether something was written and not flushed. */
  private boolean dirty;

  private long copied;

  Copy(AsyncRead source, AsyncWrite target) {
    this.source = source;
    this.target = Objects.requireNonNull(target, "target");
  }

  @Override
  protected @Nullable Future<?> next() throws IOException {
    return switch (phase) {
      case READING -> read();
      case WRITING -> target.write(buffer);
      case FLUSHING -> target.flush();
      case ENDED -> null;
    };
  }

  private Future<?> read() throws IOException {
    buffer.clear();
    Future<Integer> read = source.read(buffer);
    if (!dirty) {
      return read;
    }
    flushing = new FlushingRead(read, target);
    return flushing;
  }

  @Override
  protected void accept(@Nullable Object answer) throws IOException {
    switch (phase) {
      case READING -> hasRead(Progress.ofRead(answer, source));
      case WRITING -> hasWritten(Progress.ofWrite(answer, target));
      case FLUSHING -> phase = Phase.ENDED;
      case ENDED -> throw new IllegalStateException("nothing was awaited");
    }
  }

  private void hasRead(int count) {
    dirty &= flushing == null || !flushing.hasFlushed();
    flushing = null;
    buffer.flip();
    phase = count < 0 ? Phase.FLUSHING : Phase.WRITING;
  }

  /**
   * From now on reads are ones that flush, which count for the budget: so a copy lets others run.
   */
  private void hasWritten(long count) {
    copied += count;
    dirty = true;
    if (!buffer.hasRemaining()) {
      phase = Phase.READING;
    }
  }

  @Override
  protected Object finish() {
    return copied;
  }

  @Override
  public String toString() {
    return "copy from " + source + " to " + target;
  }
}
