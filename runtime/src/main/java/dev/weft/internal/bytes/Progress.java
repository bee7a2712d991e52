package dev.weft.internal.bytes;

import dev.weft.io.AsyncRead;
import dev.weft.io.AsyncWrite;
import java.io.EOFException;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How much a read or a write has moved, once it is known that it did move something. */
public final class Progress {
  private Progress() {}

  /**
   * What a read into a buffer with room has given.
   *
   * @param answer what the future gave
   * @param source for messages
   * @return the number of bytes; -1 at the end
   * @throws IOException if it read nothing, which would never end
   */
  public static int ofRead(@Nullable Object answer, AsyncRead source) throws IOException {
    int count = count(answer);
    if (count == 0) {
      throw new IOException(
          "a read gave 0 though its buffer had room; it is to wait for a byte, or to give -1 at"
              + " the end: "
              + source);
    }
    return count;
  }

  /**
   * What a write of some bytes has given.
   *
   * @param answer what the future gave
   * @param target for messages
   * @return the number of bytes
   * @throws IOException if it wrote nothing, which would never end
   */
  public static long ofWrite(@Nullable Object answer, AsyncWrite target) throws IOException {
    long count = ((Number) Objects.requireNonNull(answer, "a write gave null")).longValue();
    if (count <= 0) {
      throw new IOException(
          "a write took none of its bytes; there is no room for them any more in " + target);
    }
    return count;
  }

  private static int count(@Nullable Object answer) {
    return (Integer) Objects.requireNonNull(answer, "a read gave null");
  }

  /** The failure of who needs more bytes than there were. */
  public static EOFException endedAfter(long count, long wanted) {
    return new EOFException(
        "the input has ended after " + count + " of the " + wanted + " bytes that were wanted");
  }
}
