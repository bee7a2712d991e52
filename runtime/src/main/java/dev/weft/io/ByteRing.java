package dev.weft.io;

import java.nio.ByteBuffer;

/**
 * Bytes in the order in which they came, up to a number. Memory is taken as it is needed, up to
 * that of as many bytes.
 */
final class ByteRing {
  private static final int FIRST = 1024;

  private final int capacity;
  private byte[] bytes = {};

  /** Where the first byte is. */
  private int head;

  private int size;

  ByteRing(int capacity) {
    this.capacity = capacity;
  }

  int size() {
    return size;
  }

  boolean isFull() {
    return size == capacity;
  }

  /** Puts in as many bytes as there is room for; returns how many. */
  int put(ByteBuffer source) {
    int count = Math.min(source.remaining(), capacity - size);
    makeRoom(size + count);
    int tail = wrapped(head + size);
    int first = Math.min(count, bytes.length - tail);
    source.get(bytes, tail, first);
    source.get(bytes, 0, count - first);
    size += count;
    return count;
  }

  /** Takes out as many bytes as the target has room for; returns how many. */
  int take(ByteBuffer target) {
    int count = Math.min(target.remaining(), size);
    int first = Math.min(count, bytes.length - head);
    target.put(bytes, head, first);
    target.put(bytes, 0, count - first);
    size -= count;
    head = size == 0 ? 0 : wrapped(head + count);
    return count;
  }

  void clear() {
    bytes = new byte[0];
    head = 0;
    size = 0;
  }

  private int wrapped(int index) {
    return index < bytes.length ? index : index - bytes.length;
  }

  private void makeRoom(int needed) {
    if (needed <= bytes.length) {
      return;
    }
    long grown = Math.max(Math.max(FIRST, 2L * bytes.length), needed);
    byte[] larger = new byte[(int) Math.min(capacity, grown)];
    int first = Math.min(size, bytes.length - head);
    System.arraycopy(bytes, head, larger, 0, first);
    System.arraycopy(bytes, 0, larger, first, size - first);
    bytes = larger;
    head = 0;
  }
}
