package dev.weft.io;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * Readers and writers as streams of {@code java.io}, for code that blocks, and the other way round.
 *
 * <pre>{@code
 * long lines = await(spawnBlocking(() -> countLines(JavaStreams.inputStream(connection))));
 *
 * String text = await(JavaStreams.reader(in).readToString());
 * }</pre>
 *
 * @see <a
 *     href="https://docs.rs/tokio-util/latest/tokio_util/io/struct.SyncIoBridge.html">SyncIoBridge
 *     of tokio-util</a>
 */
public final class JavaStreams {
  private JavaStreams() {}

  /**
   * A reader for code that blocks, which runs on a thread for blocking work or on any thread that
   * runs no tasks: there each read is a {@link dev.weft.Future#join}. Closing it closes the reader,
   * if that can be closed. An interrupt ends the wait with {@link java.io.InterruptedIOException}.
   *
   * @param reader where the bytes come from
   * @return the stream; it reads what is asked for and no more
   */
  public static InputStream inputStream(AsyncRead reader) {
    return new BlockingInput(reader);
  }

  /**
   * A writer for code that blocks; see {@link #inputStream}. Closing it shuts the writer down, and
   * closes it, if it can be closed.
   *
   * @param writer where the bytes go
   * @return the stream, which has no buffer
   */
  public static OutputStream outputStream(AsyncWrite writer) {
    return new BlockingOutput(writer);
  }

  /**
   * A stream that blocks as a reader: it is read on threads for blocking work, up to 8 KiB at once.
   * A read that is cancelled leaves the thread at it, and what it gets is for the next one.
   *
   * @param stream where the bytes come from
   * @return the reader; it is for tasks of a runtime
   */
  public static AsyncRead reader(InputStream stream) {
    return new StreamReader(stream);
  }

  /**
   * A stream that blocks as a writer: it is written to on threads for blocking work, up to 8 KiB at
   * once. A write that is cancelled leaves the thread at it, and its bytes count as written; a
   * failure of it is that of the next one. Shutting it down closes the stream.
   *
   * @param stream where the bytes go
   * @return the writer; it is for tasks of a runtime
   */
  public static AsyncWrite writer(OutputStream stream) {
    return new StreamWriter(stream);
  }
}
