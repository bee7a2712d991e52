package chat;

import static dev.weft.Weft.*;

import dev.weft.*;
import dev.weft.net.TcpListener;
import dev.weft.net.TcpSocket;
import dev.weft.net.TcpStream;
import dev.weft.signal.Signal;
import dev.weft.sync.Semaphore;
import dev.weft.task.CancellationToken;
import dev.weft.task.TaskTracker;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * The server: {@code Chat --port 7000 --max-connections 10000}. Ctrl+C or TERM ends it, once
 * everybody is told.
 */
public final class Chat {
  /** How many may have come before they are let in. */
  private static final int WAITING = 1024;

  /** How long clients may take to read their last lines. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final Line FULL = Line.of("! the server is full");

  private final Options options;
  private final Lobby lobby;
  private final Commands commands;
  private final Semaphore places;
  private final TaskTracker connections = new TaskTracker();
  private final CancellationToken stop = new CancellationToken();

  private Chat(Options options) {
    this.options = options;
    lobby = new Lobby(options.backlog());
    commands = new Commands(lobby);
    places = new Semaphore(options.maxConnections());
  }

  @AsyncMain
  public static void main(String[] args) throws IOException {
    await(new Chat(Options.parse(args)).run());
  }

  @Async
  private Future<Void> run() throws IOException {
    TcpSocket socket = new TcpSocket().backlog(WAITING);
    try (TcpListener listener = await(socket.listen("127.0.0.1", options.port()));
        Signal interrupt = Signal.interrupt();
        Signal terminate = Signal.terminate()) {
      System.out.println("listening on " + listener.localAddress().getPort());
      await(race(accept(listener), ended(interrupt), ended(terminate)));
    }
    System.out.println("stopping, clients: " + connections.size());
    await(drain());
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
      await(new Connection(socket, lobby.enter(), commands, options, stop).serve());
    }
    return ready();
  }

  @Async
  private static Future<Void> refuse(TcpStream socket) {
    try (socket) {
      await(socket.writeAll(FULL.toSend()));
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

  /** Has everybody leave. Those that don't read their last lines are left behind. */
  @Async
  private Future<Void> drain() {
    stop.cancel("the server stops");
    connections.close();
    try {
      await(timeout(GRACE, connections.drained()));
      System.out.println("stopped");
    } catch (TimeoutException e) {
      System.out.println("left behind: " + connections.size());
    }
    return ready();
  }
}
