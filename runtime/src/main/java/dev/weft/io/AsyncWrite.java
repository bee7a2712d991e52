package dev.weft.io;

import dev.weft.CancelSafe;
import dev.weft.CancelUnsafe;
import dev.weft.Future;
import dev.weft.Weft;
import dev.weft.internal.bytes.Frames;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Where bytes go to: a socket, a file, the input of a child process, the other end of a pipe.
 *
 * <p>One task writes at a time. The buffer belongs to the write until its future has ended or was
 * cancelled.
 *
 * <p>A class of one's own has the methods {@link #write(ByteBuffer)}, {@link #flush} and {@link
 * #shutdown}, which may be async methods. The others are made of them.
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/io/trait.AsyncWrite.html">Tokio's AsyncWrite</a>
 */
public interface AsyncWrite {
  /**
   * Writes some bytes, as soon as there is room: at least one, unless there is none to write.
   *
   * <p>Cancel-safe: the buffer's position tells what was written.
   *
   * @param source the bytes from its position on, which moves on
   * @return how many; 0 if there is none to write, at once
   * @throws IOException through the future, if they can't be written
   */
  @CancelSafe
  Future<Integer> write(ByteBuffer source) throws IOException;

  /**
   * Writes some bytes of several buffers, as soon as there is room: at least one, unless there is
   * none to write. This one writes bytes of the first that has any; what can do it in one step,
   * such as a socket, writes of several.
   *
   * <p>Cancel-safe: the positions of the buffers tell what was written.
   *
   * @param sources the bytes from their positions on, which move on, one buffer after the other
   * @return how many; 0 if there is none to write, at once
   * @throws IOException through the future, if they can't be written
   */
  @CancelSafe
  default Future<Long> write(ByteBuffer[] sources) throws IOException {
    for (ByteBuffer source : sources) {
      if (source.hasRemaining()) {
        return write(source).map(Integer::longValue);
      }
    }
    return Weft.ready(0L);
  }

  /**
   * Writes all bytes of a buffer.
   *
   * <p>Cancel-safe: the buffer's position tells what was written, and a further call with the same
   * buffer goes on from there.
   *
   * @param source the bytes from its position on, which moves up to its limit
   * @return a future of the end
   * @throws IOException through the future, if they can't be written
   */
  @CancelSafe
  default Future<Void> writeAll(ByteBuffer source) throws IOException {
    return Frames.of(new WriteAll(this, source));
  }

  /**
   * Writes bytes.
   *
   * @param source the bytes, which aren't copied before they are written
   * @return a future of the end
   * @throws IOException through the future, if they can't be written
   */
  @CancelUnsafe("the number of bytes that it has written")
  default Future<Void> writeAll(byte[] source) throws IOException {
    return writeAll(ByteBuffer.wrap(source));
  }

  /**
   * Writes all bytes of several buffers, one after the other.
   *
   * <p>Cancel-safe: the positions of the buffers tell what was written, and a further call with the
   * same buffers goes on from there.
   *
   * @param sources the bytes from their positions on, which move up to their limits
   * @return a future of the end
   * @throws IOException through the future, if they can't be written
   */
  @CancelSafe
  default Future<Void> writeAll(ByteBuffer[] sources) throws IOException {
    return Frames.of(new WriteAllOf(this, sources.clone()));
  }

  /**
   * Has all bytes that were written so far go on to where they are to go, as far as this can tell:
   * those that a buffer of this one has kept back.
   *
   * <p>Cancel-safe: a further call goes on with what is left.
   *
   * @return a future of the end
   * @throws IOException through the future, if they can't be written
   */
  @CancelSafe
  Future<Void> flush() throws IOException;

  /**
   * Ends what is written: flushes it, and tells the reader that there is no more. Idempotent.
   * Nothing can be written afterwards; what can be read stays readable.
   *
   * <p>Cancel-safe: a further call goes on where this one was.
   *
   * @return a future of the end
   * @throws IOException through the future, if something can't be written
   */
  @CancelSafe
  Future<Void> shutdown() throws IOException;

  /**
   * An output that takes all bytes and keeps none.
   *
   * @return always the same
   */
  static AsyncWrite sink() {
    return Nowhere.INSTANCE;
  }
}
