package dev.weft.internal.nio;

import dev.weft.internal.io.Direction;
import dev.weft.internal.io.StreamSocket;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A connection, or a socket for one. */
final class NioStream extends NioSocket<SocketChannel> implements StreamSocket {
  private volatile boolean connected;

  /** Kept, as a closed channel doesn't tell. */
  private volatile @Nullable SocketAddress remote;

  NioStream(NioDriver driver, SocketChannel channel) throws IOException {
    super(driver, channel);
    connected = channel.isConnected();
    remote = connected ? channel.getRemoteAddress() : null;
  }

  @Override
  int operation(Direction direction) {
    if (direction == reads()) {
      return SelectionKey.OP_READ;
    }
    return connected ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT;
  }

  @Override
  public boolean connect(SocketAddress address) throws IOException {
    remote = address;
    connected = underlying().connect(address);
    return connected;
  }

  @Override
  public boolean finishConnect() throws IOException {
    if (!underlying().finishConnect()) {
      return false;
    }
    writes().disarm();
    connected = true;
    return true;
  }

  /** The peer is told of the end when the channel is closed; the rest has time. */
  @Override
  void letGo() {
    driver().changed();
  }

  @Override
  public SocketAddress remoteAddress() {
    return Objects.requireNonNull(remote, "connected");
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    try {
      return underlying().read(target);
    } catch (ClosedChannelException e) {
      throw closedException();
    }
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    try {
      return underlying().write(source);
    } catch (ClosedChannelException e) {
      throw closedException();
    }
  }

  @Override
  public long write(ByteBuffer[] sources) throws IOException {
    try {
      return underlying().write(sources);
    } catch (ClosedChannelException e) {
      throw closedException();
    }
  }

  @Override
  public WritableByteChannel channel() {
    return underlying();
  }

  @Override
  public void shutdownOutput() throws IOException {
    try {
      SocketChannel unused = underlying().shutdownOutput();
    } catch (ClosedChannelException e) {
      throw closedException();
    }
  }
}
