package dev.weft.internal.epoll;

import dev.weft.internal.io.StreamSocket;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.WritableByteChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A connection, or a socket for one.
 *
 * <h2>Short reads and writes</h2>
 *
 * Whoever reads takes a read that doesn't fill its buffer for the sign that nothing is left, and
 * then waits for news. There will be none in two cases, in which such a read says that there is
 * more, by counting as news itself:
 *
 * <ul>
 *   <li>The peer has ended what it sends, of which the system has told together with the last
 *       bytes. The next read finds the end.
 *   <li>The buffer is one in the heap, for which no more was asked than the scratch memory has room
 *       for, and so much has come.
 * </ul>
 *
 * The second one applies to writes, too.
 */
final class EpollStream extends EpollSocket implements StreamSocket {
  private static final int UNAVAILABLE = -1;

  private volatile boolean connected;

  /** Kept, as a closed socket doesn't tell. */
  private volatile @Nullable SocketAddress remote;

  /** Whether the system has told that nothing more comes; set before that is news. */
  private volatile boolean ended;

  EpollStream(EpollDriver driver, Descriptor descriptor, int family) {
    super(driver, descriptor, family);
  }

  /** It was accepted. */
  void connected(SocketAddress address) {
    remote = address;
    connected = true;
  }

  @Override
  void ready(int events) {
    if ((events & (Constants.EPOLLRDHUP | Constants.EPOLLHUP | Constants.EPOLLERR)) != 0) {
      ended = true;
    }
    super.ready(events);
  }

  @Override
  public boolean connect(SocketAddress address) throws IOException {
    int fd = enter();
    try {
      MemorySegment memory = Scratch.ofThread().small();
      int size = Addresses.write(memory, address, family());
      remote = address;
      connected = isConnected(Libc.connect(fd, memory, size));
      return connected;
    } finally {
      leave(fd);
    }
  }

  private boolean isConnected(int answer) throws IOException {
    switch (answer) {
      case 0, -Constants.EISCONN -> {
        return true;
      }
      case -Constants.EINPROGRESS, -Constants.EALREADY, -Constants.EINTR -> {
        return false;
      }
      case -Constants.EAGAIN ->
          throw new ConnectException("the listener has no room for another connection");
      default -> throw Failures.of(answer);
    }
  }

  /** Who asks for the same connection again is told what has become of it. */
  @Override
  public boolean finishConnect() throws IOException {
    return connected || connect(remoteAddress());
  }

  @Override
  public SocketAddress remoteAddress() {
    return Objects.requireNonNull(remote, "connected");
  }

  private void checkConnected() {
    if (!connected && !isClosed()) {
      throw new NotYetConnectedException();
    }
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    checkConnected();
    int fd = enter();
    try {
      int room = target.remaining();
      int asked = target.isDirect() ? room : Math.min(room, Scratch.ROOM);
      int count = count(Bytes.receive(fd, target, asked));
      if (count == 0 && asked > 0) {
        return -1;
      }
      if (count == UNAVAILABLE) {
        return 0;
      }
      if (count < room && (count == asked || ended)) {
        reads().fire();
      }
      return count;
    } finally {
      leave(fd);
    }
  }

  /** The count of a call, or {@link #UNAVAILABLE}. */
  private static int count(long answer) throws IOException {
    if (answer == -Constants.EAGAIN || answer == -Constants.EINTR) {
      return UNAVAILABLE;
    }
    if (answer < 0) {
      throw Failures.of(answer);
    }
    return (int) answer;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    checkConnected();
    int fd = enter();
    try {
      int length = source.remaining();
      int given = source.isDirect() ? length : Math.min(length, Scratch.ROOM);
      int count = Math.max(0, count(Bytes.send(fd, source, given)));
      if (count == given && given < length) {
        writes().fire();
      }
      return count;
    } finally {
      leave(fd);
    }
  }

  @Override
  public long write(ByteBuffer[] sources) throws IOException {
    checkConnected();
    int fd = enter();
    try {
      return Math.max(0, count(Gather.send(fd, sources)));
    } finally {
      leave(fd);
    }
  }

  /** The JDK copies to it in parts, as it doesn't know the descriptor. */
  @Override
  public WritableByteChannel channel() {
    return new WritableByteChannel() {
      @Override
      public int write(ByteBuffer source) throws IOException {
        return EpollStream.this.write(source);
      }

      @Override
      public boolean isOpen() {
        return !isClosed();
      }

      @Override
      public void close() {
        EpollStream.this.close();
      }
    };
  }

  @Override
  public void shutdownOutput() throws IOException {
    checkConnected();
    int fd = enter();
    try {
      int answer = Libc.shutdown(fd, Constants.SHUT_WR);
      if (answer < 0 && answer != -Constants.ENOTCONN) {
        throw Failures.of(answer);
      }
    } finally {
      leave(fd);
    }
  }
}
