package chat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a server is started with.
 *
 * @param port where it listens; 0 for any port that is free
 * @param maxConnections how many clients it has at most
 * @param idle how long a client may say nothing
 * @param patience how long a client may take to read what it is sent
 * @param backlog how many lines of a room are kept for those who read slowly
 */
record Options(int port, int maxConnections, Duration idle, Duration patience, int backlog) {
  private static final Map<String, Integer> DEFAULTS =
      Map.of(
          "--port", 7000,
          "--max-connections", 10_000,
          "--idle-seconds", 600,
          "--write-seconds", 30,
          "--backlog", 256);

  static Options parse(String[] args) {
    Map<String, Integer> values = new LinkedHashMap<>(DEFAULTS);
    List<String> words = List.of(args);
    for (int i = 0; i < words.size(); i += 2) {
      if (values.replace(words.get(i), number(words, i + 1)) == null) {
        throw wrong();
      }
    }
    return new Options(
        values.get("--port"),
        values.get("--max-connections"),
        Duration.ofSeconds(values.get("--idle-seconds")),
        Duration.ofSeconds(values.get("--write-seconds")),
        values.get("--backlog"));
  }

  private static int number(List<String> words, int index) {
    try {
      return Integer.parseInt(words.get(index));
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw wrong();
    }
  }

  private static IllegalArgumentException wrong() {
    return new IllegalArgumentException("options, each with a number: " + DEFAULTS.keySet());
  }
}
