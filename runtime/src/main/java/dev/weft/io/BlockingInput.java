package dev.weft.io;

import dev.weft.internal.bytes.Owned;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/** A reader for code that blocks. */
final class BlockingInput extends InputStream {
  private final AsyncRead reader;

  BlockingInput(AsyncRead reader) {
    this.reader = Objects.requireNonNull(reader, "reader");
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return Joining.join(reader.read(ByteBuffer.wrap(target, offset, length)));
  }

  @Override
  public void close() throws IOException {
    Owned.close(reader);
  }
}
