package dev.weft.io;

import dev.weft.CancelSafe;
import dev.weft.Future;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Where bytes come from: a socket, a file, the output of a child process, the other end of a pipe.
 *
 * <p>One task reads at a time. The buffer belongs to the read until its future has ended or was
 * cancelled.
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/io/trait.AsyncRead.html">Tokio's AsyncRead</a>
 */
@FunctionalInterface
public interface AsyncRead {
  /**
   * Reads some bytes, as soon as there are any: at least one, unless the buffer has no room.
   *
   * <p>Cancel-safe: what was read lies in the buffer, behind its position, or else is still to be
   * read.
   *
   * @param target the bytes are put behind its position, which moves on
   * @return how many; -1 at the end; 0 if the buffer has no room, at once
   * @throws IOException through the future, if they can't be read
   */
  @CancelSafe
  Future<Integer> read(ByteBuffer target) throws IOException;
}
