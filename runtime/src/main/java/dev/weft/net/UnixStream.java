package dev.weft.net;

import dev.weft.CancelUnsafe;
import dev.weft.Future;
import dev.weft.internal.io.StreamSocket;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A connection to another process on the same machine, over a Unix domain socket; Windows has them
 * too, from version 10 on.
 *
 * <p>On Linux and macOS {@code get(jdk.net.ExtendedSocketOptions.SO_PEERCRED)} tells who is at the
 * other end.
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/net/struct.UnixStream.html">Tokio's
 *     UnixStream</a>
 */
public final class UnixStream extends SocketStream {
  private final UnixDomainSocketAddress local;
  private final String name;

  /** The path is that of the listener, at whichever end that is. */
  UnixStream(StreamSocket socket, UnixDomainSocketAddress local, Path path) {
    super(socket);
    this.local = local;
    name = path.toString();
  }

  /**
   * Connects to a listener.
   *
   * @param path its path, of about a hundred bytes at most
   * @return a lazy future of the connection
   * @throws java.net.ConnectException through the future, if nobody listens there
   * @throws IOException through the future, if there can be no connection
   */
  @CancelUnsafe("a connection that is being made")
  public static Future<UnixStream> connect(Path path) throws IOException {
    return new UnixConnecting(Objects.requireNonNull(path, "path"));
  }

  @Override
  String remoteName() {
    return name;
  }

  @Override
  public UnixDomainSocketAddress localAddress() {
    return local;
  }

  @Override
  public UnixDomainSocketAddress remoteAddress() {
    return (UnixDomainSocketAddress) socket.remoteAddress();
  }
}
