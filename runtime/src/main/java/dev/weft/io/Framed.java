package dev.weft.io;

import dev.weft.AsyncStream;
import dev.weft.CancelSafe;
import dev.weft.CancelUnsafe;
import dev.weft.Future;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A connection over which frames go in both directions: a stream of those that come, with methods
 * to send others.
 *
 * <pre>{@code
 * Framed<String, CharSequence> lines = new Framed<>(connection, new LinesCodec());
 * for (String line : each(lines, IOException.class)) {
 *   await(lines.send("you said " + line));
 * }
 * await(lines.closeAsync());
 * }</pre>
 *
 * <p>{@link FramedRead} says what happens at failures and ends, and {@link FramedWrite} when frames
 * are written. One task may read while another one sends.
 *
 * @param <I> the type of the frames that come
 * @param <O> the type of the frames that are sent
 * @see <a href="https://docs.rs/tokio-util/latest/tokio_util/codec/struct.Framed.html">Framed of
 *     tokio-util</a>
 */
public final class Framed<I, O> implements AsyncStream<I>, AutoCloseable {
  private final FramedRead<I> reader;
  private final FramedWrite<O> writer;

  /**
   * Frames over a connection.
   *
   * @param connection where the bytes come from and go to; it is closed with this, if it can be
   * @param codec what makes frames of bytes and bytes of frames, which is this one's alone
   */
  public Framed(AsyncReadWrite connection, Codec<? extends I, ? super O> codec) {
    reader = new FramedRead<>(connection, codec);
    writer = new FramedWrite<>(connection, codec);
  }

  /**
   * The side that reads, for a task of its own. Closing it closes the connection.
   *
   * @return the frames that come
   */
  public FramedRead<I> reader() {
    return reader;
  }

  /**
   * The side that sends, for a task of its own. Closing it closes the connection.
   *
   * @return where frames are sent
   */
  public FramedWrite<O> writer() {
    return writer;
  }

  @Override
  @CancelSafe
  public Future<@Nullable I> next() {
    return reader.next();
  }

  /**
   * Puts a frame among those that wait to be written; see {@link FramedWrite#feed}.
   *
   * @param frame the frame
   * @return a lazy future of the end
   * @throws IOException through the future, if it is not taken
   */
  @CancelSafe
  public Future<Void> feed(O frame) throws IOException {
    return writer.feed(frame);
  }

  /**
   * Sends a frame, and all that wait before it.
   *
   * @param frame the frame
   * @return a lazy future of the end
   * @throws IOException through the future, if it can't be encoded or written
   */
  @CancelUnsafe("whether the frame waits to be written: a flush may send it")
  public Future<Void> send(O frame) throws IOException {
    return writer.send(frame);
  }

  /**
   * Writes all frames that wait, and flushes the connection.
   *
   * @return a lazy future of the end
   * @throws IOException through the future, if they can't be written
   */
  @CancelSafe
  public Future<Void> flush() throws IOException {
    return writer.flush();
  }

  /**
   * Writes all frames that wait, and ends what is sent; frames can still come.
   *
   * @return a lazy future of the end
   * @throws IOException through the future, if they can't be written
   */
  @CancelSafe
  public Future<Void> shutdown() throws IOException {
    return writer.shutdown();
  }

  /** Writes all frames that wait, ends what is sent, and closes the connection. */
  @Override
  @CancelSafe
  public Future<Void> closeAsync() {
    return writer.closeAsync();
  }

  /**
   * Closes the connection. What waits to be written is lost, and a warning says how much that was.
   * Idempotent; never blocks if closing the connection doesn't.
   *
   * @throws IOException if the connection can't be closed
   */
  @Override
  public void close() throws IOException {
    writer.close();
  }

  @Override
  public String toString() {
    return "frames over " + writer.target;
  }
}
