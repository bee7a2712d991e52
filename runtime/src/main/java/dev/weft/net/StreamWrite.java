package dev.weft.net;

import dev.weft.Poll;
import dev.weft.internal.io.Attempt;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Writes what there is room for. */
final class StreamWrite extends Attempt<Integer> {
  private final SocketStream stream;
  private final ByteBuffer source;

  StreamWrite(SocketStream stream, ByteBuffer source) {
    super(stream.socket.writes());
    this.stream = stream;
    this.source = source;
  }

  @Override
  protected @Nullable Object attempt() throws IOException {
    int count = stream.tryWrite(source);
    return count == 0 && source.hasRemaining() ? Poll.PENDING : (Object) count;
  }

  @Override
  public String toString() {
    return "write to " + stream.remoteName();
  }
}
