package dev.weft.internal.nio;

import dev.weft.internal.io.Direction;
import dev.weft.internal.io.Socket;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/**
 * A channel that is registered with the selector of its driver.
 *
 * @param <C> the kind of channel
 */
abstract class NioSocket<C extends SelectableChannel & NetworkChannel>
    implements Socket, Direction.Source {
  private static final int READS = SelectionKey.OP_READ | SelectionKey.OP_ACCEPT;
  private static final int WRITES = SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT;

  private final NioDriver driver;
  private final C channel;
  private final SelectionKey key;
  private final Direction reads = new Direction(this);
  private final Direction writes = new Direction(this);

  /** Takes over a channel, and closes it if that fails. */
  NioSocket(NioDriver driver, C channel) throws IOException {
    this.driver = driver;
    this.channel = channel;
    key = register();
    if (driver.isClosed()) {
      close();
      throw closedException();
    }
  }

  @SuppressWarnings("this-escape") // nobody asks the selector for this key before it is armed
  private SelectionKey register() throws IOException {
    try {
      return channel.register(driver.selector(), 0, this);
    } catch (ClosedSelectorException e) {
      channel.close();
      throw closedException();
    }
  }

  final C underlying() {
    return channel;
  }

  final NioDriver driver() {
    return driver;
  }

  @Override
  public final Direction reads() {
    return reads;
  }

  @Override
  public final Direction writes() {
    return writes;
  }

  /** The operation of the selector that stands for a direction now. */
  abstract int operation(Direction direction);

  @Override
  public final void arm(Direction direction) throws IOException {
    try {
      int unused = key.interestOpsOr(operation(direction));
    } catch (CancelledKeyException e) {
      throw closedException();
    }
    driver.changed();
  }

  @Override
  public final void disarm(Direction direction) {
    int operations = direction == reads ? READS : WRITES;
    try {
      int unused = key.interestOpsAnd(~operations);
    } catch (CancelledKeyException e) {
      // It was closed meanwhile.
    }
  }

  /** The selector says that something can be done. */
  final void ready(SelectionKey selected) {
    int operations;
    try {
      operations = selected.readyOps();
    } catch (CancelledKeyException e) {
      return;
    }
    if ((operations & READS) != 0) {
      reads.fire();
    }
    if ((operations & WRITES) != 0) {
      writes.fire();
    }
  }

  @Override
  public final @Nullable SocketAddress localAddress() throws IOException {
    return channel.getLocalAddress();
  }

  @Override
  public final <T> void set(SocketOption<T> option, T value) throws IOException {
    NetworkChannel unused = channel.setOption(option, value);
  }

  @Override
  public final <T> T get(SocketOption<T> option) throws IOException {
    return channel.getOption(option);
  }

  @Override
  public void bind(SocketAddress address) throws IOException {
    NetworkChannel unused = channel.bind(address);
  }

  @Override
  public final boolean isClosed() {
    return !channel.isOpen();
  }

  /**
   * It was closed, and the system has to let go of it. A listener's address, and that of datagrams,
   * has to be free then.
   */
  void letGo() {
    driver.release();
  }

  /** In place of a {@link ClosedChannelException}, which says nothing. */
  final SocketException closedException() {
    return new SocketException(
        driver.isClosed() ? driver.runtime() + " is closed, and with it its sockets" : "closed");
  }

  @Override
  public final void close() {
    if (isClosed()) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      // What was written is with the system, and the channel counts as closed all the same.
    }
    letGo();
    reads.fire();
    writes.fire();
  }
}
