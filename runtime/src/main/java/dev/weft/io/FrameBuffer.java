package dev.weft.io;

import dev.weft.internal.bytes.Gathered;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The bytes that encoders put together, as many as it takes. Numbers are in big-endian order; for
 * another one, {@code Integer.reverseBytes} and its like turn them round.
 *
 * <pre>{@code
 * Encoder<Point> encoder = (point, out) -> out.putInt(point.x()).putInt(point.y());
 * }</pre>
 */
public final class FrameBuffer {
  private static final int FIRST = 512;

  /** Kept when all is written; a larger one isn't. */
  private static final int KEPT = 64 * 1024;

  /** What isn't written yet lies between {@link #written} and its position. */
  private ByteBuffer bytes = ByteBuffer.allocate(0);

  private int written;

  FrameBuffer() {}

  private ByteBuffer room(int count) {
    if (bytes.remaining() < count) {
      grow(count);
    }
    return bytes;
  }

  private void grow(int count) {
    long needed = (long) size() + count;
    if (needed > Gathered.MOST) {
      throw new IllegalStateException(
          "%d bytes that wait to be written are more than a buffer holds".formatted(needed));
    }
    long capacity = Math.max(Math.max(FIRST, needed), Math.min(2L * size(), Gathered.MOST));
    bytes = ByteBuffer.allocate((int) capacity).put(unwritten());
    written = 0;
  }

  /**
   * Puts a byte.
   *
   * @param value the byte
   * @return this
   */
  public FrameBuffer put(byte value) {
    room(Byte.BYTES).put(value);
    return this;
  }

  /**
   * Puts bytes.
   *
   * @param source the bytes, which are copied
   * @return this
   */
  public FrameBuffer put(byte[] source) {
    room(source.length).put(source);
    return this;
  }

  /**
   * Puts the bytes of a buffer.
   *
   * @param source the bytes, which are copied, and are still in the buffer afterwards
   * @return this
   */
  public FrameBuffer put(ByteBuffer source) {
    room(source.remaining()).put(source.duplicate());
    return this;
  }

  /**
   * Puts a text in UTF-8.
   *
   * @param text the text
   * @return this
   */
  public FrameBuffer put(CharSequence text) {
    return put(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Puts two bytes.
   *
   * @param value the number
   * @return this
   */
  public FrameBuffer putShort(short value) {
    room(Short.BYTES).putShort(value);
    return this;
  }

  /**
   * Puts four bytes.
   *
   * @param value the number
   * @return this
   */
  public FrameBuffer putInt(int value) {
    room(Integer.BYTES).putInt(value);
    return this;
  }

  /**
   * Puts eight bytes.
   *
   * @param value the number
   * @return this
   */
  public FrameBuffer putLong(long value) {
    room(Long.BYTES).putLong(value);
    return this;
  }

  /**
   * How many bytes wait here.
   *
   * @return those of this frame and of frames before it that aren't written yet
   */
  public int size() {
    return bytes.position() - written;
  }

  /** Takes back what was put behind the first so many. */
  void truncate(int size) {
    bytes.position(written + size);
  }

  /** What waits. Who writes it tells how much that was. */
  ByteBuffer unwritten() {
    return bytes.duplicate().flip().position(written);
  }

  /** So many bytes wait no more. */
  void drop(int count) {
    written += count;
    if (size() == 0) {
      written = 0;
      bytes = bytes.capacity() > KEPT ? ByteBuffer.allocate(0) : bytes.clear();
    }
  }
}
