package miniredis;

import static dev.weft.Weft.*;

import dev.weft.*;
import dev.weft.net.TcpListener;
import dev.weft.net.TcpStream;
import dev.weft.signal.Signal;
import dev.weft.sync.Semaphore;
import dev.weft.task.CancellationToken;
import dev.weft.task.TaskTracker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * The server with a task for each client: {@code MiniRedis --port 6379 --max-connections 10000}.
 * Ctrl+C or TERM ends it, once what clients have asked for is carried out and told.
 */
public final class MiniRedis {
  /** How long clients may take to read their last replies. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final String TOO_MANY = "-ERR max number of clients reached\r\n";

  private final Options options;
  private final Expirer expirer = new Expirer();
  private final Server server;
  private final Semaphore places;
  private final TaskTracker connections = new TaskTracker();
  private final CancellationToken stop = new CancellationToken();

  private MiniRedis(Options options) {
    this.options = options;
    places = new Semaphore(options.maxConnections());
    server = new Server(expirer, options.configuration(), this::environment);
  }

  @AsyncMain
  public static void main(String[] args) throws IOException {
    await(new MiniRedis(Options.parse(args)).run());
  }

  @Async
  private Future<Void> run() throws IOException {
    try (TcpListener listener = await(TcpListener.bind("127.0.0.1", options.port()));
        Signal interrupt = Signal.interrupt();
        Signal terminate = Signal.terminate()) {
      System.out.println("listening on " + listener.localAddress().getPort());
      await(race(accept(listener), expirer.run(server), ended(interrupt), ended(terminate)));
    }
    System.out.println("stopping, clients: " + connections.size());
    await(drain());
    System.out.println("stopped after " + server.executed() + " commands");
    return ready();
  }

  @Async
  private Future<Void> accept(TcpListener listener) throws IOException {
    while (true) {
      TcpStream socket = await(listener.accept());
      Semaphore.Permit place = places.tryAcquire();
      if (place == null) {
        connections.spawn(refuse(socket));
      } else {
        connections.spawn(serve(socket, place));
      }
    }
  }

  @Async
  private Future<Void> serve(TcpStream socket, Semaphore.Permit place) {
    try (place) {
      await(new Connection(socket, server.connect(), server, stop).serve());
    }
    return ready();
  }

  @Async
  private static Future<Void> refuse(TcpStream socket) {
    try (socket) {
      await(socket.writeAll(ByteBuffer.wrap(TOO_MANY.getBytes(StandardCharsets.US_ASCII))));
    } catch (IOException e) {
      // The client went away.
    }
    return ready();
  }

  @Async
  private static Future<Void> ended(Signal signal) {
    await(signal.next());
    return ready();
  }

  /** Has the clients leave. Those that don't read their replies are left behind. */
  @Async
  private Future<Void> drain() {
    stop.cancel("the server stops");
    connections.close();
    try {
      await(timeout(GRACE, connections.drained()));
    } catch (TimeoutException e) {
      System.out.println("left behind: " + connections.size());
    }
    return ready();
  }

  private Map<String, Object> environment() {
    Runtime jvm = Runtime.getRuntime();
    return Map.of(
        "process_id", ProcessHandle.current().pid(),
        "used_memory", jvm.totalMemory() - jvm.freeMemory(),
        "tasks", AsyncRuntime.current().metrics().aliveTasks());
  }
}
