package httpserver;

import dev.weft.task.CancellationToken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * The same server with a virtual thread for each client, on JDK 21 or newer, to be compared with
 * {@link HttpServer}. It answers what takes no more than the head of a request, and has one time
 * limit: for a client that is idle.
 */
public final class VirtualServer {
  private static final int BACKLOG = 1024;

  private final Options options;
  private final Statistics statistics = new Statistics(Map::of);
  private final Site site;
  private final Semaphore places;
  private final Executor threads = virtualThreads();

  private VirtualServer(Options options) {
    this.options = options;
    places = new Semaphore(options.maxConnections());
    site = new Site(options.limits(), options.timeLimits(), statistics, new CancellationToken());
  }

  public static void main(String[] args) throws IOException {
    new VirtualServer(Options.parse(args)).run();
  }

  /** The examples are compiled for JDK 17. */
  private static Executor virtualThreads() {
    try {
      return (Executor) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new UnsupportedOperationException("there are virtual threads from JDK 21 on", e);
    }
  }

  private void run() throws IOException {
    try (ServerSocket listener =
        new ServerSocket(options.port(), BACKLOG, InetAddress.getLoopbackAddress())) {
      System.out.println("listening on " + listener.getLocalPort());
      while (true) {
        Socket socket = listener.accept();
        threads.execute(() -> serve(socket));
      }
    }
  }

  private void serve(Socket socket) {
    boolean hasPlace = places.tryAcquire();
    try (socket) {
      if (hasPlace) {
        statistics.connectionAccepted();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(Math.toIntExact(options.timeLimits().idle().toMillis()));
        new VirtualConnection(socket, site).serve();
      }
    } catch (IOException e) {
      // The client went away, or has been idle for too long.
    } finally {
      if (hasPlace) {
        statistics.connectionClosed();
        places.release();
      }
    }
  }
}
