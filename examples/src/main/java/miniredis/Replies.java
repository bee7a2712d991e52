package miniredis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Replies that wait to be written, all in one piece. */
final class Replies {
  private static final int SMALL = 1024;
  private static final int LARGE = 64 * 1024;

  private byte[] bytes = new byte[SMALL];
  private int size;

  /** A reply by itself. */
  static byte[] encode(List<String> texts) {
    Replies replies = new Replies();
    replies.bulks(texts);
    return Arrays.copyOf(replies.bytes, replies.size);
  }

  void ok() {
    simple("OK");
  }

  void simple(String text) {
    line('+', text);
  }

  /** An error, in one line. */
  void error(String text) {
    int length = text.length();
    while (length > 0 && "\r\n".indexOf(text.charAt(length - 1)) >= 0) {
      length--;
    }
    line('-', text.substring(0, length).replace('\r', ' ').replace('\n', ' '));
  }

  void integer(long value) {
    line(':', Long.toString(value));
  }

  /** Bytes, or the absence of any if they are null. */
  void bulk(String text) {
    if (text == null) {
      line('$', "-1");
    } else {
      line('$', Integer.toString(text.length()));
      append(text);
      endLine();
    }
  }

  /** The beginning of an array, whose elements follow. */
  void array(int length) {
    line('*', Integer.toString(length));
  }

  void nullArray() {
    line('*', "-1");
  }

  void bulks(List<String> texts) {
    array(texts.size());
    texts.forEach(this::bulk);
  }

  /** A reply that is encoded already. */
  void encoded(byte[] reply) {
    byte[] target = withRoom(reply.length);
    System.arraycopy(reply, 0, target, size, reply.length);
    size += reply.length;
  }

  private void line(char kind, String text) {
    withRoom(1)[size++] = (byte) kind;
    append(text);
    endLine();
  }

  private void endLine() {
    byte[] target = withRoom(2);
    target[size++] = '\r';
    target[size++] = '\n';
  }

  private void append(String text) {
    encoded(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private byte[] withRoom(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), 2 * bytes.length));
    }
    return bytes;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Whether there are so many that they had better be written before there are more. */
  boolean areMany() {
    return size >= LARGE;
  }

  /** All replies, to be written before there are new ones. */
  ByteBuffer take() {
    ByteBuffer all = ByteBuffer.wrap(bytes, 0, size);
    size = 0;
    if (bytes.length > LARGE) {
      bytes = new byte[SMALL];
    }
    return all;
  }
}
