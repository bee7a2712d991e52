package dev.weft.net;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import java.io.IOException;
import java.nio.channels.NotYetConnectedException;
import org.jspecify.annotations.Nullable;

/** Ends what is written, which the system does at once. */
final class StreamShutdown implements Future<Void> {
  private final SocketStream stream;

  StreamShutdown(SocketStream stream) {
    this.stream = stream;
  }

  @Override
  public @Nullable Object poll(Context context) {
    try {
      stream.socket.shutdownOutput();
    } catch (IOException | NotYetConnectedException e) {
      // There is no connection any more whose end the peer could be told of.
    }
    return null;
  }

  @Override
  public Object cancel(Context context) {
    return Poll.CANCELLED;
  }
}
