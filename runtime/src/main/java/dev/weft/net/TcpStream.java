package dev.weft.net;

import dev.weft.CancelUnsafe;
import dev.weft.Future;
import dev.weft.internal.io.StreamSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.time.Duration;

/**
 * A TCP connection.
 *
 * <pre>{@code
 * try (TcpStream connection = await(TcpStream.connect("localhost", 8080))) {
 *   await(connection.writeAll(US_ASCII.encode("ping")));
 *   ByteBuffer answer = ByteBuffer.allocate(4);
 *   await(connection.readFully(answer));
 * }
 * }</pre>
 *
 * <p>{@code TCP_NODELAY} is on from the start, as in most event-loop servers: what is written is
 * sent at once. Write what belongs together in one go.
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/net/struct.TcpStream.html">Tokio's TcpStream</a>
 */
public final class TcpStream extends SocketStream {
  TcpStream(StreamSocket socket) {
    super(socket);
  }

  /**
   * Connects to a name, or to an IP address in letters.
   *
   * <p>The name is looked up on a thread for blocking work. It may have several addresses: they are
   * tried one after the other, of IPv6 and IPv4 in turns, the next one when one has failed or 250
   * milliseconds are over without an answer; the first connection wins (RFC 8305, "happy
   * eyeballs"). There is no other time limit than the system's, which is minutes: use {@link
   * dev.weft.Weft#timeout}.
   *
   * <p>Cancelling gives up all attempts.
   *
   * @param host the name
   * @param port the port, from 1 to 65535
   * @return a lazy future of the connection
   * @throws java.net.UnknownHostException through the future, if the name has no address
   * @throws java.net.ConnectException through the future, if nobody listens; with the failures at
   *     the other addresses suppressed
   * @throws IOException through the future, if there can be no connection
   * @throws IllegalArgumentException if the port is none
   */
  @CancelUnsafe("a connection that is being made")
  public static Future<TcpStream> connect(String host, int port) throws IOException {
    return Connecting.to(host, Addresses.checkedPort(port), new TcpSocket());
  }

  /**
   * Connects to an address; one that is a name is looked up as {@link #connect(String, int)} does.
   *
   * @param address the address
   * @return a lazy future of the connection
   * @throws java.net.ConnectException through the future, if nobody listens there
   * @throws IOException through the future, if there can be no connection
   */
  @CancelUnsafe("a connection that is being made")
  public static Future<TcpStream> connect(InetSocketAddress address) throws IOException {
    return new TcpSocket().connect(address);
  }

  @Override
  String remoteName() {
    return Addresses.text(remoteAddress());
  }

  @Override
  public InetSocketAddress localAddress() throws IOException {
    return Addresses.local(socket);
  }

  @Override
  public InetSocketAddress remoteAddress() {
    return (InetSocketAddress) socket.remoteAddress();
  }

  /**
   * Whether what is written is sent at once, instead of waiting for more (Nagle's algorithm).
   *
   * @param on whether to; on unless it is set
   * @throws IOException if this is closed
   */
  public void setNoDelay(boolean on) throws IOException {
    set(StandardSocketOptions.TCP_NODELAY, on);
  }

  /**
   * Whether the system asks an idle peer now and then whether it is still there; how often, is set
   * by options of {@code jdk.net.ExtendedSocketOptions}.
   *
   * @param on whether to; off unless it is set
   * @throws IOException if this is closed
   */
  public void setKeepAlive(boolean on) throws IOException {
    set(StandardSocketOptions.SO_KEEPALIVE, on);
  }

  /**
   * What {@link #close} does with what the peer hasn't got yet: the system goes on to send it in
   * the background, for so long at most. With zero it is thrown away, and the peer is told that the
   * connection was reset.
   *
   * @param span whole seconds
   * @throws IOException if this is closed
   * @throws IllegalArgumentException if the span is negative
   */
  public void setLinger(Duration span) throws IOException {
    if (span.isNegative()) {
      throw new IllegalArgumentException("the span must not be negative: " + span);
    }
    set(StandardSocketOptions.SO_LINGER, (int) Math.min(span.toSeconds(), 65_535));
  }
}
