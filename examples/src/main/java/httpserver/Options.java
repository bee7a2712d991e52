package httpserver;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a server is started with.
 *
 * @param port where it listens; 0 for any port that is free
 * @param maxConnections how many clients it has at most
 * @param root the folder of its files; null if it has none
 * @param tls null if it speaks no TLS
 * @param limits how much a client may ask for
 * @param timeLimits how long a client may take
 */
record Options(
    int port, int maxConnections, Path root, Tls tls, Limits limits, TimeLimits timeLimits) {

  /**
   * A second port, for TLS.
   *
   * @param port where it listens; 0 for any port that is free
   * @param keyStore a file in PKCS #12 with its key and certificate
   * @param password of that file
   */
  record Tls(int port, Path keyStore, String password) {}

  /** All options with what holds where one isn't given; "" for what there needn't be. */
  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("--port", "8080"),
          Map.entry("--max-connections", "10000"),
          Map.entry("--root", ""),
          Map.entry("--tls-port", "8443"),
          Map.entry("--key-store", ""),
          Map.entry("--key-store-password", ""),
          Map.entry("--max-target", "8000"),
          Map.entry("--max-head", "16384"),
          Map.entry("--max-fields", "100"),
          Map.entry("--max-body", "16777216"),
          Map.entry("--handshake-seconds", "10"),
          Map.entry("--head-seconds", "10"),
          Map.entry("--body-seconds", "20"),
          Map.entry("--idle-seconds", "60"),
          Map.entry("--write-seconds", "20"),
          Map.entry("--grace-seconds", "10"));

  static Options parse(String[] args) {
    Map<String, String> given = new HashMap<>(DEFAULTS);
    List<String> words = List.of(args);
    try {
      for (int i = 0; i < words.size(); i += 2) {
        if (given.replace(words.get(i), words.get(i + 1)) == null) {
          throw new IllegalArgumentException(words.get(i));
        }
      }
      return of(given);
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new IllegalArgumentException("options, each with a value: " + DEFAULTS.keySet(), e);
    }
  }

  private static Options of(Map<String, String> given) {
    String root = given.get("--root");
    return new Options(
        Integer.parseInt(given.get("--port")),
        Integer.parseInt(given.get("--max-connections")),
        root.isEmpty() ? null : Path.of(root),
        tls(given),
        limits(given),
        timeLimits(given));
  }

  private static Tls tls(Map<String, String> given) {
    String keyStore = given.get("--key-store");
    return keyStore.isEmpty()
        ? null
        : new Tls(
            Integer.parseInt(given.get("--tls-port")),
            Path.of(keyStore),
            given.get("--key-store-password"));
  }

  private static Limits limits(Map<String, String> given) {
    return new Limits(
        Integer.parseInt(given.get("--max-target")),
        Integer.parseInt(given.get("--max-head")),
        Integer.parseInt(given.get("--max-fields")),
        Long.parseLong(given.get("--max-body")));
  }

  private static TimeLimits timeLimits(Map<String, String> given) {
    return new TimeLimits(
        seconds(given.get("--handshake-seconds")),
        seconds(given.get("--head-seconds")),
        seconds(given.get("--body-seconds")),
        seconds(given.get("--idle-seconds")),
        seconds(given.get("--write-seconds")),
        seconds(given.get("--grace-seconds")));
  }

  private static Duration seconds(String text) {
    return Duration.ofMillis((long) (Double.parseDouble(text) * 1000));
  }
}
