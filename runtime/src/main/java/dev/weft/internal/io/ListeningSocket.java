package dev.weft.internal.io;

import java.io.IOException;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** A socket that accepts connections. */
public interface ListeningSocket extends Socket {
  /** Binds it, and has the system take connections, so many before they are accepted. */
  void listen(SocketAddress address, int backlog) throws IOException;

  /** A connection that has come; null for none. */
  @Nullable StreamSocket accept() throws IOException;
}
