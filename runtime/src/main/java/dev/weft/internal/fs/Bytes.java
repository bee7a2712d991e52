package dev.weft.internal.fs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * Moves bytes between channels and arrays.
 *
 * <p>It does so by slices: the JDK copies each to memory outside of the heap that the thread keeps
 * from then on, as much as the largest slice it has seen.
 */
final class Bytes {
  private static final int SLICE = 1 << 17;

  /** What is tried where the file doesn't say how much there is, as those of {@code /proc}. */
  private static final int UNKNOWN = 1 << 13;

  private Bytes() {}

  /**
   * Reads as much as there is, from a place on.
   *
   * @param most how much at most
   * @param beyond how many bytes more than the file says there are to ask for
   * @return the bytes; null at the end
   */
  static @Nullable ByteBuffer read(FileChannel channel, long at, int most, int beyond)
      throws IOException {
    long left = channel.size() - at;
    int want = (int) Math.min(most, left > 0 ? left + beyond : UNKNOWN);
    ByteBuffer bytes = ByteBuffer.allocate(want);
    int count = 0;
    while (bytes.position() < want && count >= 0) {
      bytes.limit(Math.min(want, bytes.position() + SLICE));
      count = channel.read(bytes, at + bytes.position());
    }
    return bytes.position() == 0 ? null : bytes.flip();
  }

  /** Reads what comes, from a channel without places. */
  static @Nullable ByteBuffer readNext(FileChannel channel, int most) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.min(most, SLICE));
    return channel.read(bytes) < 0 ? null : bytes.flip();
  }

  /** Writes all bytes from a place on; the buffer's position tells how many were. */
  static void write(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
    int end = bytes.limit();
    while (bytes.position() < end) {
      bytes.limit(Math.min(end, bytes.position() + SLICE));
      int unused = channel.write(bytes, at + bytes.position());
    }
  }

  /** Writes all bytes where the channel puts them; the buffer's position tells how many were. */
  static void writeNext(FileChannel channel, ByteBuffer bytes) throws IOException {
    int end = bytes.limit();
    while (bytes.position() < end) {
      bytes.limit(Math.min(end, bytes.position() + SLICE));
      int unused = channel.write(bytes);
    }
  }
}
