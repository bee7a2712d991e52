package dev.weft.io;

import dev.weft.AsyncStream;
import dev.weft.CancelSafe;
import dev.weft.Future;
import dev.weft.internal.bytes.Frames;
import dev.weft.internal.bytes.Intake;
import dev.weft.internal.bytes.Owned;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The frames of an input, as a stream.
 *
 * <pre>{@code
 * FramedRead<String> commands = new FramedRead<>(connection, LinesCodec.withLimit(1000));
 * for (String command : each(commands, IOException.class)) {
 *   run(command);
 * }
 * }</pre>
 *
 * <h2>Failures and ends</h2>
 *
 * <p>As in Tokio, a failure, of the decoder or of the input, is thrown by one {@code next()}; the
 * following one gives null; and the one after that goes on with the bytes that are left. So a loop
 * that catches failures ends, and one that wants to go on can. At the end of the input {@code
 * next()} gives null, and asks the input again when it is called again: there may be more, if it is
 * a file that grows.
 *
 * <p>An input that ends in the middle of a frame is a failure: {@link java.io.EOFException}.
 *
 * <p>What was read and isn't a whole frame stays here, also when a {@code next()} is cancelled, up
 * to the {@linkplain Decoder#limit limit} of the decoder. So a peer that sends a byte a minute
 * costs no more than those bytes; a {@code timeout} around {@code next()} loses none of them.
 *
 * @param <T> the type of the frames
 * @see <a
 *     href="https://docs.rs/tokio-util/latest/tokio_util/codec/struct.FramedRead.html">FramedRead
 *     of tokio-util</a>
 */
public final class FramedRead<T> implements AsyncStream<T>, AutoCloseable {
  private static final int BUFFER_SIZE = 8 * 1024;

  final Intake in;
  final Decoder<? extends T> decoder;

  /** Whether the next thing to give is the null behind a failure. */
  boolean failed;

  /** Whether the input has ended, and that wasn't said yet. */
  boolean ended;

  /**
   * The frames of an input.
   *
   * @param source where the bytes come from; it is closed with this, if it can be
   * @param decoder what makes frames of them, which is this one's alone
   */
  public FramedRead(AsyncRead source, Decoder<? extends T> decoder) {
    in = new Intake(source, BUFFER_SIZE);
    this.decoder = Objects.requireNonNull(decoder, "decoder");
  }

  /**
   * The next frame.
   *
   * @return a lazy future of the frame, or of null at the end and behind a failure
   */
  @Override
  @CancelSafe
  public Future<@Nullable T> next() {
    return Frames.ofNullable(new NextFrame(this));
  }

  /** Drops what isn't a whole frame, and closes the input, if it can be closed. */
  @Override
  @CancelSafe
  public Future<Void> closeAsync() {
    return new CloseNow(this);
  }

  /**
   * Drops what isn't a whole frame, and closes the input, if it can be closed.
   *
   * @throws IOException if the input can't be closed
   */
  @Override
  public void close() throws IOException {
    in.clear();
    Owned.close(in.source());
  }

  @Override
  public String toString() {
    return "frames of " + in.source();
  }
}
