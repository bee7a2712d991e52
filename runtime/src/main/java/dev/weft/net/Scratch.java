package dev.weft.net;

import java.nio.ByteBuffer;

/**
 * A buffer of each thread for what is copied at once to one of the right size: engines insist on
 * room for the largest record, and connections are many.
 */
final class Scratch {
  private static final ThreadLocal<ByteBuffer> BUFFER =
      ThreadLocal.withInitial(() -> ByteBuffer.allocate(0));

  private Scratch() {}

  /** The thread's buffer, empty and with at least so much room, until it is asked for again. */
  static ByteBuffer ofSize(int size) {
    ByteBuffer buffer = BUFFER.get();
    if (buffer.capacity() < size) {
      buffer = ByteBuffer.allocate(size);
      BUFFER.set(buffer);
    }
    return buffer.clear();
  }
}
