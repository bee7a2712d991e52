package dev.weft.benchmarks.memory;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.io.BufferPool;
import dev.weft.io.PooledBuffer;
import dev.weft.net.TcpListener;
import dev.weft.net.TcpSocket;
import dev.weft.net.TcpStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Prints what an echo server keeps in the heap for each of many connections that have said one byte
 * and nothing since: {@code IdleConnections [CONNECTIONS]}. The clients are another process. With
 * virtual threads where the JDK has them. Both processes need a descriptor for each connection.
 */
public final class IdleConnections {
  private static final int BUFFER = 1024;
  private static final int BACKLOG = 4096;

  private final int connections;
  private final AtomicInteger answered = new AtomicInteger();

  private IdleConnections(int connections) {
    this.connections = connections;
  }

  /** Serves connections at an address. */
  private interface Server {
    void serve() throws IOException;
  }

  @Async
  private Future<Void> pooled(TcpStream connection, BufferPool pool) throws IOException {
    try (connection) {
      while (true) {
        try (PooledBuffer buffer = await(connection.read(pool))) {
          if (buffer == null) {
            return ready();
          }
          await(connection.writeAll(buffer.buffer()));
        }
        answered.incrementAndGet();
      }
    }
  }

  @Async
  private Future<Void> buffered(TcpStream connection) throws IOException {
    try (connection) {
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
      while (await(connection.read(buffer)) >= 0) {
        await(connection.writeAll(buffer.flip()));
        buffer.clear();
        answered.incrementAndGet();
      }
    }
    return ready();
  }

  @Async
  private Future<Void> accept(TcpListener listener, boolean isPooled) throws IOException {
    BufferPool pool = BufferPool.of(100, BUFFER);
    while (true) {
      TcpStream connection = await(listener.accept());
      spawn(isPooled ? pooled(connection, pool) : buffered(connection));
    }
  }

  private double weft(boolean isPooled) throws Exception {
    try (AsyncRuntime runtime = AsyncRuntime.multiThread().workerThreads(2).build()) {
      TcpListener listener =
          runtime.blockOn(new TcpSocket().backlog(BACKLOG).listen("127.0.0.1", 0));
      var unused = runtime.spawn(accept(listener, isPooled));
      return measure(listener.localAddress().getPort());
    }
  }

  private double virtualThreads() throws Exception {
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
      start(
          () -> {
            while (true) {
              SocketChannel connection = server.accept();
              start(() -> blocking(connection));
            }
          });
      return measure(server.socket().getLocalPort());
    }
  }

  /** Starts a virtual thread, which ends when its socket does. */
  private static void start(Server server) {
    Runnable body =
        () -> {
          try {
            server.serve();
          } catch (IOException e) {
            // That is how it ends.
          }
        };
    try {
      Object unused =
          Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, body);
    } catch (ReflectiveOperationException e) {
      throw new UnsupportedOperationException("there are virtual threads from Java 21 on", e);
    }
  }

  private void blocking(SocketChannel connection) throws IOException {
    try (connection) {
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
      while (connection.read(buffer) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          int unused = connection.write(buffer);
        }
        buffer.clear();
        answered.incrementAndGet();
      }
    }
  }

  private double measure(int port) throws Exception {
    long before = usedHeap();
    Process clients =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                IdleConnections.class.getName(),
                "clients",
                "" + port,
                "" + connections)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = clients.inputReader(StandardCharsets.US_ASCII)) {
      if (!"open".equals(said.readLine())) {
        throw new IllegalStateException("the clients have failed");
      }
      double each = (usedHeap() - before) / (double) connections;
      if (answered.getAndSet(0) != connections) {
        throw new IllegalStateException("not all connections were answered");
      }
      return each;
    } finally {
      clients.destroy();
      clients.waitFor();
    }
  }

  private static long usedHeap() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(50);
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** Says one byte on each connection, waits for the answer, and then says nothing. */
  private static void clients(int port, int count) throws IOException {
    List<SocketChannel> open = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      SocketChannel connection =
          SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      ByteBuffer one = ByteBuffer.allocate(1);
      int unused = connection.write(one);
      one.clear();
      if (connection.read(one) != 1) {
        throw new IOException("no answer");
      }
      open.add(connection);
    }
    System.out.println("open");
    int unused = System.in.read();
    for (SocketChannel each : open) {
      each.close();
    }
  }

  public static void main(String[] args) throws Exception {
    if (args.length > 0 && args[0].equals("clients")) {
      clients(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
      return;
    }
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
    IdleConnections of = new IdleConnections(count);
    PrintStream out = System.out;
    out.printf(Locale.ROOT, "%,d idle connections, bytes in the heap for each:%n", count);
    out.printf(Locale.ROOT, "Weft, buffers from a pool: %,.0f%n", of.weft(true));
    out.printf(Locale.ROOT, "Weft, a buffer of 1 KiB each: %,.0f%n", of.weft(false));
    if (Runtime.version().feature() >= 21) {
      out.printf(
          Locale.ROOT, "virtual threads, a buffer of 1 KiB each: %,.0f%n", of.virtualThreads());
    }
  }
}
