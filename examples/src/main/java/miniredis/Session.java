package miniredis;

import dev.weft.sync.Mpsc;
import dev.weft.sync.Oneshot;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a server knows of one client: what it has asked for, what it is to be told, and what it
 * waits for. How bytes come and go is for others.
 */
final class Session implements AutoCloseable {
  /** Messages that a subscriber may be behind by, before it is disconnected. */
  private static final int MAILBOX = 4096;

  /** What a client waits for: an element, until a time in milliseconds since 1970. */
  record Wait(Waiters.Waiter waiter, Oneshot.Receiver<Waiters.Popped> rx, long until) {
    static final long FOR_EVER = Long.MAX_VALUE;
  }

  private final Server server;
  private final long id;
  private final Requests requests = new Requests();
  private final Replies replies = new Replies();
  private final Set<String> channels = new LinkedHashSet<>();
  private final Set<String> patterns = new LinkedHashSet<>();
  private String name = "";
  private Wait wait;
  private boolean ending;

  /** Where messages to a subscriber lie until it is their turn; null before there are any. */
  private Mpsc.Channel<byte[]> mailbox;

  Session(Server server, long id) {
    this.server = server;
    this.id = id;
  }

  long id() {
    return id;
  }

  String name() {
    return name;
  }

  void rename(String newName) {
    name = newName;
  }

  Replies replies() {
    return replies;
  }

  Set<String> channels() {
    return channels;
  }

  Set<String> patterns() {
    return patterns;
  }

  int subscriptions() {
    return channels.size() + patterns.size();
  }

  /**
   * Carries out what a client has asked for, until something is missing: bytes, an element that it
   * waits for, or room for replies.
   *
   * @param in what has come; its position moves on
   */
  void execute(ByteBuffer in) {
    try {
      while (!ending && wait == null && !replies.areMany()) {
        List<String> request = requests.next(in);
        if (request == null) {
          return;
        }
        if (!request.isEmpty()) {
          server.execute(this, request);
        }
      }
    } catch (RedisError e) {
      replies.error(e.getMessage());
      end();
    }
  }

  /** How many bytes there must be before {@link #execute} can go on. */
  int needed() {
    return requests.needed();
  }

  /** Has the connection end when the replies are written. */
  void end() {
    ending = true;
  }

  boolean isEnding() {
    return ending;
  }

  void waitFor(Wait element) {
    wait = element;
  }

  /** What the client waits for; null if it doesn't. */
  Wait waiting() {
    return wait;
  }

  /** Ends a wait with an element, or without if it is null. */
  void resume(Waiters.Popped popped) {
    wait = null;
    if (popped == null) {
      replies.nullArray();
    } else {
      replies.bulks(List.of(popped.key(), popped.element()));
    }
  }

  /** Opens the mailbox of a client that subscribes to something. */
  void openMailbox() {
    if (mailbox == null) {
      mailbox = Mpsc.channel(MAILBOX);
    }
  }

  /** Messages to a subscriber; null if it never was one. */
  Mpsc.Receiver<byte[]> messages() {
    return mailbox == null ? null : mailbox.rx();
  }

  /** Puts a message into the mailbox. Who doesn't read so many is disconnected. */
  void tell(byte[] message) {
    if (mailbox.tx().trySend(message) == Mpsc.TrySend.FULL) {
      mailbox.rx().stopSending();
    }
  }

  /** Puts the messages that have come so far before the replies that come now. */
  void takeMessages() {
    if (mailbox != null) {
      byte[] message = mailbox.rx().tryRecv();
      while (message != null) {
        replies.encoded(message);
        message = mailbox.rx().tryRecv();
      }
    }
  }

  @Override
  public void close() {
    server.forget(this);
    if (wait != null) {
      wait.rx().close();
      wait.waiter().tx().close();
    }
    if (mailbox != null) {
      mailbox.rx().close();
      mailbox.tx().close();
    }
  }
}
