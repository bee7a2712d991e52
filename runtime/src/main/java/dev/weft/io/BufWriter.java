package dev.weft.io;

import dev.weft.CancelSafe;
import dev.weft.Future;
import dev.weft.internal.bytes.Frames;
import dev.weft.internal.bytes.Owned;
import dev.weft.internal.bytes.Progress;
import dev.weft.internal.bytes.Steps;
import dev.weft.internal.cleanup.Unclosed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps small writes back until there are enough of them for a large one, or until they are
 * flushed.
 *
 * <pre>{@code
 * BufWriter writer = new BufWriter(connection);
 * for (String line : lines) {
 *   await(writer.writeAll(line.getBytes(UTF_8)));
 * }
 * await(writer.flush());
 * }</pre>
 *
 * <p>All its methods are cancel-safe, but for those that say otherwise. A write that is as large as
 * the buffer goes past it, behind what is in it. After a failure the bytes that weren't written are
 * still here, and a further flush tries again.
 *
 * <p>{@link #close} doesn't write: what isn't flushed is lost, and reported.
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/io/struct.BufWriter.html">Tokio's BufWriter</a>
 */
public final class BufWriter implements AsyncWrite, AutoCloseable {
  private static final int DEFAULT_SIZE = 8 * 1024;

  private final AsyncWrite target;

  /** What is kept back lies before its position, and behind {@link #written}. */
  private final ByteBuffer buffer;

  /** What of the buffer is written already, up to its position. */
  private final ByteBuffer written;

  private boolean closed;

  /**
   * A writer with a buffer of 8 KiB.
   *
   * @param target where the bytes go; it is closed with this, if it can be
   */
  public BufWriter(AsyncWrite target) {
    this(target, DEFAULT_SIZE);
  }

  /**
   * A writer.
   *
   * @param target where the bytes go; it is closed with this, if it can be
   * @param size how many bytes are kept back at most
   * @throws IllegalArgumentException if the size is less than 1
   */
  public BufWriter(AsyncWrite target, int size) {
    this.target = Objects.requireNonNull(target, "target");
    if (size < 1) {
      throw new IllegalArgumentException("a buffer has at least 1 byte, not " + size);
    }
    buffer = ByteBuffer.allocate(size);
    written = buffer.duplicate().limit(0);
  }

  @Override
  @CancelSafe
  public Future<Integer> write(ByteBuffer source) {
    return Frames.of(new Write(source));
  }

  @Override
  @CancelSafe
  public Future<Void> flush() {
    return Frames.of(new Drain(false));
  }

  @Override
  @CancelSafe
  public Future<Void> shutdown() {
    return Frames.of(new Drain(true));
  }

  /**
   * How many bytes are kept back.
   *
   * @return what would be lost by a {@link #close}
   */
  public int buffered() {
    return buffer.position() - written.position();
  }

  /**
   * Closes the target, if it can be closed. What is kept back is lost, and a warning says how much
   * that was. Idempotent; never blocks if closing the target doesn't.
   *
   * @throws IOException if the target can't be closed
   */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    if (buffered() > 0) {
      Unclosed.warn(
          buffered()
              + " bytes that were written to "
              + this
              + " are lost, as it was closed before they were flushed; await flush() or shutdown()"
              + " first");
    }
    Owned.close(target);
  }

  @Override
  public String toString() {
    return "BufWriter to " + target;
  }

  /** A write of what is kept back; null if nothing is. */
  private @Nullable Future<?> writeBuffered() throws IOException {
    if (buffered() == 0) {
      buffer.clear();
      written.position(0).limit(0);
      return null;
    }
    written.limit(buffer.position());
    return target.write(written);
  }

  private void refuseIfClosed() throws IOException {
    if (closed) {
      throw new IOException("this writer was closed: " + this);
    }
  }

  /** Writes to the buffer, or past it. */
  private final class Write extends Steps {
    private final ByteBuffer source;
    private boolean past;

    /** Null until it is known. */
    private @Nullable Integer count;

    Write(ByteBuffer source) {
      this.source = Objects.requireNonNull(source, "source");
    }

    @Override
    protected @Nullable Future<?> next() throws IOException {
      refuseIfClosed();
      if (count == null && source.remaining() <= buffer.remaining()) {
        count = source.remaining();
        buffer.put(source);
      }
      return count == null ? writeBufferedOrPast() : null;
    }

    private @Nullable Future<?> writeBufferedOrPast() throws IOException {
      Future<?> write = writeBuffered();
      if (write != null) {
        return write;
      }
      past = source.remaining() >= buffer.capacity();
      if (past) {
        return target.write(source);
      }
      count = source.remaining();
      buffer.put(source);
      return null;
    }

    @Override
    protected void accept(@Nullable Object answer) throws IOException {
      long moved = Progress.ofWrite(answer, target);
      if (past) {
        count = (int) moved;
      }
    }

    @Override
    protected @Nullable Object finish() {
      return count;
    }

    @Override
    public String toString() {
      return "write to " + BufWriter.this;
    }
  }

  /** Writes what is kept back, and has the target flushed or shut down. */
  private final class Drain extends Steps {
    private final boolean isEnd;
    private boolean drained;
    private boolean done;

    Drain(boolean isEnd) {
      this.isEnd = isEnd;
    }

    @Override
    protected @Nullable Future<?> next() throws IOException {
      refuseIfClosed();
      Future<?> write = done ? null : writeBuffered();
      if (done || write != null) {
        return write;
      }
      drained = true;
      return isEnd ? target.shutdown() : target.flush();
    }

    @Override
    protected void accept(@Nullable Object answer) throws IOException {
      done = drained;
      if (!drained) {
        long unused = Progress.ofWrite(answer, target);
      }
    }

    @Override
    public String toString() {
      return (isEnd ? "shutdown of " : "flush of ") + BufWriter.this;
    }
  }
}
