package dev.weft.net;

import dev.weft.Poll;
import dev.weft.internal.io.Attempt;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Writes of several buffers what there is room for. */
final class StreamGather extends Attempt<Long> {
  private final SocketStream stream;
  private final ByteBuffer[] sources;

  StreamGather(SocketStream stream, ByteBuffer[] sources) {
    super(stream.socket.writes());
    this.stream = stream;
    this.sources = sources;
  }

  @Override
  protected @Nullable Object attempt() throws IOException {
    long count;
    try {
      count = stream.socket.write(sources);
    } catch (IOException e) {
      throw stream.failed("writing to", e);
    }
    return count == 0 && !isEmpty() ? Poll.PENDING : (Object) count;
  }

  private boolean isEmpty() {
    for (ByteBuffer source : sources) {
      if (source.hasRemaining()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return "write to " + stream.remoteName();
  }
}
