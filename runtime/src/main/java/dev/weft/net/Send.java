package dev.weft.net;

import dev.weft.Poll;
import dev.weft.internal.io.Attempt;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Sends a datagram. */
final class Send extends Attempt<Void> {
  private final UdpSocket socket;
  private final ByteBuffer source;

  /** Null for where the socket is connected. */
  private final @Nullable InetSocketAddress target;

  Send(UdpSocket socket, ByteBuffer source, @Nullable InetSocketAddress target) {
    super(socket.socket.writes());
    this.socket = socket;
    this.source = source;
    this.target = target;
  }

  @Override
  protected @Nullable Object attempt() throws IOException {
    return socket.trySend(source, target) ? null : Poll.PENDING;
  }

  @Override
  public String toString() {
    return "send from " + socket.name();
  }
}
