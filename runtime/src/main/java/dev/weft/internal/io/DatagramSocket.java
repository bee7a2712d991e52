package dev.weft.internal.io;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A socket for datagrams. */
public interface DatagramSocket extends Socket {
  /** Has it send to one address, and receive from that alone. */
  void connect(SocketAddress address) throws IOException;

  /** The address that it is connected to; null for none. */
  @Nullable SocketAddress remoteAddress() throws IOException;

  /** Receives a datagram; what doesn't fit is lost. Null for none. */
  @Nullable SocketAddress receive(ByteBuffer target) throws IOException;

  /** Sends a datagram; false if there is no room for it now. */
  boolean send(ByteBuffer source, SocketAddress target) throws IOException;

  /** Sends a datagram to where it is connected to; false if there is no room for it now. */
  boolean send(ByteBuffer source) throws IOException;

  /** Has it receive what is sent to a group; returns how to end that. */
  AutoCloseable join(InetAddress group, NetworkInterface network) throws IOException;
}
