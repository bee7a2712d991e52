package dev.weft.net;

import dev.weft.Poll;
import dev.weft.internal.io.Attempt;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Writes until a buffer is empty: one future, however often it has to wait. */
final class StreamWriteAll extends Attempt<Void> {
  private final SocketStream stream;
  private final ByteBuffer source;

  StreamWriteAll(SocketStream stream, ByteBuffer source) {
    super(stream.socket.writes());
    this.stream = stream;
    this.source = source;
  }

  @Override
  protected @Nullable Object attempt() throws IOException {
    int unused = stream.tryWrite(source);
    return source.hasRemaining() ? Poll.PENDING : null;
  }

  @Override
  public String toString() {
    return "writeAll to " + stream.remoteName();
  }
}
