package crawler;

import static dev.weft.Weft.await;
import static dev.weft.Weft.pending;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.sleep;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.time.Deadline;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Servers that are made up, and remember how they were asked. */
final class MadeUpSite implements Transport {
  private static final Response GONE = new Response(404, "", "", new byte[0]);
  private static final Response BUSY = new Response(503, "", "", new byte[0]);
  private static final int NEVER = -1;

  private final RandomGenerator random;
  private final Map<String, Response> pages = new HashMap<>();
  private final Map<String, Integer> busy = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final Map<String, List<Deadline>> times = new HashMap<>();
  private final Map<String, Integer> now = new HashMap<>();
  private final Map<String, Integer> most = new HashMap<>();

  /** Two hosts with so many pages each, which are linked at random, and all of which are found. */
  MadeUpSite(RandomGenerator random, int size) {
    this.random = random;
    for (String host : List.of("a", "b")) {
      for (int i = 0; i < size; i++) {
        String links =
            IntStream.range(0, 4)
                .mapToObj(n -> "<a href=" + random.nextInt(size) + ">x</a>")
                .collect(Collectors.joining());
        String next =
            "<a href=" + (2 * i + 1) % size + ">l</a><a href=" + (2 * i + 2) % size + ">r</a>";
        put("http://" + host + "/" + i, 200, next + links);
      }
    }
  }

  static MadeUpSite empty() {
    return new MadeUpSite(RandomGenerator.getDefault(), 0);
  }

  void put(String url, int status, String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    pages.put(url, new Response(status, "text/html", "", body));
  }

  void redirect(String url, String location) {
    pages.put(url, new Response(302, "", location, new byte[0]));
  }

  /** Has a page be there after so many attempts. */
  void busy(String url, int attempts) {
    put(url, 200, "");
    busy.put(url, attempts);
  }

  void never(String url) {
    busy.put(url, NEVER);
  }

  @Async
  @Override
  public Future<Response> get(URI url) {
    asked.add(url.toString());
    times.computeIfAbsent(url.getHost(), host -> new ArrayList<>()).add(Deadline.now());
    try {
      count(url.getHost(), 1);
      count("", 1);
      await(sleep(Duration.ofMillis(1 + random.nextInt(500))));
      return ready(await(answer(url.toString())));
    } finally {
      count(url.getHost(), -1);
      count("", -1);
    }
  }

  @Async
  private Future<Response> answer(String url) {
    int attempts = busy.getOrDefault(url, 0);
    if (attempts == NEVER) {
      await(pending());
    }
    if (attempts > 0) {
      busy.put(url, attempts - 1);
      return ready(BUSY);
    }
    return ready(pages.getOrDefault(url, GONE));
  }

  private void count(String host, int by) {
    int count = now.merge(host, by, Integer::sum);
    most.merge(host, count, Math::max);
  }

  /** All addresses that were asked for, in order. */
  List<String> asked() {
    return asked;
  }

  /** How many requests there were at once to a host, or in all where it has no name. */
  int mostAtOnce(String host) {
    return most.get(host);
  }

  /** How many there are now. */
  int atOnce() {
    return now.get("");
  }

  /** The least time between two requests for pages of a host. */
  Duration leastSpan(String host) {
    List<Deadline> all = times.get(host).subList(1, times.get(host).size());
    return IntStream.range(1, all.size())
        .mapToObj(i -> all.get(i - 1).until(all.get(i)))
        .min(Duration::compareTo)
        .orElseThrow();
  }
}
