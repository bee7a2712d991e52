package httpserver;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.eclipse.jetty.http.HttpHeader;

/** Bytes that wait to be written, all in one piece. */
final class Output {
  private static final int SMALL = 1024;
  private static final int LARGE = 64 * 1024;
  private static final byte[] LINE_END = ascii("\r\n");
  private static final byte[] LAST_CHUNK = ascii("0\r\n\r\n");
  private static final byte[] CONTINUE = ascii("HTTP/1.1 100 Continue\r\n\r\n");

  private byte[] bytes = new byte[SMALL];
  private int size;

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Has the client send the body that it keeps back. */
  void goOn() {
    append(CONTINUE);
  }

  /** The beginning of a head: the status line, and the fields that all responses have. */
  void status(int status) {
    append(StatusLines.of(status));
    append(DateField.now());
  }

  void field(HttpHeader name, String value) {
    append(ascii(name.asString()));
    append(ascii(": "));
    append(ascii(value));
    append(LINE_END);
  }

  /** The empty line behind the fields. */
  void endOfHead() {
    append(LINE_END);
  }

  /** A part of a body in chunks, which isn't empty. */
  void chunk(ByteBuffer part) {
    append(ascii(Integer.toHexString(part.remaining())));
    append(LINE_END);
    append(part);
    append(LINE_END);
  }

  void lastChunk() {
    append(LAST_CHUNK);
  }

  void append(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
  }

  void append(ByteBuffer more) {
    int count = more.remaining();
    reserve(count);
    more.get(bytes, size, count);
    size += count;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), 2 * bytes.length));
    }
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Whether there is so much that it had better be written before there is more. */
  boolean isLarge() {
    return size >= LARGE;
  }

  /** All of it, to be written before there is more. */
  ByteBuffer take() {
    ByteBuffer all = ByteBuffer.wrap(bytes, 0, size);
    size = 0;
    if (bytes.length > LARGE) {
      bytes = new byte[SMALL];
    }
    return all;
  }
}
