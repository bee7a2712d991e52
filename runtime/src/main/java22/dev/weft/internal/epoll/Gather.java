package dev.weft.internal.epoll;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** A call that sends of several buffers: {@code msghdr} with an array of {@code iovec}. */
final class Gather {
  private static final int MOST = 64;
  private static final long PART = 16;
  private static final long HEADER = 56;
  private static final long PARTS_AT = 16;
  private static final long COUNT_AT = 24;

  private final MemorySegment memory;
  private final MemorySegment copies;
  private long copied;
  private int count;

  private Gather(MemorySegment memory, MemorySegment copies) {
    this.memory = memory;
    this.copies = copies;
  }

  /**
   * Sends of buffers from their positions on, which move on.
   *
   * @return what the call has
   */
  static long send(int fd, ByteBuffer[] sources) {
    try (Arena arena = Arena.ofConfined()) {
      Gather gather =
          new Gather(arena.allocate(HEADER + MOST * PART, Long.BYTES), Scratch.ofThread().large());
      gather.addAll(sources);
      long sent = gather.count == 0 ? 0 : Libc.sendmsg(fd, gather.memory);
      advance(sources, sent);
      return sent;
    }
  }

  /** As far as there is room: of a buffer in the heap maybe a part, and then none after it. */
  private void addAll(ByteBuffer[] sources) {
    for (ByteBuffer source : sources) {
      if (source.hasRemaining() && !add(MemorySegment.ofBuffer(source))) {
        break;
      }
    }
    memory.set(ADDRESS, PARTS_AT, memory.asSlice(HEADER));
    memory.set(JAVA_LONG, COUNT_AT, count);
  }

  /** Adds what is to be sent; false if nothing may follow. */
  private boolean add(MemorySegment content) {
    if (count == MOST) {
      return false;
    }
    if (content.isNative()) {
      put(content);
      return true;
    }
    long length = Math.min(content.byteSize(), Scratch.ROOM - copied);
    if (length > 0) {
      MemorySegment copy = copies.asSlice(copied, length);
      copy.copyFrom(content.asSlice(0, length));
      copied += length;
      put(copy);
    }
    return length == content.byteSize();
  }

  private void put(MemorySegment part) {
    memory.set(ADDRESS, HEADER + count * PART, part);
    memory.set(JAVA_LONG, HEADER + count * PART + ADDRESS.byteSize(), part.byteSize());
    count++;
  }

  private static void advance(ByteBuffer[] sources, long sent) {
    long left = sent;
    for (ByteBuffer source : sources) {
      if (left <= 0) {
        return;
      }
      int part = (int) Math.min(left, source.remaining());
      source.position(source.position() + part);
      left -= part;
    }
  }
}
