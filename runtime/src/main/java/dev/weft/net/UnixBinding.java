package dev.weft.net;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.io.IoDriver;
import dev.weft.internal.io.ListeningSocket;
import dev.weft.internal.task.RuntimeStrand;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;

/** Listens at a path. */
final class UnixBinding implements Future<UnixListener> {
  private static final int BACKLOG = 1024;

  private final Path path;

  UnixBinding(Path path) {
    this.path = path;
  }

  @Override
  public UnixListener poll(Context context) throws IOException {
    IoDriver driver = ((RuntimeStrand) context).scheduler().ioDriver();
    try {
      return listen(driver.listener(StandardProtocolFamily.UNIX));
    } catch (IOException e) {
      throw Failures.at("listening at " + path, e);
    }
  }

  private UnixListener listen(ListeningSocket socket) throws IOException {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
    return Binding.closedUnless(
        socket,
        () -> {
          socket.listen(address, BACKLOG);
          return new UnixListener(socket, address);
        });
  }

  @Override
  public Object cancel(Context context) {
    return Poll.CANCELLED;
  }

  @Override
  public String toString() {
    return "listen at " + path;
  }
}
