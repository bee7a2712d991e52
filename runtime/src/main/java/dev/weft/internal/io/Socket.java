package dev.weft.internal.io;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketOption;
import org.jspecify.annotations.Nullable;

/**
 * A socket that never waits: what can't be done now is tried again when its {@link Direction} says
 * so. Safe from any thread.
 */
public interface Socket {
  /** When reading, or accepting, makes sense. */
  Direction reads();

  /** When writing makes sense, or a connection has come about or failed. */
  Direction writes();

  /** The address at this end; null while it has none. */
  @Nullable SocketAddress localAddress() throws IOException;

  /** Sets an option. */
  <T> void set(SocketOption<T> option, T value) throws IOException;

  /** The value of an option. */
  <T> T get(SocketOption<T> option) throws IOException;

  /** Binds it to an address of this machine. */
  void bind(SocketAddress address) throws IOException;

  /** Whether it is closed. */
  boolean isClosed();

  /** Closes it, and wakes who waits for it. Idempotent. */
  void close();
}
