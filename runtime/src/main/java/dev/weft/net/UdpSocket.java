package dev.weft.net;

import dev.weft.CancelSafe;
import dev.weft.CancelUnsafe;
import dev.weft.Future;
import dev.weft.internal.io.DatagramSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A UDP socket.
 *
 * <pre>{@code
 * try (UdpSocket socket = await(UdpSocket.bind("0.0.0.0", 5353))) {
 *   ByteBuffer datagram = ByteBuffer.allocateDirect(65_507);
 *   while (true) {
 *     InetSocketAddress sender = await(socket.receive(datagram.clear()));
 *     await(socket.send(datagram.flip(), sender));
 *   }
 * }
 * }</pre>
 *
 * <p>Any number of tasks may send and receive at once; each datagram goes to one of them. A
 * datagram of which the buffer has room for a part only is cut off, and the rest is lost, as
 * everywhere.
 *
 * <p>It belongs to the runtime in which it was made, and is closed with that.
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/net/struct.UdpSocket.html">Tokio's UdpSocket</a>
 */
public final class UdpSocket implements AutoCloseable {
  final DatagramSocket socket;

  private final InetSocketAddress address;

  private UdpSocket(DatagramSocket socket) throws IOException {
    this.socket = socket;
    address = Addresses.local(socket);
  }

  /**
   * A socket at an address of this machine.
   *
   * @param host a name or an IP address in letters
   * @param port the port, 0 for any that is free
   * @return a lazy future of the socket, which is to be closed
   * @throws java.net.BindException through the future, if the port is in use or the address isn't
   *     one of this machine
   * @throws IOException through the future, if that can't be done for another reason
   * @throws IllegalArgumentException if the port is none
   */
  @CancelUnsafe("a socket that is being made")
  public static Future<UdpSocket> bind(String host, int port) throws IOException {
    Objects.requireNonNull(host, "host");
    return bind(InetSocketAddress.createUnresolved(host, Addresses.checkedLocalPort(port)));
  }

  /**
   * A socket at an address of this machine; otherwise as {@link #bind(String, int)}.
   *
   * @param address the address
   * @return a lazy future of the socket, which is to be closed
   * @throws IOException through the future, if that can't be done
   */
  @CancelUnsafe("a socket that is being made")
  public static Future<UdpSocket> bind(InetSocketAddress address) throws IOException {
    return new Binding<>(
        address,
        "receiving at ",
        (driver, family, each) -> {
          DatagramSocket socket = driver.datagram(family);
          return Binding.closedUnless(
              socket,
              () -> {
                socket.bind(each);
                return new UdpSocket(socket);
              });
        });
  }

  /**
   * Has this send to one address, and receive from that alone. Nothing is sent for it.
   *
   * @param peer the address
   * @throws IOException if this is closed, or the system has no way there
   */
  public void connect(InetSocketAddress peer) throws IOException {
    try {
      socket.connect(peer);
    } catch (IOException e) {
      throw Failures.at("connecting " + this + " to " + Addresses.text(peer), e);
    } catch (IllegalArgumentException e) {
      throw Failures.at("connecting " + this + " to " + Addresses.text(peer), e);
    }
  }

  /**
   * Waits for a datagram.
   *
   * <p>Cancel-safe: a datagram is taken in the last step.
   *
   * @param target its bytes are put behind the position, which moves on; what doesn't fit is lost
   * @return a future of who has sent it
   * @throws java.net.PortUnreachableException through the future, if this is connected and nobody
   *     receives what was sent there
   * @throws IOException through the future, if this is closed
   */
  @CancelSafe
  public Future<InetSocketAddress> receive(ByteBuffer target) throws IOException {
    return new Receive(this, Objects.requireNonNull(target, "target"));
  }

  /**
   * Takes a datagram that is there, without waiting.
   *
   * @param target its bytes are put behind the position; what doesn't fit is lost
   * @return who has sent it; null if there is none now
   * @throws IOException if this is closed
   */
  public @Nullable InetSocketAddress tryReceive(ByteBuffer target) throws IOException {
    int event = socket.reads().events();
    InetSocketAddress sender;
    try {
      sender = (InetSocketAddress) socket.receive(target);
    } catch (IOException e) {
      throw Failures.at("receiving at " + name(), e);
    }
    if (sender == null) {
      socket.reads().drain(event);
    }
    return sender;
  }

  /**
   * Sends a datagram, as soon as the system has room for it; whether it arrives, nobody says.
   * Cancel-safe: the buffer's position tells whether it was sent.
   *
   * @param source its bytes, from the position to the limit
   * @param target the address
   * @return a future of the end
   * @throws IOException through the future, if it can't be sent: it is too large, or there is no
   *     way
   */
  @CancelSafe
  public Future<Void> send(ByteBuffer source, InetSocketAddress target) throws IOException {
    return new Send(
        this, Objects.requireNonNull(source, "source"), Objects.requireNonNull(target, "target"));
  }

  /**
   * Sends a datagram to where this is connected; otherwise as {@link #send(ByteBuffer,
   * InetSocketAddress)}.
   *
   * @param source its bytes, from the position to the limit
   * @return a future of the end
   * @throws java.net.PortUnreachableException through the future, if nobody receives what was sent
   *     before
   * @throws IOException through the future, if it can't be sent; an empty one never can, as the JDK
   *     sends none from a socket that is connected
   * @throws java.nio.channels.NotYetConnectedException through the future, if this isn't connected
   */
  @CancelSafe
  public Future<Void> send(ByteBuffer source) throws IOException {
    return new Send(this, Objects.requireNonNull(source, "source"), null);
  }

  /**
   * Sends a datagram without waiting.
   *
   * @param source its bytes, from the position to the limit
   * @param target the address; null for where this is connected
   * @return whether there was room for it
   * @throws IOException if it can't be sent
   */
  public boolean trySend(ByteBuffer source, @Nullable InetSocketAddress target) throws IOException {
    int event = socket.writes().events();
    boolean sent;
    try {
      sent = target == null ? socket.send(source) : socket.send(source, target);
    } catch (IOException e) {
      String to = target == null ? "" : " to " + Addresses.text(target);
      throw Failures.at("sending from " + name() + to, e);
    }
    if (!sent) {
      socket.writes().drain(event);
    }
    return sent;
  }

  /**
   * Has this receive what is sent to a group.
   *
   * @param group a multicast address
   * @param network where it is sent
   * @return how to leave the group, which closing this does as well
   * @throws IOException if this is closed, or the system refuses
   */
  public AutoCloseable joinGroup(InetAddress group, NetworkInterface network) throws IOException {
    try {
      return socket.join(group, network);
    } catch (IOException e) {
      throw Failures.at("joining " + group + " at " + name(), e);
    }
  }

  /**
   * Sets an option, such as {@link java.net.StandardSocketOptions#SO_BROADCAST}.
   *
   * @param option the option
   * @param value its value
   * @param <T> the type of the value
   * @throws IOException if this is closed, or the system refuses
   * @throws UnsupportedOperationException if this system doesn't have it
   */
  public <T> void set(SocketOption<T> option, T value) throws IOException {
    socket.set(Objects.requireNonNull(option, "option"), value);
  }

  /**
   * The value of an option.
   *
   * @param option the option
   * @param <T> the type of the value
   * @return the value
   * @throws IOException if this is closed
   */
  public <T> T get(SocketOption<T> option) throws IOException {
    return socket.get(Objects.requireNonNull(option, "option"));
  }

  /**
   * The address at this end; also when this is closed.
   *
   * @return the address that this was bound to
   */
  public InetSocketAddress localAddress() {
    return address;
  }

  /**
   * The address that this is connected to.
   *
   * @return the address; null if it isn't connected
   * @throws IOException if this is closed
   */
  public @Nullable InetSocketAddress remoteAddress() throws IOException {
    return (InetSocketAddress) socket.remoteAddress();
  }

  String name() {
    return Addresses.text(address);
  }

  /** Closes the socket. Tasks that send or receive fail. Idempotent; doesn't block. */
  @Override
  public void close() {
    socket.close();
  }

  @Override
  public String toString() {
    return "UdpSocket[" + name() + "]";
  }
}
