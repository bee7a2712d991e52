package miniredis;

import static dev.weft.Weft.*;

import dev.weft.*;
import dev.weft.io.BufReader;
import dev.weft.net.TcpStream;
import dev.weft.sync.Mpsc;
import dev.weft.task.CancellationToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** One client on a socket, served by one task until either side ends it. */
final class Connection {
  private static final int BUFFER = 16 * 1024;

  /** How much a client may send ahead while it waits for an element. */
  private static final int AHEAD = 1024 * 1024;

  /** How long a client whose connection is ended may take to read the last replies. */
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final TcpStream socket;
  private final BufReader reader;
  private final Session session;
  private final Server server;
  private final CancellationToken stop;

  Connection(TcpStream socket, Session session, Server server, CancellationToken stop) {
    this.socket = socket;
    this.session = session;
    this.server = server;
    this.stop = stop;
    reader = new BufReader(socket, BUFFER);
  }

  /** Serves the client. What it had sent before a stop is still carried out. */
  @Async
  Future<Void> serve() {
    try (socket;
        session) {
      await(converse());
      await(timeout(FAREWELL, sayGoodbye()));
    } catch (IOException | TimeoutException e) {
      // The client went away, or doesn't.
    }
    return ready();
  }

  @Async
  private Future<Void> converse() throws IOException {
    while (!session.isEnding()) {
      int needed = session.needed();
      ByteBuffer received = await(receive(needed));
      if (received == null || received.remaining() < needed) {
        break;
      }
      session.execute(received);
      reader.consume(reader.buffered() - received.remaining());
      await(flush());
      if (session.waiting() != null) {
        await(waitForElement());
      }
    }
    return ready();
  }

  /** Bytes, fewer than are needed at the end; null if the server stops before any have come. */
  @Async
  private Future<ByteBuffer> receive(int needed) throws IOException {
    if (session.messages() != null) {
      return ready(await(receiveAndPassOn(needed)));
    }
    return ready(await(stop.runUntilCancelled(reader.peek(needed))));
  }

  /** The same for a subscriber, who meanwhile is told of messages. */
  @Async
  private Future<ByteBuffer> receiveAndPassOn(int needed) throws IOException {
    Mpsc.Receiver<byte[]> messages = session.messages();
    while (true) {
      var first = await(select(reader.peek(needed), messages.recv(), stop.cancelled()));
      if (first instanceof OneOf3.First<ByteBuffer, ?, ?> bytes) {
        return ready(bytes.value());
      }
      if (!(first instanceof OneOf3.Second<?, byte[], ?> message) || message.value() == null) {
        return ready(null);
      }
      session.replies().encoded(message.value());
      session.takeMessages();
      await(flush());
    }
  }

  /** Waits for what a blocking command is about, for its time-out, or until the client leaves. */
  @Async
  private Future<Void> waitForElement() throws IOException {
    Session.Wait wait = session.waiting();
    var first = await(select(wait.rx(), timeoutOf(wait), clientLeft(), stop.cancelled()));
    if (first instanceof OneOf4.First<Waiters.Popped, ?, ?, ?> popped) {
      session.resume(popped.value());
    } else if (first instanceof OneOf4.Second<?, ?, ?, ?>) {
      server.giveUp(wait);
      session.resume(wait.rx().tryRecv());
    } else {
      session.end();
    }
    await(flush());
    return ready();
  }

  private static Future<Void> timeoutOf(Session.Wait wait) {
    return wait.until() == Session.Wait.FOR_EVER
        ? pending()
        : sleep(Duration.ofMillis(wait.until() - System.currentTimeMillis()));
  }

  /** Waits for the end of what the client sends. What it sends ahead stays in the reader. */
  @Async
  @CancelSafe
  private Future<Void> clientLeft() throws IOException {
    int ahead = reader.buffered();
    while (ahead < AHEAD) {
      ByteBuffer received = await(reader.peek(ahead + 1));
      if (received == null || received.remaining() == ahead) {
        return ready();
      }
      ahead = received.remaining();
    }
    await(pending());
    return ready();
  }

  @Async
  private Future<Void> flush() throws IOException {
    if (!session.replies().isEmpty()) {
      await(socket.writeAll(session.replies().take()));
    }
    return ready();
  }

  /** Bytes that weren't read would have the system throw away the last replies. */
  @Async
  @CancelSafe
  private Future<Void> sayGoodbye() throws IOException {
    await(socket.shutdown());
    ByteBuffer rest = ByteBuffer.allocate(BUFFER);
    while (await(socket.read(rest.clear())) >= 0) {}
    return ready();
  }
}
