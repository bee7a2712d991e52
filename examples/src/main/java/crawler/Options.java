package crawler;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a crawl is to do.
 *
 * @param starts where it begins
 * @param output where pages are saved; null if they aren't
 * @param noParent whether it stays below the directories that it begins in
 * @param depth how many links it goes from the start
 * @param concurrency how many pages it fetches at once, in all
 * @param perHost how many it fetches at once from one host
 * @param delay how long it waits between two requests to one host
 * @param timeout how long a page may take
 * @param attempts how often it tries to get a page
 * @param maxBytes how large a page may be
 * @param agent what it calls itself
 */
record Options(
    List<URI> starts,
    Path output,
    boolean noParent,
    int depth,
    int concurrency,
    int perHost,
    Duration delay,
    Duration timeout,
    int attempts,
    int maxBytes,
    String agent) {
  private static final Map<String, Integer> DEFAULTS =
      Map.of(
          "--depth", 5,
          "--concurrency", 16,
          "--per-host", 4,
          "--delay-millis", 0,
          "--timeout-seconds", 30,
          "--attempts", 4,
          "--max-bytes", 16 * 1024 * 1024);

  private static final String USAGE =
      "crawler.Crawler [--output DIRECTORY] [--no-parent] [OPTION NUMBER]... URL...; options: "
          + DEFAULTS.keySet();

  static Options parse(String[] args) {
    Map<String, Integer> numbers = new HashMap<>(DEFAULTS);
    List<URI> starts = new ArrayList<>();
    Path output = null;
    boolean noParent = false;
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("--no-parent")) {
        noParent = true;
      } else if (args[i].equals("--output")) {
        output = Path.of(argument(args, ++i));
      } else if (args[i].startsWith("-")) {
        put(numbers, args[i], argument(args, ++i));
      } else {
        starts.add(start(args[i]));
      }
    }
    return of(starts, output, noParent, numbers);
  }

  private static String argument(String[] args, int index) {
    if (index >= args.length) {
      throw new IllegalArgumentException(USAGE);
    }
    return args[index];
  }

  private static void put(Map<String, Integer> numbers, String option, String value) {
    try {
      if (numbers.replace(option, Integer.valueOf(value)) == null) {
        throw new IllegalArgumentException(USAGE);
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(USAGE, e);
    }
  }

  private static URI start(String text) {
    URI url = Urls.resolve(URI.create("none:/"), text);
    if (url == null) {
      throw new IllegalArgumentException("no address of a site: " + text + "; " + USAGE);
    }
    return url;
  }

  private static Options of(
      List<URI> starts, Path output, boolean noParent, Map<String, Integer> numbers) {
    if (starts.isEmpty()) {
      throw new IllegalArgumentException(USAGE);
    }
    return new Options(
        starts,
        output,
        noParent,
        numbers.get("--depth"),
        numbers.get("--concurrency"),
        numbers.get("--per-host"),
        Duration.ofMillis(numbers.get("--delay-millis")),
        Duration.ofSeconds(numbers.get("--timeout-seconds")),
        numbers.get("--attempts"),
        numbers.get("--max-bytes"),
        "weft-crawler");
  }
}
