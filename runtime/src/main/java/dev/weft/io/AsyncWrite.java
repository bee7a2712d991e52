package dev.weft.io;

import dev.weft.CancelSafe;
import dev.weft.Future;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Where bytes go to: a socket, a file, the input of a child process, the other end of a pipe.
 *
 * <p>One task writes at a time. The buffer belongs to the write until its future has ended or was
 * cancelled.
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
   * Has all bytes that were written so far go on to where they are to go, as far as this can tell:
   * those that a buffer of this one has kept back.
   *
   * @return a future of the end
   * @throws IOException through the future, if they can't be written
   */
  Future<Void> flush() throws IOException;

  /**
   * Ends what is written: flushes it, and tells the reader that there is no more. Idempotent.
   * Nothing can be written afterwards; what can be read stays readable.
   *
   * @return a future of the end
   * @throws IOException through the future, if something can't be written
   */
  Future<Void> shutdown() throws IOException;
}
