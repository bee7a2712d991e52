package dev.weft.net;

import dev.weft.internal.io.Socket;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ClosedChannelException;

/** Addresses of TCP and UDP. */
final class Addresses {
  private static final int MAX_PORT = 65_535;

  private Addresses() {}

  /** A port that one can connect to. */
  static int checkedPort(int port) {
    if (port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException("a port is from 1 to " + MAX_PORT + ", not " + port);
    }
    return port;
  }

  /** A port that one can bind to: 0 is any that is free. */
  static int checkedLocalPort(int port) {
    return port == 0 ? port : checkedPort(port);
  }

  static ProtocolFamily family(InetAddress address) {
    return address instanceof Inet6Address
        ? StandardProtocolFamily.INET6
        : StandardProtocolFamily.INET;
  }

  static InetSocketAddress local(Socket socket) throws IOException {
    try {
      InetSocketAddress address = (InetSocketAddress) socket.localAddress();
      if (address == null) {
        throw new SocketException("not bound");
      }
      return address;
    } catch (ClosedChannelException e) {
      throw new SocketException("closed");
    }
  }

  /** For messages: with the name only if that is what is known. */
  static String text(InetSocketAddress address) {
    InetAddress ip = address.getAddress();
    if (ip == null) {
      return address.getHostString() + ":" + address.getPort();
    }
    String digits = ip.getHostAddress();
    return (ip instanceof Inet6Address ? "[" + digits + "]" : digits) + ":" + address.getPort();
  }
}
