package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.io.BufferPool;
import dev.weft.io.PooledBuffer;
import dev.weft.net.TcpListener;
import dev.weft.net.TcpSocket;
import dev.weft.net.TcpStream;
import dev.weft.net.UdpSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The examples of the documentation of sockets. They use ports that other programs may use. */
@Timeout(60)
final class NetExamplesTest {
  private final BufferPool pool = BufferPool.of(2, 1024);

  @Async
  private Future<Void> serve(TcpStream connection) throws IOException {
    try (connection) {
      while (true) {
        try (PooledBuffer pooled = await(connection.read(pool))) {
          if (pooled == null) {
            break;
          }
          await(connection.writeAll(pooled.buffer()));
        }
      }
    }
    return ready();
  }

  @Async
  private Future<Void> listen() throws IOException {
    try (TcpListener listener = await(TcpListener.bind("127.0.0.1", 8080))) {
      while (true) {
        TcpStream connection = await(listener.accept());
        spawn(() -> serve(connection));
      }
    }
  }

  @Async
  private static Future<Void> ping() throws IOException {
    try (TcpStream connection = await(TcpStream.connect("localhost", 8080))) {
      await(connection.writeAll(US_ASCII.encode("ping")));
      ByteBuffer answer = ByteBuffer.allocate(4);
      await(connection.readFully(answer));
    }
    return ready();
  }

  @Async
  private static Future<Void> sends() throws IOException {
    try (UdpSocket socket = await(UdpSocket.bind("0.0.0.0", 5353))) {
      ByteBuffer datagram = ByteBuffer.allocateDirect(65_507);
      while (true) {
        InetSocketAddress sender = await(socket.receive(datagram.clear()));
        await(socket.send(datagram.flip(), sender));
      }
    }
  }

  @Async
  private static Future<Void> shared() throws IOException {
    TcpSocket options = new TcpSocket().reusePort(true).backlog(4096);
    TcpListener listener = await(options.listen("0.0.0.0", 8080));
    listener.close();
    return ready();
  }

  @Test
  void theExamplesRun() throws Exception {
    try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
      JoinHandle<Void> server = runtime.spawn(listen());
      runtime.blockOn(yieldNow());
      runtime.blockOn(ping());
      server.abort();
      runtime.blockOn(server.outcome());
      runtime.blockOn(shared());
      JoinHandle<Void> datagrams = runtime.spawn(sends());
      runtime.blockOn(yieldNow());
      assertThat(runtime.blockOn(asked())).isEqualTo("hello");
      datagrams.abort();
    }
  }

  @Async
  private static Future<String> asked() throws IOException {
    try (UdpSocket socket = await(UdpSocket.bind("127.0.0.1", 0))) {
      await(
          socket.send(
              US_ASCII.encode("hello"),
              new InetSocketAddress(InetAddress.getLoopbackAddress(), 5353)));
      ByteBuffer answer = ByteBuffer.allocate(10);
      await(socket.receive(answer));
      return ready(US_ASCII.decode(answer.flip()).toString());
    }
  }
}
