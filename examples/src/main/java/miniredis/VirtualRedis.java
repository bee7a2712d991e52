package miniredis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The same server with a virtual thread for each client, on JDK 21 or newer, to be compared with
 * {@link MiniRedis}. It lacks what would take further threads for each client: there are no
 * subscribers, a client that leaves while it waits for an element is noticed when the element has
 * come, and a stop waits for nobody.
 */
public final class VirtualRedis {
  private static final String TOO_MANY = "-ERR max number of clients reached\r\n";
  private static final int BACKLOG = 1024;

  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
  private final Executor threads = virtualThreads();
  private final Server server;
  private final Semaphore places;

  private VirtualRedis(Options options) {
    timer.setRemoveOnCancelPolicy(true);
    places = new Semaphore(options.maxConnections());
    server = new Server(this::expire, options.configuration(), Map::of);
  }

  public static void main(String[] args) throws IOException {
    Options options = Options.parse(args);
    new VirtualRedis(options).run(options.port());
  }

  /** The examples are compiled for JDK 17. */
  private static Executor virtualThreads() {
    try {
      return (Executor) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new UnsupportedOperationException("there are virtual threads from JDK 21 on", e);
    }
  }

  private Runnable expire(String key, long delayMillis) {
    ScheduledFuture<?> order =
        timer.schedule(() -> server.reclaim(key), delayMillis, TimeUnit.MILLISECONDS);
    return () -> order.cancel(false);
  }

  private void run(int port) throws IOException {
    try (ServerSocket listener =
        new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress())) {
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
      socket.setTcpNoDelay(true);
      if (hasPlace) {
        new VirtualConnection(socket, server.connect(), server, timer).serve();
      } else {
        socket.getOutputStream().write(TOO_MANY.getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      // The client went away.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (hasPlace) {
        places.release();
      }
    }
  }
}
