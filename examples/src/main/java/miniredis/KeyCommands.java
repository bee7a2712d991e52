package miniredis;

import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** Commands for keys, whatever their values are. */
final class KeyCommands {
  private static final int ABSENT = -2;

  private final Server server;
  private final Database database;

  KeyCommands(Server server) {
    this.server = server;
    database = server.database();
  }

  void addTo(Commands commands) {
    commands.add("del", -2, this::delete);
    commands.add("unlink", -2, this::delete);
    commands.add("exists", -2, this::exists);
    commands.add("touch", -2, this::exists);
    commands.add("type", 2, this::type);
    commands.add("keys", 2, (s, request) -> s.replies().bulks(database.keys(request.get(1))));
    commands.add("rename", 3, this::rename);
    commands.add("dbsize", 1, (s, request) -> s.replies().integer(database.size()));
    commands.add("flushdb", -1, this::flush);
    commands.add("flushall", -1, this::flush);
    commands.add("expire", -3, (s, request) -> expire(s, request, "expire", 1000, true));
    commands.add("pexpire", -3, (s, request) -> expire(s, request, "pexpire", 1, true));
    commands.add("expireat", -3, (s, request) -> expire(s, request, "expireat", 1000, false));
    commands.add("pexpireat", -3, (s, request) -> expire(s, request, "pexpireat", 1, false));
    commands.add("persist", 2, this::persist);
    commands.add("ttl", 2, (s, r) -> expiry(s, r, at -> (at - database.now() + 500) / 1000));
    commands.add("pttl", 2, (s, r) -> expiry(s, r, at -> at - database.now()));
    commands.add("expiretime", 2, (s, r) -> expiry(s, r, at -> (at + 500) / 1000));
    commands.add("pexpiretime", 2, (s, r) -> expiry(s, r, at -> at));
  }

  private void delete(Session session, List<String> request) {
    session.replies().integer(request.stream().skip(1).filter(key -> database.remove(key)).count());
  }

  private void exists(Session session, List<String> request) {
    session
        .replies()
        .integer(request.stream().skip(1).filter(key -> database.contains(key)).count());
  }

  private void type(Session session, List<String> request) {
    Object value = database.get(request.get(1));
    session.replies().simple(value == null ? "none" : value instanceof String ? "string" : "list");
  }

  private void rename(Session session, List<String> request) throws RedisError {
    String key = request.get(1);
    String target = request.get(2);
    Object value = database.get(key);
    if (value == null) {
      throw RedisError.of("no such key");
    }
    long expiry = database.expiry(key);
    database.remove(key);
    database.put(target, value);
    if (expiry != Database.NEVER) {
      database.expireAt(target, expiry);
    }
    server.pushed(target);
    session.replies().ok();
  }

  private void flush(Session session, List<String> request) throws RedisError {
    String how = request.size() == 2 ? request.get(1).toUpperCase(Locale.ROOT) : "SYNC";
    if (request.size() > 2 || !how.equals("SYNC") && !how.equals("ASYNC")) {
      throw RedisError.syntax();
    }
    database.clear();
    session.replies().ok();
  }

  private void expire(
      Session session, List<String> request, String command, int unit, boolean relative)
      throws RedisError {
    ExpireOptions options = ExpireOptions.of(request);
    long count = Numbers.parse(request.get(2));
    long base = relative ? database.now() : 0;
    if (count > Long.MAX_VALUE / unit
        || count < Long.MIN_VALUE / unit
        || count * unit > Long.MAX_VALUE - base) {
      throw RedisError.of("invalid expire time in '" + command + "' command");
    }
    String key = request.get(1);
    long until = count * unit + base;
    boolean done = database.contains(key) && options.allow(database.expiry(key), until);
    if (done) {
      database.expireAt(key, until);
    }
    session.replies().integer(done ? 1 : 0);
  }

  private void persist(Session session, List<String> request) {
    session.replies().integer(database.persist(request.get(1)) ? 1 : 0);
  }

  private void expiry(Session session, List<String> request, ToLongFunction<Long> told) {
    String key = request.get(1);
    long at = database.contains(key) ? database.expiry(key) : ABSENT;
    session.replies().integer(at < 0 ? at : told.applyAsLong(at));
  }
}
