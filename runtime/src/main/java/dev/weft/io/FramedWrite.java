package dev.weft.io;

import dev.weft.AsyncCloseable;
import dev.weft.CancelSafe;
import dev.weft.CancelUnsafe;
import dev.weft.Future;
import dev.weft.internal.bytes.Frames;
import dev.weft.internal.bytes.Owned;
import dev.weft.internal.cleanup.Unclosed;
import java.io.IOException;
import java.util.Objects;

/**
 * Sends frames to an output.
 *
 * <pre>{@code
 * FramedWrite<CharSequence> replies = new FramedWrite<>(connection, new LinesCodec());
 * await(replies.send("ready"));
 * }</pre>
 *
 * <p>{@link #feed} only puts a frame among those that wait; {@link #flush} writes them, and {@link
 * #send} does both. While 8 KiB wait or more, {@code feed} writes them first: that is the
 * back-pressure. After a failure of the output the bytes that weren't written are still here.
 *
 * @param <T> the type of the frames
 * @see <a
 *     href="https://docs.rs/tokio-util/latest/tokio_util/codec/struct.FramedWrite.html">FramedWrite
 *     of tokio-util</a>
 */
public final class FramedWrite<T> implements AsyncCloseable, AutoCloseable {
  /** How many bytes may wait before a further frame waits for them to be written. */
  static final int BOUNDARY = 8 * 1024;

  final AsyncWrite target;
  final FrameBuffer out = new FrameBuffer();
  private final Encoder<? super T> encoder;
  private boolean closed;

  /**
   * Frames for an output.
   *
   * @param target where the bytes go; it is closed with this, if it can be
   * @param encoder what makes bytes of frames, which is this one's alone
   */
  public FramedWrite(AsyncWrite target, Encoder<? super T> encoder) {
    this.target = Objects.requireNonNull(target, "target");
    this.encoder = Objects.requireNonNull(encoder, "encoder");
  }

  /**
   * Puts a frame among those that wait to be written. Cancel-safe: one that is cancelled has not
   * taken the frame.
   *
   * @param frame the frame
   * @return a lazy future of the end
   * @throws IOException through the future, if frames before it can't be written, or this one can't
   *     be encoded; then it isn't taken
   */
  @CancelSafe
  public Future<Void> feed(T frame) throws IOException {
    return Frames.of(new SendFrames<>(this, frame, SendFrames.End.NONE));
  }

  /**
   * Sends a frame, and all that wait before it.
   *
   * @param frame the frame
   * @return a lazy future of the end
   * @throws IOException through the future, if it can't be encoded or written
   */
  @CancelUnsafe("whether the frame waits to be written: a flush may send it")
  public Future<Void> send(T frame) throws IOException {
    return Frames.of(new SendFrames<>(this, frame, SendFrames.End.FLUSH));
  }

  /**
   * Writes all frames that wait, and flushes the output. Cancel-safe: a further call goes on with
   * what is left.
   *
   * @return a lazy future of the end
   * @throws IOException through the future, if they can't be written
   */
  @CancelSafe
  public Future<Void> flush() throws IOException {
    return Frames.of(new SendFrames<>(this, null, SendFrames.End.FLUSH));
  }

  /**
   * Writes all frames that wait, and ends the output. Idempotent. Cancel-safe: a further call goes
   * on with what is left.
   *
   * @return a lazy future of the end
   * @throws IOException through the future, if they can't be written
   */
  @CancelSafe
  public Future<Void> shutdown() throws IOException {
    return Frames.of(new SendFrames<>(this, null, SendFrames.End.SHUTDOWN));
  }

  /** Writes all frames that wait, ends the output, and closes it, if it can be closed. */
  @Override
  @CancelSafe
  public Future<Void> closeAsync() {
    return Frames.of(new SendFrames<>(this, null, SendFrames.End.CLOSE));
  }

  void encode(T frame) throws IOException {
    int before = out.size();
    try {
      encoder.encode(frame, out);
    } catch (Throwable t) {
      out.truncate(before);
      throw t;
    }
  }

  boolean isClosed() {
    return closed;
  }

  /**
   * Closes the output, if it can be closed. What waits to be written is lost, and a warning says
   * how much that was. Idempotent; never blocks if closing the output doesn't.
   *
   * @throws IOException if the output can't be closed
   */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    if (out.size() > 0) {
      Unclosed.warn(
          out.size()
              + " bytes of frames for "
              + target
              + " are lost, as it was closed before they were flushed; await flush(), shutdown() or"
              + " closeAsync() first");
    }
    Owned.close(target);
  }

  @Override
  public String toString() {
    return "frames for " + target;
  }
}
