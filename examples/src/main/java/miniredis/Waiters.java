package miniredis;

import dev.weft.sync.Oneshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Clients that wait for an element of a list, each behind those that came before. */
final class Waiters {
  /** An element that was taken out of a list for a client. */
  record Popped(String key, String element, boolean left) {}

  /** A client that waits for the first element of any of its lists. */
  record Waiter(Set<String> keys, boolean left, Oneshot.Sender<Popped> tx) {}

  private final Map<String, Set<Waiter>> byKey = new HashMap<>();

  /** Lists that may have elements for somebody. */
  private final Set<String> ready = new LinkedHashSet<>();

  private int size;

  int size() {
    return size;
  }

  void add(Waiter waiter) {
    for (String key : waiter.keys()) {
      byKey.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(waiter);
    }
    size++;
  }

  /** Takes a client out of all its lines. */
  void remove(Waiter waiter) {
    boolean found = false;
    for (String key : waiter.keys()) {
      Set<Waiter> line = byKey.getOrDefault(key, Set.of());
      if (!line.isEmpty() && line.remove(waiter)) {
        found = true;
        byKey.computeIfPresent(key, (k, rest) -> rest.isEmpty() ? null : rest);
      }
    }
    size -= found ? 1 : 0;
  }

  /** Says that a list has got elements. Who waits for them is served when the command has ended. */
  void pushed(String key) {
    if (byKey.containsKey(key)) {
      ready.add(key);
    }
  }

  /** Serves those who wait, as long as there are elements. */
  void serve(Database database) {
    if (ready.isEmpty()) {
      return;
    }
    List<String> keys = new ArrayList<>(ready);
    ready.clear();
    for (String key : keys) {
      if (database.get(key) instanceof ListValue list) {
        serve(database, key, list);
      }
    }
  }

  private void serve(Database database, String key, ListValue list) {
    Set<Waiter> line = byKey.get(key);
    while (line != null && !list.isEmpty()) {
      Waiter first = line.iterator().next();
      remove(first);
      String element = list.pop(first.left());
      if (!first.tx().send(new Popped(key, element, first.left()))) {
        list.push(element, first.left());
      }
      line = byKey.get(key);
    }
    if (list.isEmpty()) {
      database.remove(key);
    }
  }
}
