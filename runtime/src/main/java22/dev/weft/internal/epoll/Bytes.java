package dev.weft.internal.epoll;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * Buffers on their way to and from the system: direct ones by their addresses, the others by way of
 * the thread's scratch memory, as the system can't be given memory that the collector moves.
 */
final class Bytes {
  private Bytes() {}

  /**
   * Receives into a buffer behind its position, which moves on.
   *
   * @param room how much at most
   * @return what the call has
   */
  static long receive(int fd, ByteBuffer target, int room) {
    if (target.isReadOnly()) {
      throw new IllegalArgumentException("a buffer that is to be read into is read-only");
    }
    if (room == 0) {
      return 0;
    }
    Scratch scratch = Scratch.ofThread();
    MemorySegment memory = target.isDirect() ? MemorySegment.ofBuffer(target) : scratch.large();
    long count = Libc.recv(fd, memory, room, scratch);
    if (count > 0) {
      took(target, memory, (int) count);
    }
    return count;
  }

  /** Moves bytes that have come to where they belong. */
  static void took(ByteBuffer target, MemorySegment memory, int count) {
    if (!target.isDirect()) {
      MemorySegment.copy(memory, 0, MemorySegment.ofBuffer(target), 0, count);
    }
    target.position(target.position() + count);
  }

  /**
   * Sends of a buffer from its position on, which moves on.
   *
   * @param length how much at most
   * @return what the call has
   */
  static long send(int fd, ByteBuffer source, int length) {
    if (length == 0) {
      return 0;
    }
    Scratch scratch = Scratch.ofThread();
    long count = Libc.send(fd, outgoing(source, length, scratch), length, scratch);
    if (count > 0) {
      source.position(source.position() + (int) count);
    }
    return count;
  }

  /** The memory that the system reads. */
  static MemorySegment outgoing(ByteBuffer source, int length, Scratch scratch) {
    MemorySegment content = MemorySegment.ofBuffer(source);
    if (source.isDirect()) {
      return content;
    }
    MemorySegment copy = scratch.large();
    MemorySegment.copy(content, JAVA_BYTE, 0, copy, JAVA_BYTE, 0, length);
    return copy;
  }
}
