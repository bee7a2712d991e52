package dev.weft.net;

import dev.weft.CancelUnsafe;
import dev.weft.Future;
import dev.weft.internal.io.ListeningSocket;
import dev.weft.internal.io.StreamSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;

/**
 * Accepts TCP connections.
 *
 * <pre>{@code
 * try (TcpListener listener = await(TcpListener.bind("127.0.0.1", 8080))) {
 *   while (true) {
 *     TcpStream connection = await(listener.accept());
 *     spawn(() -> serve(connection));
 *   }
 * }
 * }</pre>
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/net/struct.TcpListener.html">Tokio's
 *     TcpListener</a>
 */
public final class TcpListener extends SocketListener<TcpStream> {
  private final InetSocketAddress address;

  TcpListener(ListeningSocket socket) throws IOException {
    super(socket);
    address = Addresses.local(socket);
  }

  /**
   * Listens at an address of this machine.
   *
   * @param host a name or an IP address in letters: {@code "127.0.0.1"} and {@code "::1"} for
   *     programs on the same machine, {@code "0.0.0.0"} and {@code "::"} for all; of several
   *     addresses of a name the first that can be had
   * @param port the port, 0 for any that is free
   * @return a lazy future of the listener, which is to be closed
   * @throws java.net.BindException through the future, if the port is in use or the address isn't
   *     one of this machine
   * @throws java.net.UnknownHostException through the future, if the name has no address
   * @throws IOException through the future, if that can't be done for another reason
   * @throws IllegalArgumentException if the port is none
   */
  @CancelUnsafe("a listener that is being made")
  public static Future<TcpListener> bind(String host, int port) throws IOException {
    return new TcpSocket().listen(host, port);
  }

  /**
   * Listens at an address of this machine; otherwise as {@link #bind(String, int)}.
   *
   * @param address the address
   * @return a lazy future of the listener, which is to be closed
   * @throws IOException through the future, if that can't be done
   */
  @CancelUnsafe("a listener that is being made")
  public static Future<TcpListener> bind(InetSocketAddress address) throws IOException {
    return new TcpSocket().listen(address);
  }

  @Override
  TcpStream accepted(StreamSocket connection) throws IOException {
    connection.set(StandardSocketOptions.TCP_NODELAY, true);
    return new TcpStream(connection);
  }

  @Override
  String name() {
    return Addresses.text(address);
  }

  @Override
  public InetSocketAddress localAddress() {
    return address;
  }
}
