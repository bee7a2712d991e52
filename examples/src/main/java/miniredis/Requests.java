package miniredis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes requests out of the bytes that a client sends, however these are cut into pieces.
 *
 * <p>Keys and values are bytes. They are kept as strings in Latin-1, which the JVM stores as one
 * byte for each character, and which can be compared and hashed.
 */
final class Requests {
  private static final int MAX_LINE = 64 * 1024;
  private static final int MAX_BULK = 512 * 1024 * 1024;

  /** The arguments so far of a request that isn't complete; null between requests. */
  private List<String> arguments;

  /** How many of its arguments haven't come. */
  private int missing;

  /** The length of the argument that comes next; -1 if that isn't known yet. */
  private int length = -1;

  private int needed = 1;

  /**
   * Takes the next request.
   *
   * @param in what has come; its position moves on behind what was taken
   * @return the request, which may be empty; null if it hasn't come completely
   * @throws RedisError if the client doesn't keep to the protocol: nothing can be read behind that
   */
  List<String> next(ByteBuffer in) throws RedisError {
    needed = 1;
    if (arguments == null) {
      if (!in.hasRemaining()) {
        return null;
      }
      if (in.get(in.position()) != '*') {
        return line(in);
      }
      if (!readCount(in)) {
        return null;
      }
    }
    return readArguments(in) ? taken() : null;
  }

  /** How many bytes there must be before {@link #next} can go on. */
  int needed() {
    return needed;
  }

  private List<String> taken() {
    List<String> whole = arguments;
    arguments = null;
    return whole;
  }

  private boolean readCount(ByteBuffer in) throws RedisError {
    int end = endOfHeader(in, "mbulk");
    if (end < 0) {
      return false;
    }
    long count = header(in, end, Integer.MAX_VALUE, "invalid multibulk length");
    missing = (int) Math.max(count, 0);
    arguments = new ArrayList<>(Math.min(missing, 8));
    return true;
  }

  private boolean readArguments(ByteBuffer in) throws RedisError {
    while (missing > 0) {
      if (length < 0 && !readLength(in)) {
        return false;
      }
      if (in.remaining() < length + 2) {
        needed = length + 2;
        return false;
      }
      arguments.add(text(in, length));
      in.position(in.position() + 2);
      length = -1;
      missing--;
    }
    return true;
  }

  private boolean readLength(ByteBuffer in) throws RedisError {
    int end = endOfHeader(in, "bulk");
    if (end < 0) {
      return false;
    }
    byte kind = in.get(in.position());
    if (kind != '$') {
      throw protocol("expected '$', got '" + (char) (kind & 0xff) + "'");
    }
    long announced = header(in, end, MAX_BULK, "invalid bulk length");
    if (announced < 0) {
      throw protocol("invalid bulk length");
    }
    length = (int) announced;
    return true;
  }

  /** The position of the carriage return that ends a header; -1 if that, or what follows, lacks. */
  private int endOfHeader(ByteBuffer in, String kind) throws RedisError {
    for (int i = in.position(); i < in.limit(); i++) {
      if (in.get(i) == '\r') {
        return i + 1 < in.limit() ? i : lacksMore(in);
      }
    }
    if (in.remaining() > MAX_LINE) {
      throw protocol("too big " + kind + " count string");
    }
    return lacksMore(in);
  }

  private int lacksMore(ByteBuffer in) {
    needed = in.remaining() + 1;
    return -1;
  }

  /** Takes a header with its number. */
  private static long header(ByteBuffer in, int end, long limit, String otherwise)
      throws RedisError {
    long value = number(in, in.position() + 1, end, otherwise);
    if (value > limit) {
      throw protocol(otherwise);
    }
    in.position(end + 2);
    return value;
  }

  private static long number(ByteBuffer in, int begin, int end, String otherwise)
      throws RedisError {
    int first = begin < end ? in.get(begin) - '0' : -1;
    if (first >= 1 && first <= 9 && end - begin <= 9) {
      return digits(in, begin, end, otherwise);
    }
    try {
      return Numbers.parse(text(in.duplicate().position(begin), end - begin));
    } catch (RedisError e) {
      throw protocol(otherwise);
    }
  }

  private static long digits(ByteBuffer in, int begin, int end, String otherwise)
      throws RedisError {
    long value = 0;
    for (int i = begin; i < end; i++) {
      int digit = in.get(i) - '0';
      if (digit < 0 || digit > 9) {
        throw protocol(otherwise);
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /** A request as somebody types it. */
  private List<String> line(ByteBuffer in) throws RedisError {
    for (int i = in.position(); i < in.limit(); i++) {
      if (in.get(i) == '\n') {
        String line = text(in, i - in.position());
        in.position(i + 1);
        return InlineRequest.split(
            line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
      }
    }
    if (in.remaining() > MAX_LINE) {
      throw protocol("too big inline request");
    }
    needed = in.remaining() + 1;
    return null;
  }

  private static String text(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  static RedisError protocol(String what) {
    return RedisError.of("Protocol error: " + what);
  }
}
