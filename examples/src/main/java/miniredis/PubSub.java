package miniredis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who wants to be told of what is published, by channels and by patterns of channels. */
final class PubSub {
  private final Map<String, Set<Session>> channels = new LinkedHashMap<>();
  private final Map<String, Set<Session>> patterns = new LinkedHashMap<>();

  void subscribe(Session session, String channel) {
    session.channels().add(channel);
    channels.computeIfAbsent(channel, c -> new LinkedHashSet<>()).add(session);
  }

  void subscribeToPattern(Session session, String pattern) {
    session.patterns().add(pattern);
    patterns.computeIfAbsent(pattern, p -> new LinkedHashSet<>()).add(session);
  }

  void unsubscribe(Session session, String channel) {
    session.channels().remove(channel);
    remove(channels, channel, session);
  }

  void unsubscribeFromPattern(Session session, String pattern) {
    session.patterns().remove(pattern);
    remove(patterns, pattern, session);
  }

  private static void remove(Map<String, Set<Session>> all, String name, Session session) {
    all.computeIfPresent(
        name, (n, sessions) -> sessions.remove(session) && sessions.isEmpty() ? null : sessions);
  }

  /** Ends all subscriptions of a client. */
  void leave(Session session) {
    List.copyOf(session.channels()).forEach(channel -> unsubscribe(session, channel));
    List.copyOf(session.patterns()).forEach(pattern -> unsubscribeFromPattern(session, pattern));
  }

  /** Tells all who want to know; returns how often. */
  int publish(String channel, String message) {
    int told = tell(channels.get(channel), "message", channel, message);
    for (Map.Entry<String, Set<Session>> each : patterns.entrySet()) {
      if (Glob.matches(each.getKey(), channel)) {
        told += tell(each.getValue(), "pmessage", each.getKey(), channel, message);
      }
    }
    return told;
  }

  private static int tell(Set<Session> sessions, String... parts) {
    if (sessions == null) {
      return 0;
    }
    byte[] encoded = Replies.encode(List.of(parts));
    sessions.forEach(session -> session.tell(encoded));
    return sessions.size();
  }

  /** The channels that somebody is subscribed to and that match a pattern. */
  List<String> channels(String pattern) {
    List<String> matching = new ArrayList<>(channels.keySet());
    matching.removeIf(channel -> !Glob.matches(pattern, channel));
    return matching;
  }

  int subscribers(String channel) {
    return channels.getOrDefault(channel, Set.of()).size();
  }

  int patterns() {
    return patterns.size();
  }
}
