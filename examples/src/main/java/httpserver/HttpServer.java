package httpserver;

import static dev.weft.Weft.*;

import dev.weft.*;
import dev.weft.net.TcpListener;
import dev.weft.net.TcpSocket;
import dev.weft.net.TcpStream;
import dev.weft.net.TlsAcceptor;
import dev.weft.net.TlsStream;
import dev.weft.signal.Signal;
import dev.weft.sync.Semaphore;
import dev.weft.task.CancellationToken;
import dev.weft.task.TaskTracker;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * The server with a task for each client: {@code HttpServer --port 8080 --root public}. Ctrl+C or
 * TERM ends it, once the requests that have begun are answered.
 */
public final class HttpServer {
  private static final String HOST = "127.0.0.1";
  private static final int BACKLOG = 1024;

  /** How long a client that is refused may take to read so. */
  private static final Duration REFUSAL = Duration.ofSeconds(1);

  private static final byte[] TOO_MANY =
      Output.ascii(
          "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\n"
              + "Connection: close\r\n\r\n");

  private final Options options;
  private final Semaphore places;
  private final StaticFiles files;
  private final Statistics statistics = new Statistics(HttpServer::environment);
  private final TaskTracker connections = new TaskTracker();
  private final CancellationToken stop = new CancellationToken();
  private final Site site;

  private HttpServer(Options options) throws IOException {
    this.options = options;
    places = new Semaphore(options.maxConnections());
    files = new StaticFiles(options.root());
    site = new Site(options.limits(), options.timeLimits(), statistics, stop);
  }

  @AsyncMain
  public static void main(String[] args) throws IOException, HttpError {
    await(new HttpServer(Options.parse(args)).run());
  }

  @Async
  private Future<Void> run() throws IOException, HttpError {
    await(spawnBlocking(RequestParser::prepare));
    TlsAcceptor tls = await(tls());
    try (TcpListener plain = await(listen(options.port()));
        TcpListener encrypted = await(listenWithTls());
        Signal interrupt = Signal.interrupt();
        Signal terminate = Signal.terminate()) {
      System.out.println(announcement(plain, encrypted));
      await(
          race(
              accept(plain, null),
              encrypted == null ? pending() : accept(encrypted, tls),
              ended(interrupt),
              ended(terminate)));
    }
    System.out.println("stopping, clients: " + connections.size());
    await(drain());
    System.out.println("stopped after " + statistics.requests() + " requests");
    return ready();
  }

  private static Future<TcpListener> listen(int port) throws IOException {
    return new TcpSocket().backlog(BACKLOG).listen(HOST, port);
  }

  /** Null if there is no key store. */
  private Future<TcpListener> listenWithTls() throws IOException {
    return options.tls() == null ? ready(null) : listen(options.tls().port());
  }

  private static String announcement(TcpListener plain, TcpListener encrypted) {
    String text = "listening on " + plain.localAddress().getPort();
    return encrypted == null ? text : text + ", with TLS on " + encrypted.localAddress().getPort();
  }

  /** Null if there is no key store. */
  private Future<TlsAcceptor> tls() {
    return spawnBlocking(() -> options.tls() == null ? null : Tls.acceptor(options.tls()));
  }

  @Async
  private Future<Void> accept(TcpListener listener, TlsAcceptor tls) throws IOException {
    while (true) {
      TcpStream socket = await(listener.accept());
      Semaphore.Permit place = places.tryAcquire();
      if (place == null) {
        statistics.connectionRefused();
        connections.spawn(refuse(socket, tls));
      } else {
        statistics.connectionAccepted();
        connections.spawn(serve(socket, tls, place));
      }
    }
  }

  @Async
  private Future<Void> serve(TcpStream socket, TlsAcceptor tls, Semaphore.Permit place) {
    try (place;
        socket) {
      if (tls == null) {
        await(new Connection(socket, site, files).serve());
      } else {
        await(serve(socket, tls));
      }
    } finally {
      statistics.connectionClosed();
    }
    return ready();
  }

  @Async
  private Future<Void> serve(TcpStream socket, TlsAcceptor tls) {
    Duration limit = options.timeLimits().handshake();
    try (TlsStream stream = await(timeout(limit, stop.runUntilCancelled(tls.accept(socket))))) {
      if (stream != null) {
        await(new Connection(stream, site, files).serve());
      }
    } catch (IOException | TimeoutException e) {
      // The client went away, or speaks no TLS that this side does.
    }
    return ready();
  }

  @Async
  private static Future<Void> refuse(TcpStream socket, TlsAcceptor tls) {
    try (socket) {
      if (tls == null) {
        Wire wire = new Wire(socket, REFUSAL);
        wire.out().append(TOO_MANY);
        await(wire.flush());
        await(timeout(REFUSAL, wire.sayGoodbye()));
      }
    } catch (IOException | TimeoutException e) {
      // The client went away, or doesn't.
    }
    return ready();
  }

  @Async
  private static Future<Void> ended(Signal signal) {
    await(signal.next());
    return ready();
  }

  /** Has the clients leave. Those whose requests take too long are left behind. */
  @Async
  private Future<Void> drain() {
    stop.cancel("the server stops");
    connections.close();
    try {
      await(timeout(options.timeLimits().grace(), connections.drained()));
    } catch (TimeoutException e) {
      System.out.println("left behind: " + connections.size());
    }
    return ready();
  }

  private static Map<String, Object> environment() {
    Runtime jvm = Runtime.getRuntime();
    return Map.of(
        "process_id", ProcessHandle.current().pid(),
        "used_memory", jvm.totalMemory() - jvm.freeMemory(),
        "tasks", AsyncRuntime.current().metrics().aliveTasks());
  }
}
