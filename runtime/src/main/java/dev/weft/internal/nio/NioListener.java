package dev.weft.internal.nio;

import dev.weft.internal.io.Direction;
import dev.weft.internal.io.ListeningSocket;
import dev.weft.internal.io.StreamSocket;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A socket that accepts connections. */
final class NioListener extends NioSocket<ServerSocketChannel> implements ListeningSocket {
  NioListener(NioDriver driver, ServerSocketChannel channel) throws IOException {
    super(driver, channel);
  }

  @Override
  int operation(Direction direction) {
    return SelectionKey.OP_ACCEPT;
  }

  @Override
  public void listen(SocketAddress address, int backlog) throws IOException {
    ServerSocketChannel unused = underlying().bind(address, backlog);
  }

  @Override
  public @Nullable StreamSocket accept() throws IOException {
    SocketChannel accepted;
    try {
      accepted = underlying().accept();
    } catch (ClosedChannelException e) {
      throw closedException();
    }
    return accepted == null ? null : driver().stream(accepted);
  }
}
