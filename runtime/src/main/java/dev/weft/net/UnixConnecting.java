package dev.weft.net;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.io.StreamSocket;
import dev.weft.internal.task.RuntimeStrand;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Connects to a path. */
final class UnixConnecting implements Future<UnixStream> {
  private static final UnixDomainSocketAddress UNNAMED = UnixDomainSocketAddress.of("");

  private final Path path;

  /** Null before it has begun. */
  private @Nullable Connect connect;

  UnixConnecting(Path path) {
    this.path = path;
  }

  @Override
  public @Nullable Object poll(Context context) throws IOException {
    if (connect == null) {
      connect =
          Connect.begin(
              ((RuntimeStrand) context).scheduler().ioDriver(),
              StandardProtocolFamily.UNIX,
              UnixDomainSocketAddress.of(path),
              path.toString(),
              socket -> {});
    }
    Object answer = connect.poll(context);
    return answer instanceof StreamSocket socket ? new UnixStream(socket, UNNAMED, path) : answer;
  }

  @Override
  public Object cancel(Context context) {
    if (connect != null) {
      Object unused = connect.cancel(context);
      connect.close();
    }
    return Poll.CANCELLED;
  }

  @Override
  public String toString() {
    return "connect to " + path;
  }
}
