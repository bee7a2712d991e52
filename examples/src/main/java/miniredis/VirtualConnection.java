package miniredis;

import dev.weft.sync.ClosedException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** One client on a socket, served by a virtual thread that blocks; see {@link Connection}. */
final class VirtualConnection {
  private static final int BUFFER = 16 * 1024;

  private final Socket socket;
  private final Session session;
  private final Server server;
  private final ScheduledExecutorService timer;

  /** What has come and isn't carried out yet, from the position to the limit. */
  private ByteBuffer received = ByteBuffer.allocate(BUFFER).limit(0);

  VirtualConnection(Socket socket, Session session, Server server, ScheduledExecutorService timer) {
    this.socket = socket;
    this.session = session;
    this.server = server;
    this.timer = timer;
  }

  void serve() throws IOException, InterruptedException {
    try (session) {
      while (!session.isEnding() && receive(session.needed())) {
        session.execute(received);
        if (session.messages() != null) {
          throw new UnsupportedOperationException("subscribers");
        }
        flush();
        if (session.waiting() != null) {
          session.resume(waitForElement(session.waiting()));
          flush();
        }
      }
    }
  }

  /** Waits for so many bytes; returns whether they have come. */
  private boolean receive(int needed) throws IOException {
    while (received.remaining() < needed) {
      makeRoom();
      int end = received.limit();
      int count = socket.getInputStream().read(received.array(), end, received.capacity() - end);
      if (count < 0) {
        return false;
      }
      received.limit(end + count);
    }
    return true;
  }

  private void makeRoom() {
    if (!received.hasRemaining()) {
      received.position(0).limit(0);
    }
    if (received.capacity() - received.limit() == 0) {
      int capacity = received.position() > 0 ? received.capacity() : 2 * received.capacity();
      received = ByteBuffer.allocate(capacity).put(received).flip();
    }
  }

  private void flush() throws IOException {
    if (!session.replies().isEmpty()) {
      ByteBuffer replies = session.replies().take();
      socket.getOutputStream().write(replies.array(), 0, replies.limit());
    }
  }

  /** The element; null if the time-out was first. */
  private Waiters.Popped waitForElement(Session.Wait wait) throws InterruptedException {
    ScheduledFuture<?> timeout =
        timer.schedule(
            () -> server.giveUp(wait),
            wait.until() - System.currentTimeMillis(),
            TimeUnit.MILLISECONDS);
    try {
      return wait.rx().blockingRecv();
    } catch (ClosedException e) {
      return null;
    } finally {
      timeout.cancel(false);
    }
  }
}
