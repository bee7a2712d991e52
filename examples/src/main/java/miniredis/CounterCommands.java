package miniredis;

import java.util.List;

/** Commands for strings that are whole numbers. */
final class CounterCommands {
  private final Database database;

  CounterCommands(Database database) {
    this.database = database;
  }

  void addTo(Commands commands) {
    commands.add("incr", 2, (session, request) -> add(session, request.get(1), 1));
    commands.add("decr", 2, (session, request) -> add(session, request.get(1), -1));
    commands.add("incrby", 3, this::increase);
    commands.add("decrby", 3, this::decrease);
  }

  private void increase(Session session, List<String> request) throws RedisError {
    add(session, request.get(1), Numbers.parse(request.get(2)));
  }

  private void decrease(Session session, List<String> request) throws RedisError {
    long by = Numbers.parse(request.get(2));
    if (by == Long.MIN_VALUE) {
      throw RedisError.of("decrement would overflow");
    }
    add(session, request.get(1), -by);
  }

  private void add(Session session, String key, long by) throws RedisError {
    String text = database.string(key);
    long before = text == null ? 0 : Numbers.parse(text);
    long after = before + by;
    if (by >= 0 ? after < before : after > before) {
      throw RedisError.of("increment or decrement would overflow");
    }
    database.update(key, Long.toString(after));
    session.replies().integer(after);
  }
}
