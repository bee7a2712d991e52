package dev.weft.net;

import dev.weft.Poll;
import dev.weft.internal.io.Attempt;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Takes a datagram. */
final class Receive extends Attempt<InetSocketAddress> {
  private final UdpSocket socket;
  private final ByteBuffer target;

  Receive(UdpSocket socket, ByteBuffer target) {
    super(socket.socket.reads());
    this.socket = socket;
    this.target = target;
  }

  @Override
  protected @Nullable Object attempt() throws IOException {
    InetSocketAddress sender = socket.tryReceive(target);
    return sender == null ? Poll.PENDING : sender;
  }

  @Override
  public String toString() {
    return "receive at " + socket.name();
  }
}
