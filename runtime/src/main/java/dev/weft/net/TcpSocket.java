package dev.weft.net;

import dev.weft.CancelUnsafe;
import dev.weft.Future;
import dev.weft.internal.io.ListeningSocket;
import dev.weft.internal.io.Socket;
import dev.weft.internal.io.StreamSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Options of TCP sockets that are to be made, for those that have to be set before a socket
 * connects or listens.
 *
 * <pre>{@code
 * TcpSocket options = new TcpSocket().reusePort(true).backlog(4096);
 * TcpListener listener = await(options.listen("0.0.0.0", 8080));
 * }</pre>
 *
 * <p>It may be used for any number of sockets, by one thread at a time.
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/net/struct.TcpSocket.html">Tokio's TcpSocket</a>
 */
public final class TcpSocket {
  private static final int BACKLOG = 1024;

  /** Sets one option. */
  @FunctionalInterface
  private interface Setting {
    void apply(Socket socket) throws IOException;
  }

  private final List<Setting> settings = new ArrayList<>();
  private @Nullable InetSocketAddress local;
  private int backlog = BACKLOG;

  /** The options that sockets have by themselves, and {@code TCP_NODELAY} for connections. */
  public TcpSocket() {}

  /**
   * Sets an option of each socket.
   *
   * @param option one of {@link StandardSocketOptions} or {@code jdk.net.ExtendedSocketOptions}; a
   *     socket that hasn't got it can't be made
   * @param value its value
   * @param <T> the type of the value
   * @return this
   */
  public <T> TcpSocket set(SocketOption<T> option, T value) {
    Objects.requireNonNull(option, "option");
    settings.add(socket -> socket.set(option, value));
    return this;
  }

  /**
   * Whether a listener may be bound to a port on which connections of an earlier one are ending.
   *
   * @param on whether it may; on unless it is set, but for Windows
   * @return this
   */
  public TcpSocket reuseAddress(boolean on) {
    return set(StandardSocketOptions.SO_REUSEADDR, on);
  }

  /**
   * Whether several listeners may be bound to the same port at once; the system then spreads
   * connections over them.
   *
   * @param on whether they may; off unless it is set
   * @return this
   */
  public TcpSocket reusePort(boolean on) {
    return set(StandardSocketOptions.SO_REUSEPORT, on);
  }

  /**
   * How much the system keeps of what is written and not yet sent.
   *
   * @param bytes how many bytes; a wish that the system may round
   * @return this
   */
  public TcpSocket sendBufferSize(int bytes) {
    return set(StandardSocketOptions.SO_SNDBUF, bytes);
  }

  /**
   * How much the system keeps of what has come and isn't read yet. Connections that a listener
   * accepts get that of the listener.
   *
   * @param bytes how many bytes; a wish that the system may round
   * @return this
   */
  public TcpSocket receiveBufferSize(int bytes) {
    return set(StandardSocketOptions.SO_RCVBUF, bytes);
  }

  /**
   * The address of this machine from which connections are made.
   *
   * @param address the address; port 0 is any that is free
   * @return this
   */
  public TcpSocket bind(InetSocketAddress address) {
    local = Objects.requireNonNull(address, "address");
    return this;
  }

  /**
   * How many connections the system takes before they are accepted; it has a limit of its own,
   * {@code somaxconn} on Linux.
   *
   * @param connections how many; 1024 unless it is set
   * @return this
   * @throws IllegalArgumentException if it is less than 1
   */
  public TcpSocket backlog(int connections) {
    if (connections < 1) {
      throw new IllegalArgumentException("the backlog must be at least 1: " + connections);
    }
    backlog = connections;
    return this;
  }

  /**
   * Connects; see {@link TcpStream#connect(String, int)}.
   *
   * @param host the name
   * @param port the port
   * @return a lazy future of the connection
   * @throws IOException through the future, if there can be none
   */
  @CancelUnsafe("a connection that is being made")
  public Future<TcpStream> connect(String host, int port) throws IOException {
    return Connecting.to(Objects.requireNonNull(host, "host"), Addresses.checkedPort(port), this);
  }

  /**
   * Connects; see {@link TcpStream#connect(InetSocketAddress)}.
   *
   * @param address the address
   * @return a lazy future of the connection
   * @throws IOException through the future, if there can be none
   */
  @CancelUnsafe("a connection that is being made")
  public Future<TcpStream> connect(InetSocketAddress address) throws IOException {
    return Connecting.to(address, this);
  }

  /**
   * Listens; see {@link TcpListener#bind(String, int)}.
   *
   * @param host the name or address of this machine
   * @param port the port, 0 for any that is free
   * @return a lazy future of the listener
   * @throws IOException through the future, if that can't be
   */
  @CancelUnsafe("a listener that is being made")
  public Future<TcpListener> listen(String host, int port) throws IOException {
    Objects.requireNonNull(host, "host");
    return listen(InetSocketAddress.createUnresolved(host, Addresses.checkedLocalPort(port)));
  }

  /**
   * Listens; see {@link TcpListener#bind(String, int)}.
   *
   * @param address an address of this machine
   * @return a lazy future of the listener
   * @throws IOException through the future, if that can't be
   */
  @CancelUnsafe("a listener that is being made")
  public Future<TcpListener> listen(InetSocketAddress address) throws IOException {
    int connections = backlog;
    return new Binding<>(
        address,
        "listening at ",
        (driver, family, each) -> {
          ListeningSocket socket = driver.listener(family);
          return Binding.closedUnless(
              socket,
              () -> {
                applyTo(socket);
                socket.listen(each, connections);
                return new TcpListener(socket);
              });
        });
  }

  /** For a socket that is to be connected. */
  void prepare(StreamSocket socket) throws IOException {
    socket.set(StandardSocketOptions.TCP_NODELAY, true);
    applyTo(socket);
    if (local != null) {
      socket.bind(local);
    }
  }

  private void applyTo(Socket socket) throws IOException {
    for (Setting setting : settings) {
      setting.apply(socket);
    }
  }
}
