package dev.weft.internal.epoll;

import dev.weft.internal.io.DatagramSocket;
import dev.weft.internal.io.IoDriver;
import dev.weft.internal.io.ListeningSocket;
import dev.weft.internal.io.StreamSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A driver over one epoll.
 *
 * <h2>Edges</h2>
 *
 * The system tells of a socket when something changes about it (edge-triggered), not for as long as
 * something can be done. That is what a {@code Direction} counts, so a socket is made known to the
 * system once and stays so; nothing has to be asked of it again, and nothing taken back. What a
 * direction takes for an end of what can be done is one for the system, too, but for two cases,
 * which {@link EpollStream} knows.
 *
 * <h2>Wake-ups</h2>
 *
 * Who wakes says so in {@link #woken} and then looks whether somebody {@link #waits}; who waits
 * says so first and then looks whether it was woken. So one of them sees the other, and only where
 * somebody waits it takes a call of the system: a write to an event descriptor, whose edges are all
 * that counts, so that nobody has to read it.
 */
final class EpollDriver implements IoDriver {
  private static final int STREAM =
      Constants.SOCK_STREAM | Constants.SOCK_NONBLOCK | Constants.SOCK_CLOEXEC;
  private static final int DATAGRAM =
      Constants.SOCK_DGRAM | Constants.SOCK_NONBLOCK | Constants.SOCK_CLOEXEC;

  private final String runtime;
  private final Epoll epoll;
  private final SocketTable sockets = new SocketTable();

  /** Held by the thread that is in the epoll. */
  private final ReentrantLock inside = new ReentrantLock();

  /** Belongs to who is inside. */
  private Interruption interruption = new Interruption(this::wake);

  /** Whether a thread waits, or is about to. */
  private volatile boolean waits;

  /** Whether the wait that is under way, or the next one, is to end at once. */
  private volatile boolean woken;

  private volatile boolean closed;

  /**
   * A driver without sockets.
   *
   * @param runtime the runtime in words
   */
  EpollDriver(String runtime) throws IOException {
    this.runtime = runtime;
    epoll = Epoll.open();
  }

  @Override
  public void await(long nanos) {
    inside.lock();
    try {
      waits = true;
      if (closed) {
        return;
      }
      interruption.arm();
      try {
        collect(woken ? 0 : nanos);
      } finally {
        disarm();
      }
    } finally {
      woken = false;
      waits = false;
      inside.unlock();
    }
  }

  private void disarm() {
    interruption.disarm();
    if (!interruption.isOpen()) {
      interruption = new Interruption(this::wake);
    }
  }

  @Override
  public void poll() {
    if (!waits && inside.tryLock()) {
      try {
        collect(0);
      } finally {
        inside.unlock();
      }
    }
  }

  private void collect(long nanos) {
    int count;
    try {
      count = epoll.await(nanos);
    } catch (IOException e) {
      throw new UncheckedIOException("the epoll of " + runtime + " has failed", e);
    }
    for (int i = 0; i < count; i++) {
      EpollSocket socket = sockets.find(epoll.token(i));
      if (socket != null) {
        socket.ready(epoll.events(i));
      }
    }
  }

  @Override
  public void wake() {
    woken = true;
    if (waits) {
      epoll.ring();
    }
  }

  /** Has the system tell of a socket. */
  void tell(EpollSocket socket, int operation, int events) throws IOException {
    Failures.check(epoll.control(operation, socket.descriptor().number(), events, socket.token()));
  }

  /** A socket is there that is to be closed with this. */
  void add(EpollSocket socket) throws IOException {
    sockets.add(socket);
    if (closed) {
      socket.close();
      throw socket.closedException();
    }
  }

  void remove(EpollSocket socket) {
    sockets.remove(socket);
  }

  /** Why a socket is closed. */
  String closedMessage() {
    return closed ? runtime + " is closed, and with it its sockets" : "closed";
  }

  @Override
  public void close() {
    closed = true;
    wake();
    inside.lock();
    try {
      for (EpollSocket socket : sockets.all()) {
        socket.close();
      }
      epoll.close();
    } finally {
      inside.unlock();
    }
  }

  @Override
  public StreamSocket stream(ProtocolFamily family) throws IOException {
    int number = number(family);
    return stream(open(number, STREAM), number);
  }

  /** Takes over a connection, or a socket for one. */
  EpollStream stream(Descriptor descriptor, int family) throws IOException {
    EpollStream socket = new EpollStream(this, descriptor, family);
    add(socket);
    return socket;
  }

  /** A port on which connections are ending can be had at once, as with the JDK. */
  @Override
  public ListeningSocket listener(ProtocolFamily family) throws IOException {
    int number = number(family);
    Descriptor descriptor = open(number, STREAM);
    if (number != Constants.AF_UNIX) {
      Options.setFlag(descriptor.number(), Constants.SOL_SOCKET, Constants.SO_REUSEADDR, true);
    }
    EpollListener socket = new EpollListener(this, descriptor, number);
    add(socket);
    return socket;
  }

  /** It gets what is sent to groups that it is in, not to those of others. */
  @Override
  public DatagramSocket datagram(ProtocolFamily family) throws IOException {
    int number = number(family);
    Descriptor descriptor = open(number, DATAGRAM);
    int fd = descriptor.number();
    Options.setFlag(fd, Constants.IPPROTO_IP, Constants.IP_MULTICAST_ALL, false);
    if (number == Constants.AF_INET6) {
      Options.setFlag(fd, Constants.IPPROTO_IPV6, Constants.IPV6_MULTICAST_ALL, false);
    }
    EpollDatagram socket = new EpollDatagram(this, descriptor, number);
    add(socket);
    return socket;
  }

  private static int number(ProtocolFamily family) {
    if (family instanceof StandardProtocolFamily standard) {
      return switch (standard) {
        case INET -> Constants.AF_INET;
        case INET6 -> Constants.AF_INET6;
        case UNIX -> Constants.AF_UNIX;
      };
    }
    throw new UnsupportedOperationException("sockets of the family " + family.name());
  }

  /** Those for IPv6 take IPv4 as well. */
  private static Descriptor open(int family, int type) throws IOException {
    int fd = Failures.check(Libc.socket(family, type, 0));
    if (family == Constants.AF_INET6) {
      Options.setFlag(fd, Constants.IPPROTO_IPV6, Constants.IPV6_V6ONLY, false);
    }
    return new Descriptor(fd);
  }
}
