package dev.weft.it.judges;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.process.Execution;
import dev.weft.it.process.Jdk;
import dev.weft.it.process.Jdks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The HTTP server, judged by curl. */
@Timeout(300)
final class HttpCurlIT {
  @RegisterExtension static final Verdicts VERDICTS = new Verdicts();

  @TempDir static Path directory;

  /** One for each JDK, which speaks TLS, too. */
  private static final Map<Jdk, ServerProcess> SERVERS = new HashMap<>();

  private static String content;
  private static Path root;
  private static Path file;

  private final Judge curl = Judge.find("curl", "curl");

  @BeforeAll
  static void start() throws IOException {
    content = IntStream.range(0, 50_000).mapToObj(i -> i + "\n").collect(joining());
    root = Files.createDirectory(directory.resolve("root"));
    file = Files.writeString(root.resolve("numbers.txt"), content);
    Path outside = Files.writeString(directory.resolve("outside"), "secret");
    Path unused = Files.createSymbolicLink(root.resolve("link"), outside);
    String[] options = {"--root", root.toString(), "--max-body", "" + content.length()};
    for (Jdk jdk : Jdks.all()) {
      SERVERS.put(jdk, SelfSigned.start(jdk, options));
    }
  }

  @AfterAll
  static void stop() {
    SERVERS.values().forEach(ServerProcess::close);
  }

  /** What curl prints, without the carriage returns of heads. */
  private String curl(String options, String... urls) {
    return run(options, urls).assertSuccess().out().replace("\r", "");
  }

  private Execution run(String options, String... urls) {
    List<String> all = new ArrayList<>(List.of("-s", "-S"));
    all.addAll(List.of(options.split(" ", -1)));
    all.addAll(List.of(urls));
    return curl.with(all).run();
  }

  private static String url(Jdk jdk, String path) {
    return "http://127.0.0.1:" + SERVERS.get(jdk).port() + path;
  }

  private void record(String command, String checked, String outcome) {
    VERDICTS.record(curl, "curl " + command, checked, outcome);
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void connectionsAreKept(Jdk jdk) throws IOException {
    String twice = url(jdk, "/plaintext");
    assertThat(curl("-w [%{num_connects}]", twice, twice))
        .isEqualTo("Hello, World![1]Hello, World![0]");
    assertThat(curl("--http1.0 -w [%{num_connects}]", twice, twice))
        .isEqualTo("Hello, World![1]Hello, World![1]");
    String head = curl("-I", twice);
    assertThat(head)
        .startsWith("HTTP/1.1 200 OK\n")
        .contains("\nContent-Length: 13\n")
        .containsPattern("\nDate: ..., \\d\\d ... \\d{4} \\d\\d:\\d\\d:\\d\\d GMT\n");
    record("URL URL", "the second request goes over the connection of the first", "kept");
    record("--http1.0 URL URL", "each request has a connection of its own", "not kept");
    record("-I URL", "the head alone, with the length of the body and the date", "HTTP/1.1 200 OK");
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void bodiesOfBothKindsBothWays(Jdk jdk) throws IOException {
    String echo = url(jdk, "/echo");
    String sized = curl("-v --stderr - -o /dev/null --data-binary @" + file, echo);
    assertThat(sized).contains("< Content-Length: " + content.length() + "\n");
    assertThat(curl("--data-binary @" + file, echo)).isEqualTo(content);
    String chunked = "-H Transfer-Encoding:chunked --data-binary @" + file;
    assertThat(curl("-i " + chunked, echo))
        .contains("\nTransfer-Encoding: chunked\n")
        .endsWith("\n\n" + content);
    assertThat(curl("--http1.0 --data-binary @" + file, echo)).isEqualTo(content);
    record("--data-binary @FILE URL/echo", "all of it comes back, with its length", "equal");
    record(
        "-H Transfer-Encoding:chunked --data-binary @FILE URL/echo",
        "all of it comes back, in chunks as well",
        "equal");
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void bodiesThatAreKeptBack(Jdk jdk) throws IOException {
    String expect = "-v --stderr - --expect100-timeout 60 -H Expect:100-continue --data-binary @";
    assertThat(curl(expect + file, url(jdk, "/length")))
        .contains("< HTTP/1.1 100 Continue\n")
        .contains("< HTTP/1.1 200 OK\n")
        .contains("\n" + content.length() + "\n");
    assertThat(curl(expect + file, url(jdk, "/plaintext")))
        .contains("< HTTP/1.1 405 Method Not Allowed\n")
        .contains("< Connection: close\n")
        .doesNotContain("100 Continue")
        .doesNotContain("upload completely sent off");
    Path longer = Files.writeString(directory.resolve("longer"), content + ".");
    assertThat(curl(expect + longer, url(jdk, "/length")))
        .contains("< HTTP/1.1 413 ")
        .doesNotContain("100 Continue");
    String chunked = "-w %{http_code} -H Transfer-Encoding:chunked --data-binary @";
    assertThat(run(chunked + longer, url(jdk, "/length")).out()).endsWith("413");
    record(
        "-H Expect:100-continue --expect100-timeout 60 --data-binary @FILE URL/length",
        "curl waits for the word and sends the body then",
        "100 Continue, 200 OK");
    record(
        "-H Expect:100-continue --expect100-timeout 60 --data-binary @TOO_LONG URL/length",
        "curl is told before it sends the body",
        "413, no 100 Continue");
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void partsOfFiles(Jdk jdk) throws IOException {
    int length = content.length();
    String url = url(jdk, "/numbers.txt");
    assertThat(curl("-O --output-dir " + directory, url)).isEmpty();
    assertThat(directory.resolve("numbers.txt")).hasContent(content);
    assertThat(curl("-r 10-19", url)).isEqualTo(content.substring(10, 20));
    assertThat(curl("-r " + (length - 5) + "-" + length * 2, url))
        .isEqualTo(content.substring(length - 5));
    assertThat(curl("-r -7", url)).isEqualTo(content.substring(length - 7));
    assertThat(curl("-i -r 100-", url))
        .startsWith("HTTP/1.1 206 Partial Content\n")
        .contains("\nContent-Range: bytes 100-" + (length - 1) + "/" + length + "\n")
        .endsWith("\n\n" + content.substring(100));
    assertThat(curl("-i -r " + length + "-", url))
        .startsWith("HTTP/1.1 416 ")
        .contains("\nContent-Range: bytes */" + length + "\n");
    assertThat(curl("-r 0-1,3-4", url)).isEqualTo(content);
    Path part = Files.writeString(directory.resolve("part"), content.substring(0, 1000));
    assertThat(curl("-C - -o " + part, url)).isEmpty();
    assertThat(part).hasContent(content);
    record("-r 10-19 URL/FILE", "that part, and likewise one to the end, and a suffix", "206");
    record("-r BEHIND- URL/FILE", "a part that the file doesn't have", "416");
    record("-C - -o PART URL/FILE", "the rest of a download that was cut off", "the whole file");
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void filesThatTheClientHas(Jdk jdk) throws IOException {
    Path tag = directory.resolve("tag" + jdk.feature());
    Path copy = directory.resolve("copy" + jdk.feature());
    Path changing = Files.writeString(root.resolve("changing" + jdk.feature()), content);
    String url = url(jdk, "/" + changing.getFileName());
    assertThat(curl("--etag-save " + tag + " -R -o " + copy, url)).isEmpty();
    String conditions = "-w %{http_code} -o /dev/null ";
    String etag = Files.readString(tag).strip();
    assertThat(curl(conditions + "--etag-compare " + tag, url)).isEqualTo("304");
    assertThat(curl(conditions + "-z " + copy, url)).isEqualTo("304");
    assertThat(curl(conditions + "-H If-Match:\"other\"", url)).isEqualTo("412");
    assertThat(curl(conditions + "-r 0-9 -H If-Range:" + etag, url)).isEqualTo("206");
    assertThat(curl(conditions + "-r 0-9 -H If-Range:\"other\"", url)).isEqualTo("200");
    Path changed = Files.writeString(changing, content + "more");
    assertThat(curl(conditions + "--etag-compare " + tag, url)).isEqualTo("200");
    assertThat(curl("-r 0-9 -H If-Range:" + etag, url)).isEqualTo(Files.readString(changed));
    record("--etag-compare TAG URL/FILE", "a file that hasn't changed, and then has", "304, 200");
    record("-z COPY URL/FILE", "a file that isn't newer than the client's", "304");
    record(
        "-r 0-9 -H If-Range:TAG URL/FILE", "a file that hasn't changed, and then has", "206, 200");
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void filesOutsideOfTheFolder(Jdk jdk) throws IOException {
    for (String path :
        List.of(
            "/../outside",
            "/%2e%2e/outside",
            "/..%2foutside",
            "/x/../../outside",
            "/link",
            "//etc/passwd",
            "/%00",
            "/")) {
      assertThat(curl("--path-as-is -w %{http_code}", url(jdk, path)))
          .isEqualTo("404 Not Found\n404");
    }
    record(
        "--path-as-is URL/../outside",
        "a file above the folder, by dots, by encoded dots, by a link",
        "404");
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void withTls(Jdk jdk) throws IOException {
    String base = "https://localhost:" + SERVERS.get(jdk).ports().get(1);
    String trust = "--cacert " + SelfSigned.certificate();
    assertThat(curl(trust + " -w [%{num_connects}]", base + "/plaintext", base + "/plaintext"))
        .isEqualTo("Hello, World![1]Hello, World![0]");
    assertThat(curl(trust + " -v --stderr - -o /dev/null", base + "/plaintext"))
        .contains("ALPN: server accepted http/1.1");
    assertThat(curl(trust, base + "/numbers.txt")).isEqualTo(content);
    assertThat(curl(trust + " -r 20000-29999", base + "/numbers.txt"))
        .isEqualTo(content.substring(20_000, 30_000));
    assertThat(curl(trust + " --data-binary @" + file, base + "/echo")).isEqualTo(content);
    // It knows of a missing end by the alert that closes a connection in good order.
    assertThat(curl(trust + " --http1.0 --data-binary @" + file, base + "/echo"))
        .isEqualTo(content);
    assertThat(run("-o /dev/null", base + "/plaintext").exitCode()).isEqualTo(60);
    record("--cacert CERTIFICATE URL URL", "with TLS: kept connections, files, bodies", "equal");
  }
}
