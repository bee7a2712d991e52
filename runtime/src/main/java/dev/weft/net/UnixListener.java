package dev.weft.net;

import dev.weft.CancelUnsafe;
import dev.weft.Future;
import dev.weft.internal.io.ListeningSocket;
import dev.weft.internal.io.StreamSocket;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Accepts connections of processes on the same machine.
 *
 * <p>Binding makes a file, which stays when the listener is closed, as everywhere: nobody can bind
 * to the path before it is deleted. Who may connect is who may write to that file.
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/net/struct.UnixListener.html">Tokio's
 *     UnixListener</a>
 */
public final class UnixListener extends SocketListener<UnixStream> {
  private final UnixDomainSocketAddress address;

  UnixListener(ListeningSocket socket, UnixDomainSocketAddress address) {
    super(socket);
    this.address = address;
  }

  /**
   * Listens at a path.
   *
   * @param path the path, of about a hundred bytes at most, at which there is no file yet
   * @return a lazy future of the listener, which is to be closed
   * @throws java.net.BindException through the future, if there is a file
   * @throws IOException through the future, if that can't be done for another reason
   */
  @CancelUnsafe("a listener that is being made")
  public static Future<UnixListener> bind(Path path) throws IOException {
    return new UnixBinding(Objects.requireNonNull(path, "path"));
  }

  @Override
  UnixStream accepted(StreamSocket connection) {
    return new UnixStream(connection, address, address.getPath());
  }

  @Override
  String name() {
    return address.getPath().toString();
  }

  @Override
  public UnixDomainSocketAddress localAddress() {
    return address;
  }
}
