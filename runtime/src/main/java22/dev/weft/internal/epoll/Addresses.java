package dev.weft.internal.epoll;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * Addresses as the system has them: {@code sockaddr_in}, {@code sockaddr_in6} and {@code
 * sockaddr_un}.
 */
final class Addresses {
  /** More than any address takes. */
  static final int ROOM = 128;

  private static final ValueLayout.OfShort PORT = JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);
  private static final long PORT_AT = 2;
  private static final long IP4_AT = 4;
  private static final int IP4_SIZE = 16;
  private static final long IP6_AT = 8;
  private static final long SCOPE_AT = 24;
  private static final int IP6_SIZE = 28;
  private static final int PATH_AT = 2;
  private static final int MAX_PATH = 107;

  /** How the JDK encodes names of files. */
  private static final Charset FILE_NAMES =
      Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

  private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

  private Addresses() {}

  /**
   * Writes an address for a socket.
   *
   * @param family that of the socket
   * @return the size
   */
  static int write(MemorySegment target, SocketAddress address, int family) throws IOException {
    target.asSlice(0, ROOM).fill((byte) 0);
    target.set(JAVA_SHORT, 0, (short) family);
    if (family == Constants.AF_UNIX) {
      if (address instanceof UnixDomainSocketAddress unix) {
        return writePath(target, unix.getPath().toString().getBytes(FILE_NAMES));
      }
    } else if (address instanceof InetSocketAddress inet) {
      return writeInet(target, inet, family);
    }
    throw new UnsupportedAddressTypeException();
  }

  private static int writePath(MemorySegment target, byte[] path) throws IOException {
    if (path.length > MAX_PATH) {
      throw new SocketException(
          "a path of a Unix domain socket has at most " + MAX_PATH + " bytes, not " + path.length);
    }
    MemorySegment.copy(path, 0, target, JAVA_BYTE, PATH_AT, path.length);
    return path.length == 0 ? PATH_AT : PATH_AT + path.length + 1;
  }

  private static int writeInet(MemorySegment target, InetSocketAddress address, int family) {
    InetAddress ip = address.getAddress();
    if (ip == null) {
      throw new UnresolvedAddressException();
    }
    target.set(PORT, PORT_AT, (short) address.getPort());
    if (family == Constants.AF_INET) {
      if (!(ip instanceof Inet4Address)) {
        throw new UnsupportedAddressTypeException();
      }
      MemorySegment.copy(ip.getAddress(), 0, target, JAVA_BYTE, IP4_AT, 4);
      return IP4_SIZE;
    }
    writeIp6(target.asSlice(IP6_AT), ip);
    if (ip instanceof Inet6Address six) {
      target.set(JAVA_INT, SCOPE_AT, six.getScopeId());
    }
    return IP6_SIZE;
  }

  /** An address of IPv4 is written as one of IPv6 that means it. */
  static void writeIp6(MemorySegment target, InetAddress ip) {
    byte[] bytes = ip.getAddress();
    int at = 0;
    if (ip instanceof Inet4Address && !ip.isAnyLocalAddress()) {
      MemorySegment.copy(MAPPED, 0, target, JAVA_BYTE, 0, MAPPED.length);
      at = MAPPED.length;
    }
    MemorySegment.copy(bytes, 0, target, JAVA_BYTE, at, bytes.length);
  }

  /** An address that a call has written; null for none. */
  static @Nullable SocketAddress read(MemorySegment source, int size) throws IOException {
    if (size < PATH_AT) {
      return null;
    }
    return switch (source.get(JAVA_SHORT, 0)) {
      case Constants.AF_INET -> inet(source, bytes(source, IP4_AT, 4), 0);
      case Constants.AF_INET6 ->
          inet(source, bytes(source, IP6_AT, 16), source.get(JAVA_INT, SCOPE_AT));
      case Constants.AF_UNIX -> unix(source, size);
      default -> null;
    };
  }

  private static InetSocketAddress inet(MemorySegment source, byte[] ip, int scope)
      throws UnknownHostException {
    InetAddress address =
        scope == 0 ? InetAddress.getByAddress(ip) : Inet6Address.getByAddress(null, ip, scope);
    return new InetSocketAddress(address, Short.toUnsignedInt(source.get(PORT, PORT_AT)));
  }

  /** A name that begins with a zero is none of a file; then it counts as having none. */
  private static UnixDomainSocketAddress unix(MemorySegment source, int size) {
    int end = PATH_AT;
    while (end < size && source.get(JAVA_BYTE, end) != 0) {
      end++;
    }
    return UnixDomainSocketAddress.of(
        new String(bytes(source, PATH_AT, end - PATH_AT), FILE_NAMES));
  }

  private static byte[] bytes(MemorySegment source, long from, int count) {
    return source.asSlice(from, count).toArray(JAVA_BYTE);
  }
}
