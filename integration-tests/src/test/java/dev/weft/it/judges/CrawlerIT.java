package dev.weft.it.judges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.Checkout;
import dev.weft.it.Seed;
import dev.weft.it.process.Command;
import dev.weft.it.process.Execution;
import dev.weft.it.process.Jdk;
import dev.weft.it.process.Jdks;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The crawler, judged by {@code wget -r} for what it finds, and by nginx for how it behaves.
 *
 * <p>{@code -Dweft.crawler.sites=100} has it crawl more sites, {@code -Dweft.crawler.seed=17}
 * begins with that one.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class CrawlerIT {
  private static final int SITES = Integer.getInteger("weft.crawler.sites", 4);
  private static final long SEED = Long.getLong("weft.crawler.seed", 1);
  private static final String AGENT = "weft-crawler";
  private static final int PER_HOST = 3;
  private static final int BUSY = 503;

  @RegisterExtension static final Verdicts VERDICTS = new Verdicts();

  @TempDir Path directory;

  private final Judge nginx = Judge.find("nginx", "nginx", "-v");
  private final Judge wget = Judge.find("wget", "wget");

  /** On one JDK after the other. */
  static Stream<Arguments> sites() {
    List<Jdk> jdks = Jdks.all();
    return LongStream.range(SEED, SEED + SITES)
        .mapToObj(seed -> Arguments.of(jdks.get((int) (seed % jdks.size())), seed));
  }

  private static List<String> crawler(String... arguments) {
    String path = Checkout.path(List.of(Checkout.runtime(), Seed.wovenByMaven(), Seed.libraries()));
    List<String> all =
        new ArrayList<>(List.of("-Xverify:all", "-Xmx256m", "-cp", path, "crawler.Crawler"));
    all.addAll(List.of(arguments));
    return all;
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("sites")
  void findsWhatWgetFinds(Jdk jdk, long seed) throws IOException {
    Path root = Files.createDirectory(directory.resolve("site"));
    RandomSite site = new RandomSite(seed, root);
    String rules = site.redirects() + "limit_conn all " + PER_HOST + ";";
    boolean below = seed / 2 % 2 == 1;
    String start = below ? "/a/index.html" : "/";
    try (Nginx server = Nginx.start(nginx, directory, root, rules)) {
      Path theirs = wgetAll(server.url(start), below);
      Path ours = crawlAll(jdk, server.url(start), below);
      assertSame(files(ours), withoutRules(files(theirs)));
      assertBehaved(server.requests(AGENT));
    }
    VERDICTS.record(
        wget,
        "wget -r --trust-server-names http://127.0.0.1:PORT/",
        "the files that it saves of random sites are those that the crawler saves, but for"
            + " robots.txt; also with --no-parent",
        "equal to the byte");
    VERDICTS.record(
        nginx,
        "nginx -c CONFIGURATION",
        "with limit_conn " + PER_HOST + " and a robots.txt: what its log has of the crawler",
        "never more than " + PER_HOST + " connections, nothing disallowed, nothing twice");
  }

  private Path crawlAll(Jdk jdk, String start, boolean below) {
    Path ours = directory.resolve("ours");
    List<String> options =
        new ArrayList<>(List.of("--output", "" + ours, "--per-host", "" + PER_HOST));
    options.addAll(below ? List.of("--no-parent", start) : List.of(start));
    Execution run =
        Command.of(jdk.program("java"), crawler(options.toArray(String[]::new)))
            .with(Map.of("LC_ALL", "C.UTF-8"))
            .run()
            .assertSuccess();
    assertThat(run.out()).contains("done: ").endsWith("left: 0\n");
    return ours;
  }

  private Path wgetAll(String start, boolean below) throws IOException {
    Path theirs = Files.createDirectory(directory.resolve("theirs"));
    List<String> options = new ArrayList<>(List.of("-r", "-nv", "--trust-server-names"));
    options.addAll(below ? List.of("--no-parent") : List.of());
    options.addAll(List.of("-P", theirs.toString(), start));
    Execution run = wget.with(options).with(Map.of("LC_ALL", "C.UTF-8")).run();
    // 8 says that the server has answered with an error, such as 404.
    assertThat(run.exitCode()).as(run.toString()).isIn(0, 8);
    return theirs;
  }

  /** Names as they stand in {@code file:} URIs, and what is in the files. */
  private static Map<String, String> files(Path root) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        URI name = root.toUri().relativize(file.toUri());
        files.put(name.getRawPath(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    assertThat(files).isNotEmpty();
    return files;
  }

  private static Map<String, String> withoutRules(Map<String, String> files) {
    files.keySet().removeIf(name -> name.endsWith("/robots.txt"));
    return files;
  }

  private static void assertSame(Map<String, String> ours, Map<String, String> theirs) {
    assertThat(ours.keySet()).containsExactlyInAnyOrderElementsOf(theirs.keySet());
    assertThat(ours).isEqualTo(theirs);
  }

  private static void assertBehaved(List<Nginx.Request> requests) {
    assertThat(requests)
        .hasSizeGreaterThan(3)
        .allMatch(request -> request.connections() <= PER_HOST)
        .noneMatch(request -> request.status() == BUSY)
        .noneMatch(request -> request.target().matches("/private/(?!open/).*"))
        .anyMatch(request -> request.target().equals("/robots.txt"));
    assertThat(requests.stream().map(Nginx.Request::target)).doesNotHaveDuplicates();
  }

  /** In the middle: there is always one more page, and one that never comes to its end. */
  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void anInterruptLeavesWholePages(Jdk jdk) throws IOException, InterruptedException {
    Path root = Files.createDirectory(directory.resolve("site"));
    Path ours = directory.resolve("ours");
    RandomSite site = new RandomSite(SEED, root);
    Files.writeString(
        root.resolve("start.html"), "<a href=endless.bin></a><a href=index.html></a>");
    Files.write(root.resolve("endless.bin"), new byte[1 << 20]);
    String rules = site.redirects() + "location = /endless.bin { limit_rate 1; }";
    try (Nginx server = Nginx.start(nginx, directory, root, rules)) {
      List<String> command = new ArrayList<>(List.of(jdk.program("java").toString()));
      command.addAll(crawler("--output", "" + ours, server.url("/start.html")));
      try (ServerProcess crawler =
          ServerProcess.start(command, "200 " + server.url("/index.html"))) {
        crawler.interrupt();
        assertThat(crawler.assertExit(130)).containsPattern("interrupted: .*, left: [1-9]");
      }
      Map<String, String> whole = files(root);
      assertThat(files(ours))
          .allSatisfy((name, content) -> assertThat(content).isEqualTo(whole.get(inSite(name))));
    }
    VERDICTS.record(
        nginx,
        "kill -INT CRAWLER",
        "while a page comes slowly: the crawler ends by itself, says how many pages it has left,"
            + " and all files that it has saved are whole",
        "exit code 130");
  }

  /** The file of the site that a saved one is of. */
  private static String inSite(String saved) {
    return saved.substring(saved.indexOf('/') + 1).replaceAll("%3F.*", "");
  }
}
