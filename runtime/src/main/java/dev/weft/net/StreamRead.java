package dev.weft.net;

import dev.weft.Poll;
import dev.weft.internal.io.Attempt;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads what is there. */
final class StreamRead extends Attempt<Integer> {
  private final SocketStream stream;
  private final ByteBuffer target;

  StreamRead(SocketStream stream, ByteBuffer target) {
    super(stream.socket.reads());
    this.stream = stream;
    this.target = target;
  }

  @Override
  protected @Nullable Object attempt() throws IOException {
    boolean full = !target.hasRemaining();
    int count = stream.tryRead(target);
    return count == 0 && !full ? Poll.PENDING : (Object) count;
  }

  @Override
  public String toString() {
    return "read from " + stream.remoteName();
  }
}
