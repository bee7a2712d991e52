package dev.weft.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Makes frames of bytes: messages, lines, or whatever a protocol is made of. It belongs to one
 * {@link FramedRead}, and may remember what it has seen.
 *
 * @param <T> the type of the frames
 * @see <a href="https://docs.rs/tokio-util/latest/tokio_util/codec/trait.Decoder.html">Decoder of
 *     tokio-util</a>
 */
public interface Decoder<T> {
  /** The most bytes that are kept for a frame which isn't complete: 8 MiB and a little more. */
  int DEFAULT_LIMIT = 8 * 1024 * 1024 + 1024;

  /**
   * Takes a frame out of the bytes that have come.
   *
   * @param bytes what has come and wasn't taken yet, in big-endian order. What this takes it moves
   *     the position past; the rest it is shown again, with more behind it. It must not keep the
   *     buffer
   * @return the frame, or null if there isn't a whole one; then part of it may have been taken
   *     already
   * @throws IOException if the bytes can't be a frame. Bytes that were taken before it was thrown
   *     are gone
   */
  @Nullable T decode(ByteBuffer bytes) throws IOException;

  /**
   * Takes a frame out of the bytes at the end of the input; called until it gives null. This one
   * takes what {@link #decode} takes, and refuses to leave anything behind.
   *
   * @param bytes what has come and wasn't taken yet; there will be no more
   * @return the frame, or null if there is none left
   * @throws EOFException if the input has ended in the middle of a frame
   * @throws IOException if the bytes can't be a frame
   */
  default @Nullable T decodeEnd(ByteBuffer bytes) throws IOException {
    T frame = decode(bytes);
    if (frame == null && bytes.hasRemaining()) {
      int left = bytes.remaining();
      bytes.position(bytes.limit());
      throw new EOFException(
          "the input has ended in the middle of a frame; " + left + " bytes of it have come");
    }
    return frame;
  }

  /**
   * How many bytes may be there without being a whole frame: a peer that sends more fails the
   * stream. Decoders with a limit of their own have this one above it.
   *
   * @return the number of bytes, {@link #DEFAULT_LIMIT} unless it is overridden
   */
  default int limit() {
    return DEFAULT_LIMIT;
  }
}
