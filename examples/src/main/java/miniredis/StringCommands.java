package miniredis;

import java.util.List;

/** Commands for strings, apart from those that count. */
final class StringCommands {
  private static final int MAX_LENGTH = 512 * 1024 * 1024;

  private final Database database;

  StringCommands(Database database) {
    this.database = database;
  }

  void addTo(Commands commands) {
    commands.add("get", 2, this::get);
    commands.add("set", -3, this::set);
    commands.add("setnx", 3, this::setIfAbsent);
    commands.add("setex", 4, (session, request) -> setExpiring(session, request, "EX"));
    commands.add("psetex", 4, (session, request) -> setExpiring(session, request, "PX"));
    commands.add("getset", 3, this::getAndSet);
    commands.add("getdel", 2, this::getAndDelete);
    commands.add("getex", -2, this::getAndExpire);
    commands.add("mget", -2, this::getMany);
    commands.add("mset", -3, this::setMany);
    commands.add("msetnx", -3, this::setManyIfAbsent);
    commands.add("append", 3, this::append);
    commands.add("strlen", 2, this::length);
    commands.add("getrange", 4, this::getRange);
    commands.add("substr", 4, this::getRange);
    commands.add("setrange", 4, this::setRange);
  }

  private void get(Session session, List<String> request) throws RedisError {
    session.replies().bulk(database.string(request.get(1)));
  }

  private void set(Session session, List<String> request) throws RedisError {
    String key = request.get(1);
    SetOptions options = SetOptions.ofSet(request);
    long expiry = options.expiresAt(database.now());
    String before = options.get() ? database.string(key) : null;
    boolean done = options.allow(database.contains(key));
    if (done) {
      put(key, request.get(2), options.keepTtl(), expiry);
    }
    if (options.get() || !done) {
      session.replies().bulk(before);
    } else {
      session.replies().ok();
    }
  }

  private void put(String key, String value, boolean keepTtl, long expiry) {
    if (keepTtl) {
      database.update(key, value);
    } else {
      database.put(key, value);
    }
    expireAt(key, expiry);
  }

  private void expireAt(String key, long expiry) {
    if (expiry != Database.NEVER) {
      database.expireAt(key, expiry);
    }
  }

  private void setIfAbsent(Session session, List<String> request) {
    boolean absent = !database.contains(request.get(1));
    if (absent) {
      database.put(request.get(1), request.get(2));
    }
    session.replies().integer(absent ? 1 : 0);
  }

  private void setExpiring(Session session, List<String> request, String unit) throws RedisError {
    String command = unit.equals("EX") ? "setex" : "psetex";
    long until = SetOptions.expiry(unit, request.get(2), command, database.now());
    database.put(request.get(1), request.get(3));
    database.expireAt(request.get(1), until);
    session.replies().ok();
  }

  private void getAndSet(Session session, List<String> request) throws RedisError {
    session.replies().bulk(database.string(request.get(1)));
    database.put(request.get(1), request.get(2));
  }

  private void getAndDelete(Session session, List<String> request) throws RedisError {
    session.replies().bulk(database.string(request.get(1)));
    database.remove(request.get(1));
  }

  private void getAndExpire(Session session, List<String> request) throws RedisError {
    String key = request.get(1);
    SetOptions options = SetOptions.ofGetEx(request);
    String value = database.string(key);
    if (value != null) {
      expireAt(key, options.expiresAt(database.now()));
    }
    if (options.persist()) {
      database.persist(key);
    }
    session.replies().bulk(value);
  }

  private void getMany(Session session, List<String> request) {
    session.replies().array(request.size() - 1);
    for (String key : request.subList(1, request.size())) {
      session.replies().bulk(database.get(key) instanceof String text ? text : null);
    }
  }

  private void setMany(Session session, List<String> request) throws RedisError {
    requirePairs(request, "mset");
    putAll(request);
    session.replies().ok();
  }

  private void setManyIfAbsent(Session session, List<String> request) throws RedisError {
    requirePairs(request, "msetnx");
    boolean absent = true;
    for (int i = 1; i < request.size(); i += 2) {
      absent &= !database.contains(request.get(i));
    }
    if (absent) {
      putAll(request);
    }
    session.replies().integer(absent ? 1 : 0);
  }

  private static void requirePairs(List<String> request, String command) throws RedisError {
    if (request.size() % 2 == 0) {
      throw RedisError.arity(command);
    }
  }

  private void putAll(List<String> request) {
    for (int i = 1; i < request.size(); i += 2) {
      database.put(request.get(i), request.get(i + 1));
    }
  }

  private void append(Session session, List<String> request) throws RedisError {
    String before = database.string(request.get(1));
    String after = before == null ? request.get(2) : before.concat(request.get(2));
    requireLength(after.length());
    database.update(request.get(1), after);
    session.replies().integer(after.length());
  }

  private static void requireLength(long length) throws RedisError {
    if (length > MAX_LENGTH) {
      throw RedisError.of("string exceeds maximum allowed size (proto-max-bulk-len)");
    }
  }

  private void length(Session session, List<String> request) throws RedisError {
    String text = database.string(request.get(1));
    session.replies().integer(text == null ? 0 : text.length());
  }

  private void getRange(Session session, List<String> request) throws RedisError {
    long first = Numbers.parse(request.get(2));
    long last = Numbers.parse(request.get(3));
    String text = database.string(request.get(1));
    int length = text == null ? 0 : text.length();
    // An end before the first byte is that byte, unless the beginning lies behind it.
    boolean backwards = first < 0 && last < 0 && first > last;
    Range range = backwards ? Range.EMPTY : Range.of(first, Math.max(last, -length), length);
    session.replies().bulk(range.isEmpty() ? "" : text.substring(range.begin(), range.end()));
  }

  private void setRange(Session session, List<String> request) throws RedisError {
    String key = request.get(1);
    String part = request.get(3);
    long offset = Numbers.parse(request.get(2));
    if (offset < 0) {
      throw RedisError.of("offset is out of range");
    }
    String text = database.string(key);
    String before = text == null ? "" : text;
    if (!part.isEmpty()) {
      requireLength(Math.min(offset, MAX_LENGTH) + part.length());
      before = replaced(before, (int) offset, part);
      database.update(key, before);
    }
    session.replies().integer(before.length());
  }

  private static String replaced(String text, int offset, String part) {
    StringBuilder builder = new StringBuilder(text);
    builder.setLength(Math.max(text.length(), offset + part.length()));
    return builder.replace(offset, offset + part.length(), part).toString();
  }
}
