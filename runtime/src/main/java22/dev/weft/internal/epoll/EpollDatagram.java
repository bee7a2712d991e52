package dev.weft.internal.epoll;

import dev.weft.internal.io.DatagramSocket;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.NotYetConnectedException;
import org.jspecify.annotations.Nullable;

/** A socket for datagrams. */
final class EpollDatagram extends EpollSocket implements DatagramSocket {
  private volatile @Nullable SocketAddress remote;

  EpollDatagram(EpollDriver driver, Descriptor descriptor, int family) {
    super(driver, descriptor, family);
  }

  @Override
  public void connect(SocketAddress address) throws IOException {
    int fd = enter();
    try {
      MemorySegment memory = Scratch.ofThread().small();
      int size = Addresses.write(memory, address, family());
      int unused = Failures.check(Libc.connect(fd, memory, size));
      remote = address;
    } finally {
      leave(fd);
    }
  }

  @Override
  public @Nullable SocketAddress remoteAddress() throws IOException {
    if (isClosed()) {
      throw closedException();
    }
    return remote;
  }

  @Override
  public @Nullable SocketAddress receive(ByteBuffer target) throws IOException {
    if (target.isReadOnly()) {
      throw new IllegalArgumentException("a buffer that is to be read into is read-only");
    }
    int fd = enter();
    try {
      Scratch scratch = Scratch.ofThread();
      MemorySegment memory = target.isDirect() ? MemorySegment.ofBuffer(target) : scratch.large();
      int room = Math.min(target.remaining(), Scratch.ROOM);
      MemorySegment address = scratch.small();
      long count = Libc.recvfrom(fd, memory, room, address, scratch.length(Addresses.ROOM));
      if (isUnavailable(count)) {
        return null;
      }
      Bytes.took(target, memory, (int) count);
      return Addresses.read(address, scratch.length());
    } finally {
      leave(fd);
    }
  }

  /** Fails if the call has in another way. */
  private boolean isUnavailable(long answer) throws IOException {
    if (answer == -Constants.ECONNREFUSED) {
      throw new PortUnreachableException(Libc.text(Constants.ECONNREFUSED));
    }
    if (answer < 0 && answer != -Constants.EAGAIN && answer != -Constants.EINTR) {
      throw Failures.of(answer);
    }
    return answer < 0;
  }

  @Override
  public boolean send(ByteBuffer source, SocketAddress target) throws IOException {
    SocketAddress connected = remote;
    if (connected != null && !connected.equals(target)) {
      throw new AlreadyConnectedException();
    }
    int fd = enter();
    try {
      MemorySegment address = Scratch.ofThread().small();
      int size = Addresses.write(address, target, family());
      return send(fd, source, address, size);
    } finally {
      leave(fd);
    }
  }

  @Override
  public boolean send(ByteBuffer source) throws IOException {
    if (remote == null && !isClosed()) {
      throw new NotYetConnectedException();
    }
    int fd = enter();
    try {
      return send(fd, source, MemorySegment.NULL, 0);
    } finally {
      leave(fd);
    }
  }

  private boolean send(int fd, ByteBuffer source, MemorySegment address, int size)
      throws IOException {
    int length = source.remaining();
    if (length > Scratch.ROOM) {
      throw Failures.of(-Constants.EMSGSIZE);
    }
    MemorySegment memory = Bytes.outgoing(source, length, Scratch.ofThread());
    if (isUnavailable(Libc.sendto(fd, memory, length, address, size))) {
      return false;
    }
    source.position(source.limit());
    return true;
  }

  @Override
  public AutoCloseable join(InetAddress group, NetworkInterface network) throws IOException {
    if (!group.isMulticastAddress()) {
      throw new IllegalArgumentException(group + " is no group");
    }
    int groupFamily = group instanceof Inet4Address ? Constants.AF_INET : Constants.AF_INET6;
    byte[] address = group.getAddress();
    int index = network.getIndex();
    int fd = enter();
    try {
      int unused = Failures.check(Options.membership(fd, groupFamily, true, address, index));
    } finally {
      leave(fd);
    }
    return () -> leaveGroup(groupFamily, address, index);
  }

  private void leaveGroup(int groupFamily, byte[] address, int index) {
    if (descriptor().enter()) {
      try {
        int unused = Options.membership(descriptor().number(), groupFamily, false, address, index);
      } finally {
        descriptor().leave();
      }
    }
  }
}
