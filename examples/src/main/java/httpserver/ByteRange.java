package httpserver;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a file.
 *
 * @param begin its first byte
 * @param end the byte behind its last one
 */
record ByteRange(long begin, long end) {
  /** The part of a file that is shorter than that. */
  static final ByteRange NONE = new ByteRange(0, 0);

  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /**
   * What a client asks for.
   *
   * @param field what it says
   * @param size how long the file is
   * @return {@link #NONE} if the file has no such part; null if the client is to get the whole,
   *     since it asks for several parts or for none that can be understood
   */
  static ByteRange parse(String field, long size) {
    Matcher matcher = ONE.matcher(field);
    if (!matcher.matches()) {
      return null;
    }
    String first = matcher.group(1);
    String last = matcher.group(2);
    if (first.isEmpty()) {
      return last.isEmpty() ? null : suffix(Long.parseLong(last), size);
    }
    long begin = Long.parseLong(first);
    long end = last.isEmpty() ? size : Math.min(Long.parseLong(last) + 1, size);
    if (!last.isEmpty() && Long.parseLong(last) < begin) {
      return null;
    }
    return begin < size ? new ByteRange(begin, end) : NONE;
  }

  private static ByteRange suffix(long length, long size) {
    return length == 0 || size == 0 ? NONE : new ByteRange(Math.max(0, size - length), size);
  }

  long length() {
    return end - begin;
  }

  /** As a response tells it. */
  String contentRange(long size) {
    return "bytes " + begin + "-" + (end - 1) + "/" + size;
  }
}
