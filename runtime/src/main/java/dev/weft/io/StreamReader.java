package dev.weft.io;

import dev.weft.CancelSafe;
import dev.weft.CancelledError;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Weft;
import dev.weft.internal.bytes.Frames;
import dev.weft.internal.bytes.Steps;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A stream that blocks, read on threads for blocking work. */
final class StreamReader implements AsyncRead, AutoCloseable {
  private static final int BUFFER_SIZE = 8 * 1024;

  private final InputStream stream;

  /** What was read and not given, from position to limit; while a thread reads, that thread's. */
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_SIZE).limit(0);

  /** What a thread is reading; it is kept where a read of a task is cancelled. */
  private @Nullable JoinHandle<Integer> reading;

  StreamReader(InputStream stream) {
    this.stream = Objects.requireNonNull(stream, "stream");
  }

  @Override
  @CancelSafe
  public Future<Integer> read(ByteBuffer target) {
    return Frames.of(new Read(target));
  }

  /** A thread that reads is told by the stream, if that does such a thing. */
  @Override
  public void close() throws IOException {
    stream.close();
  }

  @Override
  public String toString() {
    return "reader of " + stream;
  }

  private final class Read extends Steps {
    private final ByteBuffer target;
    private @Nullable Integer count;

    Read(ByteBuffer target) {
      this.target = Objects.requireNonNull(target, "target");
    }

    @Override
    protected @Nullable Future<?> next() {
      if (count == null && reading == null && (!target.hasRemaining() || buffer.hasRemaining())) {
        count = move();
      }
      if (count != null || !target.hasRemaining()) {
        count = count == null ? Integer.valueOf(0) : count;
        return null;
      }
      if (reading == null) {
        reading = Weft.spawnBlocking(() -> stream.read(buffer.array()));
      }
      return reading;
    }

    private int move() {
      int moved = Math.min(buffer.remaining(), target.remaining());
      target.put(buffer.slice(buffer.position(), moved));
      buffer.position(buffer.position() + moved);
      return moved;
    }

    @Override
    protected void accept(@Nullable Object answer) {
      reading = null;
      int read = (Integer) Objects.requireNonNull(answer);
      buffer.limit(Math.max(0, read)).position(0);
      count = read < 0 ? Integer.valueOf(-1) : null;
    }

    @Override
    protected void fail(Throwable failure) throws Throwable {
      if (!(failure instanceof CancelledError)) {
        reading = null;
      }
      throw failure;
    }

    @Override
    protected @Nullable Object finish() {
      return count;
    }

    @Override
    public String toString() {
      return "read of " + StreamReader.this;
    }
  }
}
