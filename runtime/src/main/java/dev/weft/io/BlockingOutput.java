package dev.weft.io;

import dev.weft.internal.bytes.Owned;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A writer for code that blocks. */
final class BlockingOutput extends OutputStream {
  private final AsyncWrite writer;
  private boolean closed;

  BlockingOutput(AsyncWrite writer) {
    this.writer = Objects.requireNonNull(writer, "writer");
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    @Nullable Void unused = Joining.join(writer.writeAll(ByteBuffer.wrap(source, offset, length)));
  }

  @Override
  public void flush() throws IOException {
    @Nullable Void unused = Joining.join(writer.flush());
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      try {
        @Nullable Void unused = Joining.join(writer.shutdown());
      } finally {
        Owned.close(writer);
      }
    }
  }
}
