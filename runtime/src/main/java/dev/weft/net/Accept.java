package dev.weft.net;

import dev.weft.Poll;
import dev.weft.internal.io.Attempt;
import dev.weft.internal.io.StreamSocket;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Takes a connection. */
final class Accept extends Attempt<SocketStream> {
  private final SocketListener<?> listener;

  Accept(SocketListener<?> listener) {
    super(listener.socket.reads());
    this.listener = listener;
  }

  @Override
  protected @Nullable Object attempt() throws IOException {
    StreamSocket connection = listener.socket.accept();
    if (connection == null) {
      return Poll.PENDING;
    }
    return Binding.closedUnless(connection, () -> listener.accepted(connection));
  }

  @Override
  public String toString() {
    return "accept at " + listener.name();
  }
}
