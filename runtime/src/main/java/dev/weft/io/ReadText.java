package dev.weft.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;

/** Reads all bytes until the end, and makes a text of them. */
final class ReadText extends ReadToEnd {
  private final Charset charset;

  ReadText(AsyncRead source, Charset charset, int limit) {
    super(source, limit);
    this.charset = charset;
  }

  @Override
  Object of(byte[] all) throws IOException {
    return Text.decode(ByteBuffer.wrap(all), charset, 0);
  }
}
