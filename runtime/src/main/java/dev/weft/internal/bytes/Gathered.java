package dev.weft.internal.bytes;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Bytes that were read into an array, which grows as they come: who announces a gigabyte and sends
 * nothing costs no gigabyte.
 */
public final class Gathered {
  private static final int FIRST = 8 * 1024;

  /** What every JVM can make. */
  public static final int MOST = Integer.MAX_VALUE - 8;

  private final int most;
  private ByteBuffer bytes;

  /**
   * No bytes.
   *
   * @param most for how many there may ever be room
   */
  public Gathered(int most) {
    this.most = most;
    bytes = ByteBuffer.allocate(Math.min(most, FIRST));
  }

  /** The buffer to read into; it has room unless this is full. */
  public ByteBuffer room() {
    if (!bytes.hasRemaining() && bytes.capacity() < most) {
      int size = (int) Math.min(most, 2L * bytes.capacity());
      bytes = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), size)).position(bytes.position());
    }
    return bytes;
  }

  /** How many there are. */
  public int size() {
    return bytes.position();
  }

  /** All bytes. To be called once, at the end. */
  public byte[] toArray() {
    return size() == bytes.capacity() ? bytes.array() : Arrays.copyOf(bytes.array(), size());
  }
}
