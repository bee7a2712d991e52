package dev.weft.internal.io;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** A socket with a connection, or for one. */
public interface StreamSocket extends Socket {
  /** Begins to connect; false if {@link #finishConnect} is to be tried when it is writable. */
  boolean connect(SocketAddress address) throws IOException;

  /** Whether the connection is there; to be tried again when it is writable. */
  boolean finishConnect() throws IOException;

  /** The address at the other end. */
  SocketAddress remoteAddress();

  /** Reads what is there; 0 for nothing, -1 at the end. */
  int read(ByteBuffer target) throws IOException;

  /** Writes what there is room for; 0 for none. */
  int write(ByteBuffer source) throws IOException;

  /** Writes of several buffers what there is room for; 0 for none. */
  long write(ByteBuffer[] sources) throws IOException;

  /** What the system itself can copy to. */
  WritableByteChannel channel();

  /** Ends what is written. Idempotent. */
  void shutdownOutput() throws IOException;
}
