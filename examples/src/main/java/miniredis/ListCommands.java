package miniredis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Commands for lists. */
final class ListCommands {
  private final Server server;
  private final Database database;

  ListCommands(Server server) {
    this.server = server;
    database = server.database();
  }

  void addTo(Commands commands) {
    commands.add("lpush", -3, (session, request) -> push(session, request, true));
    commands.add("rpush", -3, (session, request) -> push(session, request, false));
    commands.add("lpushx", -3, (session, request) -> pushIfPresent(session, request, true));
    commands.add("rpushx", -3, (session, request) -> pushIfPresent(session, request, false));
    commands.add("lpop", -2, (session, request) -> pop(session, request, true));
    commands.add("rpop", -2, (session, request) -> pop(session, request, false));
    commands.add("blpop", -3, (session, request) -> popOrWait(session, request, true));
    commands.add("brpop", -3, (session, request) -> popOrWait(session, request, false));
    commands.add("rpoplpush", 3, (session, request) -> move(session, request, false, true));
    commands.add("lmove", 5, this::move);
    commands.add("llen", 2, this::length);
    commands.add("lrange", 4, this::range);
    commands.add("lindex", 3, this::element);
    commands.add("lset", 4, this::replace);
    commands.add("linsert", 5, this::insert);
    commands.add("lrem", 4, this::remove);
    commands.add("ltrim", 4, this::trim);
  }

  private void push(Session session, List<String> request, boolean left) throws RedisError {
    ListValue list = database.list(request.get(1));
    if (list == null) {
      list = new ListValue();
      database.put(request.get(1), list);
    }
    pushAll(session, request, list, left);
  }

  private void pushIfPresent(Session session, List<String> request, boolean left)
      throws RedisError {
    ListValue list = database.list(request.get(1));
    if (list == null) {
      session.replies().integer(0);
    } else {
      pushAll(session, request, list, left);
    }
  }

  private void pushAll(Session session, List<String> request, ListValue list, boolean left) {
    for (int i = 2; i < request.size(); i++) {
      list.push(request.get(i), left);
    }
    server.pushed(request.get(1));
    session.replies().integer(list.size());
  }

  private void pop(Session session, List<String> request, boolean left) throws RedisError {
    if (request.size() > 3) {
      throw RedisError.arity(left ? "lpop" : "rpop");
    }
    if (request.size() == 3) {
      popSome(session, request, left);
      return;
    }
    ListValue list = database.list(request.get(1));
    session.replies().bulk(list == null ? null : take(request.get(1), list, left));
  }

  private void popSome(Session session, List<String> request, boolean left) throws RedisError {
    int count = Numbers.parseCount(request.get(2));
    ListValue list = database.list(request.get(1));
    if (list == null) {
      session.replies().nullArray();
      return;
    }
    int length = Math.min(count, list.size());
    session.replies().array(length);
    for (int i = 0; i < length; i++) {
      session.replies().bulk(take(request.get(1), list, left));
    }
  }

  /** Takes an element, and the key away with the last one. */
  private String take(String key, ListValue list, boolean left) {
    String element = list.pop(left);
    removeIfEmpty(key, list);
    return element;
  }

  private void removeIfEmpty(String key, ListValue list) {
    if (list.isEmpty()) {
      database.remove(key);
    }
  }

  private void popOrWait(Session session, List<String> request, boolean left) throws RedisError {
    long timeout = Numbers.parseTimeout(request.get(request.size() - 1));
    List<String> keys = request.subList(1, request.size() - 1);
    for (String key : keys) {
      ListValue list = database.list(key);
      if (list != null) {
        session.replies().bulks(List.of(key, take(key, list, left)));
        return;
      }
    }
    long until = timeout == 0 ? Session.Wait.FOR_EVER : database.now() + timeout;
    server.block(session, keys, left, until);
  }

  private void move(Session session, List<String> request) throws RedisError {
    move(session, request, isLeft(request.get(3)), isLeft(request.get(4)));
  }

  private static boolean isLeft(String side) throws RedisError {
    return switch (side.toUpperCase(Locale.ROOT)) {
      case "LEFT" -> true;
      case "RIGHT" -> false;
      default -> throw RedisError.syntax();
    };
  }

  private void move(Session session, List<String> request, boolean fromLeft, boolean toLeft)
      throws RedisError {
    ListValue source = database.list(request.get(1));
    if (source == null) {
      session.replies().bulk(null);
      return;
    }
    String key = request.get(2);
    ListValue target = database.list(key);
    if (target == null) {
      target = new ListValue();
      database.put(key, target);
    }
    String element = source.pop(fromLeft);
    target.push(element, toLeft);
    removeIfEmpty(request.get(1), source);
    server.pushed(key);
    session.replies().bulk(element);
  }

  private void length(Session session, List<String> request) throws RedisError {
    ListValue list = database.list(request.get(1));
    session.replies().integer(list == null ? 0 : list.size());
  }

  private void range(Session session, List<String> request) throws RedisError {
    long first = Numbers.parse(request.get(2));
    long last = Numbers.parse(request.get(3));
    ListValue list = database.list(request.get(1));
    if (list == null) {
      session.replies().array(0);
    } else {
      Range range = Range.of(first, last, list.size());
      session.replies().bulks(list.subList(range.begin(), range.end()));
    }
  }

  private void element(Session session, List<String> request) throws RedisError {
    ListValue list = database.list(request.get(1));
    int index = list == null ? -1 : index(request.get(2), list);
    session.replies().bulk(index < 0 ? null : list.get(index));
  }

  /** The place that an index means, of which negative ones count from the end; -1 if none. */
  private static int index(String text, ListValue list) throws RedisError {
    long index = Numbers.parse(text);
    long place = index < 0 ? index + list.size() : index;
    return place < 0 || place >= list.size() ? -1 : (int) place;
  }

  private void replace(Session session, List<String> request) throws RedisError {
    ListValue list = database.list(request.get(1));
    if (list == null) {
      throw RedisError.of("no such key");
    }
    int index = index(request.get(2), list);
    if (index < 0) {
      throw RedisError.of("index out of range");
    }
    list.set(index, request.get(3));
    session.replies().ok();
  }

  private void insert(Session session, List<String> request) throws RedisError {
    int behind =
        switch (request.get(2).toUpperCase(Locale.ROOT)) {
          case "BEFORE" -> 0;
          case "AFTER" -> 1;
          default -> throw RedisError.syntax();
        };
    ListValue list = database.list(request.get(1));
    int pivot = list == null ? 0 : list.indexOf(request.get(3));
    if (list != null && pivot >= 0) {
      List<String> elements = new ArrayList<>(list);
      elements.add(pivot + behind, request.get(4));
      database.update(request.get(1), new ListValue(elements));
      session.replies().integer(elements.size());
    } else {
      session.replies().integer(pivot);
    }
  }

  private void remove(Session session, List<String> request) throws RedisError {
    long count = Numbers.parse(request.get(2));
    ListValue list = database.list(request.get(1));
    if (list == null) {
      session.replies().integer(0);
      return;
    }
    List<String> elements = new ArrayList<>(list);
    if (count < 0) {
      Collections.reverse(elements);
    }
    removeFirst(elements, request.get(3), count == 0 ? Long.MAX_VALUE : Math.abs(count));
    if (count < 0) {
      Collections.reverse(elements);
    }
    session.replies().integer(list.size() - elements.size());
    putOrRemove(request.get(1), elements);
  }

  private static void removeFirst(List<String> elements, String element, long count) {
    long[] left = {count < 0 ? Long.MAX_VALUE : count};
    elements.removeIf(each -> each.equals(element) && left[0]-- > 0);
  }

  private void trim(Session session, List<String> request) throws RedisError {
    long first = Numbers.parse(request.get(2));
    long last = Numbers.parse(request.get(3));
    ListValue list = database.list(request.get(1));
    if (list != null) {
      Range range = Range.of(first, last, list.size());
      putOrRemove(request.get(1), list.subList(range.begin(), range.end()));
    }
    session.replies().ok();
  }

  private void putOrRemove(String key, List<String> elements) {
    if (elements.isEmpty()) {
      database.remove(key);
    } else {
      database.update(key, new ListValue(elements));
    }
  }
}
