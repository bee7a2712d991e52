package dev.weft.io;

import dev.weft.CancelSafe;
import dev.weft.Future;
import dev.weft.internal.future.Ready;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Bytes that go from one task to another in memory, one way, with back-pressure: who writes waits
 * while the pipe is full. {@link Duplex} is two of them.
 *
 * <pre>{@code
 * Pipe.Ends pipe = Pipe.open(8 * 1024);
 * JoinHandle<Void> writing = spawn(writeReport(pipe.writer()));
 *
 * try (Pipe.Reader report = pipe.reader()) {
 *   await(report.copyTo(upload));
 * }
 * }</pre>
 *
 * <p>The end of what is written, by {@link Writer#shutdown} or {@link Writer#close}, reaches the
 * reader behind the bytes. When the reader is closed, what is in the pipe is dropped, and a write
 * fails, also one that waits.
 *
 * <p>One task writes at a time, and one reads; a second one that would have to wait fails with
 * {@link IllegalStateException}. The ends work inside and outside of runtimes, and between them.
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/io/fn.simplex.html">Tokio's simplex</a>
 */
public final class Pipe {
  private Pipe() {}

  /**
   * An empty pipe.
   *
   * @param capacity how many bytes it holds; memory is taken as they come
   * @return its ends
   * @throws IllegalArgumentException if the capacity is less than 1
   */
  public static Ends open(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("a pipe holds at least 1 byte, not " + capacity);
    }
    PipeCore core = new PipeCore(capacity);
    return new Ends(new Reader(core), new Writer(core));
  }

  /**
   * Both ends of a pipe.
   *
   * @param reader where the bytes come out
   * @param writer where they go in
   */
  public record Ends(Reader reader, Writer writer) {}

  /** Where the bytes of a pipe come out. */
  public static final class Reader implements AsyncRead, AutoCloseable {
    private final PipeCore core;

    private Reader(PipeCore core) {
      this.core = core;
    }

    @Override
    public Future<Integer> read(ByteBuffer target) {
      return new PipeTransfer.Read(core, target);
    }

    /**
     * Ends reading: what is in the pipe is dropped, and writes fail from now on. A read of this end
     * that waits fails. Idempotent; never blocks.
     */
    @Override
    public void close() {
      core.closeReader();
    }

    @Override
    public String toString() {
      return core.toString();
    }
  }

  /** Where the bytes of a pipe go in. */
  public static final class Writer implements AsyncWrite, AutoCloseable {
    private final PipeCore core;

    private Writer(PipeCore core) {
      this.core = core;
    }

    @Override
    public Future<Integer> write(ByteBuffer source) {
      return new PipeTransfer.Write(core, source);
    }

    /** What was written can be read at once, so there is nothing to do. */
    @Override
    @CancelSafe
    public Future<Void> flush() {
      return Ready.ofVoid();
    }

    @Override
    @CancelSafe
    public Future<Void> shutdown() throws IOException {
      return new PipeEnd(core);
    }

    /**
     * Ends writing: the reader gets what was written and then the end. A write of this end that
     * waits fails. Idempotent; never blocks.
     */
    @Override
    public void close() {
      core.closeWriter();
    }

    @Override
    public String toString() {
      return core.toString();
    }
  }
}
