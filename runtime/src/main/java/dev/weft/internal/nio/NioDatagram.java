package dev.weft.internal.nio;

import dev.weft.internal.io.DatagramSocket;
import dev.weft.internal.io.Direction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/** A socket for datagrams. */
final class NioDatagram extends NioSocket<DatagramChannel> implements DatagramSocket {
  NioDatagram(NioDriver driver, DatagramChannel channel) throws IOException {
    super(driver, channel);
  }

  @Override
  int operation(Direction direction) {
    return direction == reads() ? SelectionKey.OP_READ : SelectionKey.OP_WRITE;
  }

  @Override
  public void connect(SocketAddress address) throws IOException {
    DatagramChannel unused = underlying().connect(address);
  }

  @Override
  public @Nullable SocketAddress remoteAddress() throws IOException {
    return underlying().getRemoteAddress();
  }

  @Override
  public @Nullable SocketAddress receive(ByteBuffer target) throws IOException {
    try {
      return underlying().receive(target);
    } catch (ClosedChannelException e) {
      throw closedException();
    }
  }

  @Override
  public boolean send(ByteBuffer source, SocketAddress target) throws IOException {
    boolean empty = !source.hasRemaining();
    try {
      return underlying().send(source, target) > 0 || empty;
    } catch (ClosedChannelException e) {
      throw closedException();
    }
  }

  @Override
  public boolean send(ByteBuffer source) throws IOException {
    if (!source.hasRemaining()) {
      throw new IOException("an empty datagram can only be sent by a socket that isn't connected");
    }
    try {
      return underlying().write(source) > 0;
    } catch (ClosedChannelException e) {
      throw closedException();
    }
  }

  @Override
  public AutoCloseable join(InetAddress group, NetworkInterface network) throws IOException {
    MembershipKey membership = underlying().join(group, network);
    return membership::drop;
  }
}
