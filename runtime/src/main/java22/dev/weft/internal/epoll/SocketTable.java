package dev.weft.internal.epoll;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The open sockets of a driver by the numbers of their descriptors, which are small.
 *
 * <p>What the system tells of is a number of a socket, too ({@link EpollSocket#token}), because a
 * number of a descriptor may have gone to another socket by the time that it is told.
 */
final class SocketTable {
  /** Changed under this object's lock; grown by a copy. */
  private volatile @Nullable EpollSocket[] sockets = new @Nullable EpollSocket[64];

  synchronized void add(EpollSocket socket) {
    int fd = socket.descriptor().number();
    @Nullable EpollSocket[] all = sockets;
    if (fd >= all.length) {
      all = Arrays.copyOf(all, Math.max(fd + 1, 2 * all.length));
    }
    all[fd] = socket;
    sockets = all;
  }

  /** To be called before the number can go to another socket. */
  synchronized void remove(EpollSocket socket) {
    int fd = socket.descriptor().number();
    if (sockets[fd] == socket) {
      sockets[fd] = null;
    }
  }

  /** The socket that a token is of; null if it is closed. */
  @Nullable EpollSocket find(long token) {
    @Nullable EpollSocket[] all = sockets;
    int fd = (int) token;
    EpollSocket socket = fd < all.length ? all[fd] : null;
    return socket != null && socket.token() == token ? socket : null;
  }

  synchronized List<EpollSocket> all() {
    List<EpollSocket> open = new ArrayList<>();
    for (EpollSocket socket : sockets) {
      if (socket != null) {
        open.add(socket);
      }
    }
    return open;
  }
}
