package dev.weft.internal.epoll;

import dev.weft.internal.io.Direction;
import dev.weft.internal.io.Socket;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A descriptor of a socket, of which the system tells the driver from the first time on that
 * somebody has to wait for it.
 *
 * <p>Who waits for a chance to write is rare and has one that waits for bytes beside it sooner or
 * later, so the system is asked for both then; as long as nobody has ever had to, for bytes only,
 * as otherwise it would tell with all bytes that come that there is room, too.
 */
abstract class EpollSocket implements Socket, Direction.Source {
  private static final int READS = Constants.EPOLLIN | Constants.EPOLLRDHUP | Constants.EPOLLET;
  private static final int BOTH = READS | Constants.EPOLLOUT;
  private static final int GONE = Constants.EPOLLHUP | Constants.EPOLLERR;

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final EpollDriver driver;
  private final Descriptor descriptor;
  private final int family;
  private final long token;
  private final Direction reads = new Direction(this);
  private final Direction writes = new Direction(this);

  /** What the system is asked for; guarded by the descriptor's lock. */
  private int asked;

  /** Whether closing it could wait. */
  private volatile boolean lingers;

  EpollSocket(EpollDriver driver, Descriptor descriptor, int family) {
    this.driver = driver;
    this.descriptor = descriptor;
    this.family = family;
    token = (long) COUNT.incrementAndGet() << Integer.SIZE | descriptor.number();
  }

  final EpollDriver driver() {
    return driver;
  }

  final Descriptor descriptor() {
    return descriptor;
  }

  final int family() {
    return family;
  }

  /** The number of this socket, with that of its descriptor in the lower half. */
  final long token() {
    return token;
  }

  @Override
  public final Direction reads() {
    return reads;
  }

  @Override
  public final Direction writes() {
    return writes;
  }

  @Override
  public final void arm(Direction direction) throws IOException {
    int wanted = direction == reads ? READS : BOTH;
    synchronized (descriptor) {
      if ((asked | wanted) == asked) {
        return;
      }
      int fd = enter();
      try {
        driver.tell(this, asked == 0 ? Constants.EPOLL_CTL_ADD : Constants.EPOLL_CTL_MOD, wanted);
        asked = wanted;
      } finally {
        leave(fd);
      }
    }
  }

  /** Nothing: news that nobody waits for are told once. */
  @Override
  public final void disarm(Direction direction) {}

  /** The system says that something has changed. */
  void ready(int events) {
    if ((events & (Constants.EPOLLIN | Constants.EPOLLRDHUP | GONE)) != 0) {
      reads.fire();
    }
    if ((events & (Constants.EPOLLOUT | GONE)) != 0) {
      writes.fire();
    }
  }

  /** Begins to use the descriptor, which doesn't change hands until it is {@link #leave left}. */
  final int enter() throws SocketException {
    if (!descriptor.enter()) {
      throw closedException();
    }
    return descriptor.number();
  }

  final void leave(int fd) {
    descriptor.leave();
  }

  @Override
  public final @Nullable SocketAddress localAddress() throws IOException {
    int fd = enter();
    try {
      Scratch scratch = Scratch.ofThread();
      MemorySegment address = scratch.small();
      int unused = Failures.check(Libc.getsockname(fd, address, scratch.length(Addresses.ROOM)));
      SocketAddress local = Addresses.read(address, scratch.length());
      return local instanceof InetSocketAddress inet && inet.getPort() == 0 ? null : local;
    } finally {
      leave(fd);
    }
  }

  @Override
  public final <T> void set(SocketOption<T> option, T value) throws IOException {
    int fd = enter();
    try {
      Options.set(fd, family, option, value);
      if (option.equals(StandardSocketOptions.SO_LINGER)) {
        lingers = (Integer) value > 0;
      }
    } finally {
      leave(fd);
    }
  }

  @Override
  public final <T> T get(SocketOption<T> option) throws IOException {
    int fd = enter();
    try {
      return Options.get(fd, family, option);
    } finally {
      leave(fd);
    }
  }

  @Override
  public final void bind(SocketAddress address) throws IOException {
    int fd = enter();
    try {
      MemorySegment memory = Scratch.ofThread().small();
      int size = Addresses.write(memory, address, family);
      int unused = Failures.check(Libc.bind(fd, memory, size));
    } finally {
      leave(fd);
    }
  }

  @Override
  public final boolean isClosed() {
    return descriptor.isClosed();
  }

  final SocketException closedException() {
    return new SocketException(driver.closedMessage());
  }

  /** What lingers does so without the thread, which would wait for it in the close otherwise. */
  @Override
  public final void close() {
    if (lingers && descriptor.enter()) {
      Options.dontLinger(descriptor.number());
      descriptor.leave();
    }
    driver.remove(this);
    descriptor.close();
    reads.fire();
    writes.fire();
  }
}
