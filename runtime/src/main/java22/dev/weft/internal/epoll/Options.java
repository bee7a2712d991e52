package dev.weft.internal.epoll;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketOption;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Options of sockets by the names that the JDK has for them, in {@code StandardSocketOptions} and
 * {@code jdk.net.ExtendedSocketOptions}, whose module may be absent. Which kind of socket has
 * which, the system says.
 */
final class Options {
  /** How a value is written. */
  private enum Form {
    FLAG,
    NUMBER,
    /** A number that must not be negative, of which the system reports twice as much. */
    SIZE,
    /** A flag and a number, which is negative in Java for off. */
    LINGER,
    NETWORK,
    /** A flag of which the system has three. */
    DISCOVERY,
    PEER
  }

  /** Where the system has an option. */
  private record Place(int level, int name, Form form) {}

  private static final Map<String, Place> PLACES =
      Map.ofEntries(
          socket("SO_BROADCAST", Constants.SO_BROADCAST, Form.FLAG),
          socket("SO_KEEPALIVE", Constants.SO_KEEPALIVE, Form.FLAG),
          socket("SO_REUSEADDR", Constants.SO_REUSEADDR, Form.FLAG),
          socket("SO_REUSEPORT", Constants.SO_REUSEPORT, Form.FLAG),
          socket("SO_SNDBUF", Constants.SO_SNDBUF, Form.SIZE),
          socket("SO_RCVBUF", Constants.SO_RCVBUF, Form.SIZE),
          socket("SO_LINGER", Constants.SO_LINGER, Form.LINGER),
          socket("SO_INCOMING_NAPI_ID", Constants.SO_INCOMING_NAPI_ID, Form.NUMBER),
          socket("SO_PEERCRED", Constants.SO_PEERCRED, Form.PEER),
          tcp("TCP_NODELAY", Constants.TCP_NODELAY, Form.FLAG),
          tcp("TCP_QUICKACK", Constants.TCP_QUICKACK, Form.FLAG),
          tcp("TCP_KEEPIDLE", Constants.TCP_KEEPIDLE, Form.NUMBER),
          tcp("TCP_KEEPINTERVAL", Constants.TCP_KEEPINTVL, Form.NUMBER),
          tcp("TCP_KEEPCOUNT", Constants.TCP_KEEPCNT, Form.NUMBER),
          ip("IP_TOS", Constants.IP_TOS, Form.NUMBER),
          ip("IP_DONTFRAGMENT", Constants.IP_MTU_DISCOVER, Form.DISCOVERY),
          ip("IP_MULTICAST_IF", Constants.IP_MULTICAST_IF, Form.NETWORK),
          ip("IP_MULTICAST_TTL", Constants.IP_MULTICAST_TTL, Form.NUMBER),
          ip("IP_MULTICAST_LOOP", Constants.IP_MULTICAST_LOOP, Form.FLAG));

  private static final Map<String, Integer> NAMES_OF_IPV6 =
      Map.of(
          "IP_TOS", Constants.IPV6_TCLASS,
          "IP_DONTFRAGMENT", Constants.IPV6_MTU_DISCOVER,
          "IP_MULTICAST_IF", Constants.IPV6_MULTICAST_IF,
          "IP_MULTICAST_TTL", Constants.IPV6_MULTICAST_HOPS,
          "IP_MULTICAST_LOOP", Constants.IPV6_MULTICAST_LOOP);

  /** {@code ip_mreqn}, whose last number is that of the network. */
  private static final int REQUEST_SIZE = 12;

  private static final int REQUEST_ADDRESS = 4;
  private static final int REQUEST_NETWORK = 8;
  private static final int DISCOVER = 2;
  private static final int CREDENTIALS_SIZE = 12;

  private Options() {}

  private static Map.Entry<String, Place> socket(String name, int number, Form form) {
    return Map.entry(name, new Place(Constants.SOL_SOCKET, number, form));
  }

  private static Map.Entry<String, Place> tcp(String name, int number, Form form) {
    return Map.entry(name, new Place(Constants.IPPROTO_TCP, number, form));
  }

  private static Map.Entry<String, Place> ip(String name, int number, Form form) {
    return Map.entry(name, new Place(Constants.IPPROTO_IP, number, form));
  }

  private static Place place(SocketOption<?> option, int family) {
    Place place = PLACES.get(option.name());
    if (place == null) {
      throw unsupported(option);
    }
    if (place.level == Constants.IPPROTO_IP && family == Constants.AF_INET6) {
      int name = Objects.requireNonNull(NAMES_OF_IPV6.get(option.name()));
      return new Place(Constants.IPPROTO_IPV6, name, place.form);
    }
    return place;
  }

  private static UnsupportedOperationException unsupported(SocketOption<?> option) {
    return new UnsupportedOperationException("this socket has no option " + option.name());
  }

  /** Sets an option of a socket of a family. */
  static void set(int fd, int family, SocketOption<?> option, @Nullable Object value)
      throws IOException {
    Place place = place(option, family);
    MemorySegment memory = Scratch.ofThread().small();
    int size = write(memory, place, option, value);
    int answer = Libc.setsockopt(fd, place.level, place.name, memory, size);
    check(answer, option);
  }

  private static int write(
      MemorySegment memory, Place place, SocketOption<?> option, @Nullable Object value) {
    if (!option.type().isInstance(value)) {
      throw new IllegalArgumentException(
          option.name() + " is set to a " + option.type().getSimpleName() + ", not " + value);
    }
    switch (place.form) {
      case FLAG -> memory.set(JAVA_INT, 0, (Boolean) value ? 1 : 0);
      case NUMBER, SIZE -> memory.set(JAVA_INT, 0, checked((Integer) value, option));
      case DISCOVERY -> memory.set(JAVA_INT, 0, (Boolean) value ? DISCOVER : 0);
      case LINGER -> {
        memory.set(JAVA_INT, 0, (Integer) value < 0 ? 0 : 1);
        memory.set(JAVA_INT, Integer.BYTES, Math.max(0, (Integer) value));
        return 2 * Integer.BYTES;
      }
      case NETWORK -> {
        return writeNetwork(memory, place, (NetworkInterface) value);
      }
      case PEER -> throw unsupported(option);
    }
    return Integer.BYTES;
  }

  private static int checked(int value, SocketOption<?> option) {
    if (value < 0) {
      throw new IllegalArgumentException(option.name() + " must not be negative: " + value);
    }
    return value;
  }

  private static int writeNetwork(MemorySegment memory, Place place, NetworkInterface network) {
    if (place.level == Constants.IPPROTO_IPV6) {
      memory.set(JAVA_INT, 0, network.getIndex());
      return Integer.BYTES;
    }
    byte[] address =
        network
            .inetAddresses()
            .filter(Inet4Address.class::isInstance)
            .map(InetAddress::getAddress)
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException(network.getName() + " has no IPv4 address"));
    memory.asSlice(0, REQUEST_SIZE).fill((byte) 0);
    MemorySegment.copy(address, 0, memory, JAVA_BYTE, REQUEST_ADDRESS, address.length);
    memory.set(JAVA_INT, REQUEST_NETWORK, network.getIndex());
    return REQUEST_SIZE;
  }

  /** The value of an option of a socket of a family. */
  @SuppressWarnings({
    "unchecked", // the form is that of the option's type
    "NullAway" // an option may have no value, as IP_MULTICAST_IF: null then, as the JDK has it
  })
  static <T> T get(int fd, int family, SocketOption<T> option) throws IOException {
    Place place = place(option, family);
    Scratch scratch = Scratch.ofThread();
    MemorySegment memory = scratch.small();
    memory.asSlice(0, CREDENTIALS_SIZE).fill((byte) 0);
    MemorySegment length = scratch.length(sizeOf(place));
    int answer = Libc.getsockopt(fd, place.level, place.name, memory, length);
    check(answer, option);
    return (T) read(memory, place, option);
  }

  private static int sizeOf(Place place) {
    return switch (place.form) {
      case LINGER -> 2 * Integer.BYTES;
      case PEER -> CREDENTIALS_SIZE;
      default -> Integer.BYTES;
    };
  }

  private static @Nullable Object read(MemorySegment memory, Place place, SocketOption<?> option)
      throws IOException {
    int number = memory.get(JAVA_INT, 0);
    return switch (place.form) {
      case FLAG -> number != 0;
      case NUMBER -> number;
      case SIZE -> number / 2;
      case DISCOVERY -> number == DISCOVER;
      case LINGER -> number == 0 ? -1 : memory.get(JAVA_INT, Integer.BYTES);
      case NETWORK -> network(memory, place);
      case PEER ->
          Peer.of(
              memory.get(JAVA_INT, Integer.BYTES), memory.get(JAVA_INT, 2 * Integer.BYTES), option);
    };
  }

  /** That of IPv4 is set by its number and an address, and told by the address. */
  private static @Nullable NetworkInterface network(MemorySegment memory, Place place)
      throws IOException {
    int number = memory.get(JAVA_INT, 0);
    if (number == 0) {
      return null;
    }
    return place.level == Constants.IPPROTO_IPV6
        ? NetworkInterface.getByIndex(number)
        : NetworkInterface.getByInetAddress(
            InetAddress.getByAddress(memory.asSlice(0, Integer.BYTES).toArray(JAVA_BYTE)));
  }

  private static void check(int answer, SocketOption<?> option) throws IOException {
    if (answer == -Constants.ENOPROTOOPT || answer == -Constants.EOPNOTSUPP) {
      throw unsupported(option);
    }
    Failures.check(answer);
  }

  /** Sets a flag that has no name in Java; where the system doesn't have it, that is as well. */
  static void setFlag(int fd, int level, int name, boolean on) {
    MemorySegment memory = Scratch.ofThread().small();
    memory.set(JAVA_INT, 0, on ? 1 : 0);
    int unused = Libc.setsockopt(fd, level, name, memory, Integer.BYTES);
  }

  /** Has closing the socket not wait for what is still to be sent. */
  static void dontLinger(int fd) {
    MemorySegment memory = Scratch.ofThread().small();
    memory.set(JAVA_INT, 0, 0);
    memory.set(JAVA_INT, Integer.BYTES, 0);
    int unused =
        Libc.setsockopt(fd, Constants.SOL_SOCKET, Constants.SO_LINGER, memory, 2 * Integer.BYTES);
  }

  /** Enters or leaves a group. */
  static int membership(int fd, int family, boolean enter, byte[] group, int network) {
    MemorySegment memory = Scratch.ofThread().small();
    boolean four = family == Constants.AF_INET;
    memory.asSlice(0, REQUEST_SIZE + Integer.BYTES).fill((byte) 0);
    MemorySegment.copy(group, 0, memory, JAVA_BYTE, 0, group.length);
    memory.set(JAVA_INT, four ? REQUEST_NETWORK : group.length, network);
    int name =
        four
            ? enter ? Constants.IP_ADD_MEMBERSHIP : Constants.IP_DROP_MEMBERSHIP
            : enter ? Constants.IPV6_ADD_MEMBERSHIP : Constants.IPV6_DROP_MEMBERSHIP;
    return Libc.setsockopt(
        fd,
        four ? Constants.IPPROTO_IP : Constants.IPPROTO_IPV6,
        name,
        memory,
        four ? REQUEST_SIZE : group.length + Integer.BYTES);
  }
}
