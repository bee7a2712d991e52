package miniredis;

import dev.weft.sync.Oneshot;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What all clients of a server share. One command at a time has it, under one lock: commands are
 * short and never wait, so that the lock is never held across an {@code await}.
 */
final class Server {
  private final Database database;
  private final Waiters waiters = new Waiters();
  private final PubSub pubSub = new PubSub();
  private final Commands commands;
  private long sessions;
  private int connected;
  private long executed;

  /**
   * A server without keys.
   *
   * @param expiry has keys removed that nobody asks for any more
   * @param configuration what {@code CONFIG GET} tells
   * @param environment what {@code INFO} tells of how the server is run
   */
  Server(
      Database.Expiry expiry,
      Map<String, String> configuration,
      Supplier<Map<String, Object>> environment) {
    database = new Database(System::currentTimeMillis, expiry);
    commands = new Commands(this, configuration, environment);
  }

  Database database() {
    return database;
  }

  PubSub pubSub() {
    return pubSub;
  }

  /** Says hello to a client; its session is to be closed. */
  synchronized Session connect() {
    connected++;
    return new Session(this, ++sessions);
  }

  /** Carries out a command, and then serves those who have waited for what it has brought. */
  synchronized void execute(Session session, List<String> request) {
    executed++;
    session.takeMessages();
    commands.execute(session, request);
    waiters.serve(database);
  }

  /** Has a client wait for an element of a list. */
  void block(Session session, List<String> keys, boolean left, long until) {
    Oneshot.Channel<Waiters.Popped> channel = Oneshot.channel(this::putBack);
    Waiters.Waiter waiter = new Waiters.Waiter(new LinkedHashSet<>(keys), left, channel.tx());
    waiters.add(waiter);
    session.waitFor(new Session.Wait(waiter, channel.rx(), until));
  }

  /** Tells those who wait that a list has got elements. */
  void pushed(String key) {
    waiters.pushed(key);
  }

  /** Ends a wait: from now on there is an element, or there will be none. */
  synchronized void giveUp(Session.Wait wait) {
    waiters.remove(wait.waiter());
    wait.waiter().tx().close();
  }

  /** Puts an element back that a client has left without. */
  private synchronized void putBack(Waiters.Popped popped) {
    if (database.get(popped.key()) instanceof ListValue list) {
      list.push(popped.element(), popped.left());
    } else if (!database.contains(popped.key())) {
      database.put(popped.key(), new ListValue(List.of(popped.element())));
    }
    pushed(popped.key());
    waiters.serve(database);
  }

  /** Removes a key whose time is over. */
  synchronized void reclaim(String key) {
    database.reclaim(key);
  }

  /** Forgets a client that has left. */
  synchronized void forget(Session session) {
    connected--;
    pubSub.leave(session);
    if (session.waiting() != null) {
      waiters.remove(session.waiting().waiter());
    }
  }

  int connected() {
    return connected;
  }

  int waiting() {
    return waiters.size();
  }

  long executed() {
    return executed;
  }
}
