package dev.weft.io;

import dev.weft.internal.bytes.Frames;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts bytes at a delimiter. A part that is too long is refused as soon as that is known, and the
 * rest of it is dropped as it comes: whoever goes on finds the next part.
 */
final class DelimitedParts {
  private final byte[] delimiter;
  private final int limit;

  /** How many bytes may come at the end of a part that don't count. */
  private final int slack;

  private final String name;

  /** Behind so many bytes no delimiter was found yet. */
  private int searched;

  /** Whether the rest of the part is dropped. */
  private boolean dropping;

  /** How many bytes were taken. */
  private long taken;

  /** The number of the part, from 1. */
  private long number = 1;

  DelimitedParts(byte[] delimiter, int limit, int slack, String name) {
    if (delimiter.length == 0) {
      throw new IllegalArgumentException("a delimiter has at least 1 byte");
    }
    this.delimiter = delimiter;
    this.limit = Frames.checkedLimit(limit);
    this.slack = slack;
    this.name = name;
  }

  /** How many bytes may be there without a delimiter. */
  int most() {
    return (int) Math.min(Integer.MAX_VALUE, (long) limit + slack + delimiter.length);
  }

  /** How many bytes were taken before those that were given last. */
  long offsetOf(ByteBuffer part) {
    return taken - delimiter.length - part.capacity();
  }

  /** A part without its delimiter; null if there is none. */
  @Nullable ByteBuffer next(ByteBuffer bytes) throws TooLongException {
    int found = find(bytes);
    if (dropping) {
      if (found < 0) {
        take(bytes, Math.max(0, bytes.remaining() - delimiter.length + 1));
        return null;
      }
      skip(bytes, found);
      found = find(bytes);
    }
    if (found >= 0) {
      ByteBuffer part = bytes.slice(bytes.position(), found);
      skip(bytes, found);
      return part;
    }
    if (bytes.remaining() > most() - 1) {
      dropping = true;
      throw tooLong(number);
    }
    return null;
  }

  /** What is left at the end; null if nothing is. */
  @Nullable ByteBuffer last(ByteBuffer bytes) {
    ByteBuffer part = dropping || !bytes.hasRemaining() ? null : bytes.slice();
    take(bytes, bytes.remaining());
    // As if a delimiter had come.
    taken += part == null ? 0 : delimiter.length;
    dropping = false;
    number++;
    return part;
  }

  private void skip(ByteBuffer bytes, int found) {
    take(bytes, found + delimiter.length);
    dropping = false;
    number++;
  }

  private void take(ByteBuffer bytes, int count) {
    bytes.position(bytes.position() + count);
    taken += count;
    searched = 0;
  }

  /** Refuses a part that was given, as it is longer than the limit without what doesn't count. */
  void refuseLonger(ByteBuffer part) throws TooLongException {
    if (part.remaining() > limit) {
      throw tooLong(number - 1);
    }
  }

  private TooLongException tooLong(long which) {
    return new TooLongException(
        "%s %d is longer than the limit of %d bytes".formatted(name, which, limit), limit);
  }

  /** Where the delimiter is, counted from the position; -1 if it isn't there. */
  private int find(ByteBuffer bytes) {
    int last = bytes.remaining() - delimiter.length;
    for (int i = searched; i <= last; i++) {
      if (isAt(bytes, bytes.position() + i)) {
        return i;
      }
    }
    searched = Math.max(0, last + 1);
    return -1;
  }

  private boolean isAt(ByteBuffer bytes, int index) {
    for (int i = 0; i < delimiter.length; i++) {
      if (bytes.get(index + i) != delimiter[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return name + "s up to " + Arrays.toString(delimiter);
  }
}
