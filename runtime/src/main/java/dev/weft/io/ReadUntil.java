package dev.weft.io;

import dev.weft.Future;
import dev.weft.internal.bytes.Intake;
import dev.weft.internal.bytes.Steps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads until there is a delimiter in a buffer, and takes what is up to it. */
abstract class ReadUntil extends Steps {
  final Intake in;
  private final byte delimiter;
  private final int limit;

  /** Among so many bytes the delimiter isn't. */
  private int searched;

  /** How many bytes there are up to the delimiter or the end, once it is known; -1 before. */
  private int length = -1;

  private boolean ended;

  ReadUntil(Intake in, byte delimiter, int limit) {
    this.in = in;
    this.delimiter = delimiter;
    this.limit = limit;
  }

  /** What to make of the bytes. They are taken already. */
  abstract Object of(ByteBuffer bytes) throws IOException;

  /** How many of the bytes don't count against the limit. */
  abstract int uncounted(ByteBuffer bytes);

  /** What it is, for messages. */
  abstract String name();

  @Override
  protected @Nullable Future<?> next() throws IOException {
    int available = in.unread().remaining();
    int found = in.indexOf(delimiter, searched);
    searched = available;
    if (found >= 0) {
      length = found + 1;
    } else if (ended) {
      length = available;
    } else if (available > limit + 2L) {
      throw tooLong();
    }
    return length < 0 ? in.fill() : null;
  }

  private TooLongException tooLong() {
    return new TooLongException(
        name()
            + " that begins at byte "
            + in.taken()
            + " of the input is longer than the limit of "
            + limit
            + " bytes",
        limit);
  }

  @Override
  protected void accept(@Nullable Object answer) throws IOException {
    ended = in.filled(answer);
  }

  @Override
  protected @Nullable Object finish() throws IOException {
    ByteBuffer unread = in.unread();
    if (length == 0) {
      return null;
    }
    ByteBuffer bytes = unread.slice(unread.position(), length);
    if (length - uncounted(bytes) > limit) {
      throw tooLong();
    }
    unread.position(unread.position() + length);
    return of(bytes);
  }

  @Override
  public String toString() {
    return name() + " of " + in.source();
  }

  private static boolean endsWith(ByteBuffer bytes, int before, byte wanted) {
    int last = bytes.limit() - 1 - before;
    return last >= 0 && bytes.get(last) == wanted;
  }

  /** The bytes with the delimiter. */
  static final class Bytes extends ReadUntil {
    private final byte last;

    Bytes(Intake in, byte delimiter, int limit) {
      super(in, delimiter, limit);
      last = delimiter;
    }

    @Override
    int uncounted(ByteBuffer bytes) {
      return endsWith(bytes, 0, last) ? 1 : 0;
    }

    @Override
    Object of(ByteBuffer bytes) {
      byte[] array = new byte[bytes.remaining()];
      bytes.get(array);
      return array;
    }

    @Override
    String name() {
      return "the part up to byte 0x%02X".formatted(last);
    }
  }

  /** The text without the line's end. */
  static final class Line extends ReadUntil {
    Line(Intake in, int limit) {
      super(in, (byte) '\n', limit);
    }

    @Override
    int uncounted(ByteBuffer bytes) {
      if (!endsWith(bytes, 0, (byte) '\n')) {
        return 0;
      }
      return endsWith(bytes, 1, (byte) '\r') ? 2 : 1;
    }

    @Override
    Object of(ByteBuffer bytes) throws IOException {
      long start = in.taken() - bytes.remaining();
      bytes.limit(bytes.limit() - uncounted(bytes));
      return Text.decode(bytes, StandardCharsets.UTF_8, start);
    }

    @Override
    String name() {
      return "the line";
    }
  }
}
