package dev.weft.net;

import dev.weft.AsyncStream;
import dev.weft.CancelSafe;
import dev.weft.Future;
import dev.weft.internal.io.ListeningSocket;
import dev.weft.internal.io.StreamSocket;
import java.io.IOException;
import java.net.SocketAddress;

/**
 * Accepts connections.
 *
 * <p>Any number of tasks may accept at once; each connection goes to one of them.
 *
 * <p>When the process or the system has no more descriptors, or no memory for another connection,
 * {@link #accept} doesn't fail: it tries again after 5 milliseconds, then after twice as long each
 * time, up to a second, and says so afterwards in the log of the {@link System.Logger} {@code
 * dev.weft}. The system keeps connections meanwhile, as many as the backlog.
 *
 * <p>It belongs to the runtime in which it was made, and is closed with that.
 *
 * @param <S> the kind of connection
 */
public abstract sealed class SocketListener<S extends SocketStream> implements AutoCloseable
    permits TcpListener, UnixListener {
  final ListeningSocket socket;

  SocketListener(ListeningSocket socket) {
    this.socket = socket;
    Shortage.prepare();
  }

  /** A connection of a socket. */
  abstract S accepted(StreamSocket connection) throws IOException;

  /** The address, for messages. */
  abstract String name();

  /**
   * Waits for a connection and accepts it. Cancel-safe.
   *
   * @return a lazy future of the connection, which is to be closed
   * @throws IOException through the future, if this is closed
   */
  @CancelSafe
  public Future<S> accept() throws IOException {
    return Accepting.of(this);
  }

  /**
   * All connections that come, one after the other, without end. Closing the stream leaves this
   * open.
   *
   * @return the stream, whose connections are to be closed; it fails when this is closed
   */
  public AsyncStream<S> incoming() {
    return new Incoming<>(this);
  }

  /**
   * The address that this is bound to; also when this is closed.
   *
   * @return the address
   */
  public abstract SocketAddress localAddress();

  /**
   * Whether this is closed.
   *
   * @return true after {@link #close}, and when its runtime is closed
   */
  public final boolean isClosed() {
    return socket.isClosed();
  }

  /**
   * Ends it. Tasks that accept fail; connections that were not accepted are reset. Idempotent;
   * doesn't block.
   */
  @Override
  public final void close() {
    socket.close();
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + "[" + name() + "]";
  }
}
