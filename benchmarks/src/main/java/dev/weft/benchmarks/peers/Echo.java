package dev.weft.benchmarks.peers;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.net.TcpListener;
import dev.weft.net.TcpSocket;
import dev.weft.net.TcpStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An echo server with a task and a buffer of 1 KiB for each connection. */
public final class Echo {
  /** What the names of flavours begin with whose sockets are on epoll. */
  static final String EPOLL = "epoll-";

  private static final int BACKLOG = 4096;
  private static final int BUFFER = 1024;

  private Echo() {}

  /** Serves until the process is killed, or {@code PEERS_SERVER_MAX_SECONDS} are over. */
  static void run(String flavor) throws IOException {
    System.setProperty("weft.io.driver", flavor.startsWith(EPOLL) ? "epoll" : "nio");
    exitAfterMaximum();
    try (AsyncRuntime runtime = runtime(flavor)) {
      Void unused = runtime.blockOn(runtime.spawn(serve()));
    }
  }

  /** The server has one core, so it gets one worker; see the peers' own page. */
  private static AsyncRuntime runtime(String flavor) {
    return flavor.endsWith("ct")
        ? AsyncRuntime.currentThread().build()
        : AsyncRuntime.multiThread().workerThreads(1).build();
  }

  @Async
  private static Future<Void> serve() throws IOException {
    try (TcpListener listener = await(new TcpSocket().backlog(BACKLOG).listen("127.0.0.1", 0))) {
      System.out.println("PORT " + listener.localAddress().getPort());
      while (true) {
        TcpStream connection = await(listener.accept());
        spawn(echo(connection));
      }
    }
  }

  private static void exitAfterMaximum() {
    String seconds = System.getenv().getOrDefault("PEERS_SERVER_MAX_SECONDS", "60");
    CompletableFuture.delayedExecutor((long) Double.parseDouble(seconds), TimeUnit.SECONDS)
        .execute(() -> System.exit(0));
  }

  @Async
  static Future<Void> echo(TcpStream connection) {
    try (connection) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
      while (await(connection.read(buffer)) >= 0) {
        await(connection.writeAll(buffer.flip()));
        buffer.clear();
      }
    } catch (IOException e) {
      // The client went away.
    }
    return ready();
  }
}
