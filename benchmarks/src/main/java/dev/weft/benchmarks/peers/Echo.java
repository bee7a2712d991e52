package dev.weft.benchmarks.peers;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;

import dev.weft.Async;
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
  private static final int BACKLOG = 4096;
  private static final int BUFFER = 1024;

  private Echo() {}

  /** Serves until the process is killed, or {@code PEERS_SERVER_MAX_SECONDS} are over. */
  @Async
  public static Future<Void> serve() throws IOException {
    exitAfterMaximum();
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
