package dev.weft.io;

import dev.weft.CancelSafe;
import dev.weft.CancelUnsafe;
import dev.weft.Future;
import dev.weft.internal.bytes.Frames;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Where bytes come from: a socket, a file, the output of a child process, the other end of a pipe.
 *
 * <p>One task reads at a time. The buffer belongs to the read until its future has ended or was
 * cancelled.
 *
 * <p>A class of one's own has the one method {@link #read}, which may be an async method. It waits
 * for a byte where there is none, and gives -1 at the end, again and again. The other methods are
 * made of it.
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

  /**
   * Reads until a buffer is full.
   *
   * <p>Cancel-safe: what was read lies in the buffer, behind its position, and a further call with
   * the same buffer goes on from there.
   *
   * @param target the bytes are put behind its position, which moves up to its limit
   * @return a future of the end
   * @throws EOFException through the future, if the input ends before; what came until then lies in
   *     the buffer
   * @throws IOException through the future, if they can't be read
   */
  @CancelSafe
  default Future<Void> readFully(ByteBuffer target) throws IOException {
    return Frames.of(new ReadFully(this, target));
  }

  /**
   * Reads so many bytes. Memory is taken as they come.
   *
   * @param count how many
   * @return a future of as many bytes
   * @throws EOFException through the future, if the input ends before
   * @throws IOException through the future, if they can't be read
   * @throws IllegalArgumentException if the count is negative
   */
  @CancelUnsafe("the bytes that it has read")
  default Future<byte[]> readFully(int count) throws IOException {
    if (count < 0) {
      throw new IllegalArgumentException("the count must not be negative: " + count);
    }
    return Frames.of(new ReadCount(this, count));
  }

  /**
   * Reads all bytes until the end, however many: from a peer that isn't trusted rather with a
   * {@linkplain #readToEnd(int) limit}.
   *
   * @return a future of the bytes, which are none at the end
   * @throws IOException through the future, if they can't be read
   */
  @CancelUnsafe("the bytes that it has read")
  default Future<byte[]> readToEnd() throws IOException {
    return readToEnd(Integer.MAX_VALUE);
  }

  /**
   * Reads all bytes until the end, if they are no more than so many.
   *
   * @param limit how many there may be
   * @return a future of the bytes, which are none at the end
   * @throws TooLongException through the future, if there are more; one more was read then
   * @throws IOException through the future, if they can't be read
   * @throws IllegalArgumentException if the limit is negative
   */
  @CancelUnsafe("the bytes that it has read")
  default Future<byte[]> readToEnd(int limit) throws IOException {
    return Frames.of(new ReadToEnd.Bytes(this, Frames.checkedLimit(limit)));
  }

  /**
   * Reads all bytes until the end as a text in UTF-8, however many: from a peer that isn't trusted
   * rather with a {@linkplain #readToString(Charset, int) limit}.
   *
   * @return a future of the text
   * @throws MalformedTextException through the future, if they aren't UTF-8
   * @throws IOException through the future, if they can't be read
   */
  @CancelUnsafe("the bytes that it has read")
  default Future<String> readToString() throws IOException {
    return readToString(StandardCharsets.UTF_8, Integer.MAX_VALUE);
  }

  /**
   * Reads all bytes until the end as a text, if they are no more than so many.
   *
   * @param charset what they are a text in
   * @param limit how many bytes there may be
   * @return a future of the text
   * @throws MalformedTextException through the future, if they aren't text in that charset
   * @throws TooLongException through the future, if there are more bytes
   * @throws IOException through the future, if they can't be read
   * @throws IllegalArgumentException if the limit is negative
   */
  @CancelUnsafe("the bytes that it has read")
  default Future<String> readToString(Charset charset, int limit) throws IOException {
    Objects.requireNonNull(charset, "charset");
    return Frames.of(new ReadText(this, charset, Frames.checkedLimit(limit)));
  }

  /**
   * Reads all bytes until the end and writes them to something, which is flushed at the end, and
   * whenever there is nothing to read for the moment: what is behind a buffered writer isn't kept
   * waiting. Neither side is closed or shut down. Back-pressure holds: no more than 8 KiB are read
   * before they are written.
   *
   * @param target where they go
   * @return a future of the number of bytes
   * @throws IOException through the future, if they can't be read or written
   * @see <a href="https://docs.rs/tokio/latest/tokio/io/fn.copy.html">Tokio's copy</a>
   */
  @CancelUnsafe("the bytes that it has read and not written, and how many it has written")
  default Future<Long> copyTo(AsyncWrite target) throws IOException {
    return Frames.of(new Copy(this, target));
  }

  /**
   * The next bytes of this as an input of their own, which ends behind them. What isn't read of it
   * stays here.
   *
   * @param limit how many there are at most
   * @return the input; closing this stays with whoever has it
   * @throws IllegalArgumentException if the limit is negative
   */
  default AsyncRead take(long limit) {
    return new LimitedRead(this, limit);
  }

  /**
   * The bytes of this and then those of another input.
   *
   * @param next is read when this has ended
   * @return the input; closing both stays with whoever has them
   */
  default AsyncRead chain(AsyncRead next) {
    return new ChainedRead(this, next);
  }

  /**
   * An input without a byte.
   *
   * @return always the same
   */
  static AsyncRead empty() {
    return Nowhere.INSTANCE;
  }
}
