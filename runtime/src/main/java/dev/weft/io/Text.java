package dev.weft.io;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/** Bytes that are to be text. */
final class Text {
  private static final char REPLACEMENT = '\uFFFD';

  private Text() {}

  /**
   * The text of some bytes, none of which are replaced.
   *
   * @param bytes the bytes, all of which are taken
   * @param charset what they are text in
   * @param offset how many bytes came before them, for the message
   * @return the text
   * @throws MalformedTextException if they aren't text
   */
  static String decode(ByteBuffer bytes, Charset charset, long offset)
      throws MalformedTextException {
    byte[] array;
    int from = 0;
    int count = bytes.remaining();
    if (bytes.hasArray()) {
      array = bytes.array();
      from = bytes.arrayOffset() + bytes.position();
    } else {
      array = new byte[count];
      bytes.duplicate().get(array);
    }
    bytes.position(bytes.limit());
    // The constructor is many times faster than a decoder, but it replaces what is malformed.
    String text = new String(array, from, count, charset);
    if (text.indexOf(REPLACEMENT) >= 0) {
      refuseMalformed(ByteBuffer.wrap(array, from, count).slice(), charset, offset);
    }
    return text;
  }

  /** The text may well have a replacement character of its own. */
  private static void refuseMalformed(ByteBuffer bytes, Charset charset, long offset)
      throws MalformedTextException {
    CharsetDecoder decoder = charset.newDecoder();
    CharBuffer dropped = CharBuffer.allocate(1024);
    CoderResult result;
    do {
      dropped.clear();
      result = decoder.decode(bytes, dropped, true);
    } while (result.isOverflow());
    if (result.isError()) {
      int at = bytes.position();
      throw new MalformedTextException(charset, offset + at, bytes.get(at));
    }
  }
}
