package dev.weft.internal.epoll;

import dev.weft.internal.io.ListeningSocket;
import dev.weft.internal.io.StreamSocket;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A socket that accepts connections. */
final class EpollListener extends EpollSocket implements ListeningSocket {
  private static final int FLAGS = Constants.SOCK_NONBLOCK | Constants.SOCK_CLOEXEC;

  EpollListener(EpollDriver driver, Descriptor descriptor, int family) {
    super(driver, descriptor, family);
  }

  @Override
  public void listen(SocketAddress address, int backlog) throws IOException {
    bind(address);
    int fd = enter();
    try {
      int unused = Failures.check(Libc.listen(fd, backlog));
    } finally {
      leave(fd);
    }
  }

  @Override
  public @Nullable StreamSocket accept() throws IOException {
    int fd = enter();
    try {
      Scratch scratch = Scratch.ofThread();
      MemorySegment address = scratch.small();
      int answer;
      do {
        answer = Libc.accept4(fd, address, scratch.length(Addresses.ROOM), FLAGS);
      } while (answer == -Constants.ECONNABORTED || answer == -Constants.EINTR);
      if (answer == -Constants.EAGAIN) {
        return null;
      }
      Descriptor accepted = new Descriptor(Failures.check(answer));
      SocketAddress peer = Addresses.read(address, scratch.length());
      EpollStream connection = driver().stream(accepted, family());
      connection.connected(Objects.requireNonNull(peer, "an address"));
      return connection;
    } finally {
      leave(fd);
    }
  }
}
