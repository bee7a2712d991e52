package miniredis;

import java.util.List;
import java.util.Map;

/**
 * What a server is started with.
 *
 * @param port where it listens; 0 for any port that is free
 * @param maxConnections how many clients it has at most
 */
record Options(int port, int maxConnections) {
  private static final String USAGE = "options: --port PORT, --max-connections COUNT";

  static Options parse(String[] args) {
    int port = 6379;
    int maxConnections = 10_000;
    List<String> words = List.of(args);
    for (int i = 0; i < words.size(); i += 2) {
      switch (words.get(i)) {
        case "--port" -> port = number(words, i + 1);
        case "--max-connections" -> maxConnections = number(words, i + 1);
        default -> throw new IllegalArgumentException(USAGE);
      }
    }
    return new Options(port, maxConnections);
  }

  private static int number(List<String> words, int index) {
    try {
      return Integer.parseInt(words.get(index));
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw new IllegalArgumentException(USAGE, e);
    }
  }

  /** What {@code CONFIG GET} tells. */
  Map<String, String> configuration() {
    return Map.of("appendonly", "no", "maxclients", Integer.toString(maxConnections), "save", "");
  }
}
