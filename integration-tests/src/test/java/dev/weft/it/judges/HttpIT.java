package dev.weft.it.judges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.it.process.Execution;
import dev.weft.it.process.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The HTTP server, judged by programs that put load on servers. */
@Timeout(300)
final class HttpIT {
  private static final int REQUESTS = 5_000;

  /** In the language of wrk: 16 requests in one go. */
  private static final String PIPELINE =
      """
      init = function(args)
        local all = {}
        for i = 1, 16 do all[i] = wrk.format() end
        pipeline = table.concat(all)
      end
      request = function() return pipeline end
      """;

  @RegisterExtension static final Verdicts VERDICTS = new Verdicts();

  @TempDir Path directory;

  private final Judge ab = Judge.find("ab", "apache2-utils", "-V");
  private final Judge wrk = Judge.find("wrk", "wrk");
  private final Judge h2load = Judge.find("h2load", "nghttp2-client");

  private static String url(ServerProcess server) {
    return "http://127.0.0.1:" + server.port() + "/plaintext";
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void apacheBench(Jdk jdk) throws IOException {
    try (ServerProcess server = HttpExample.start(jdk);
        HttpClient control = new HttpClient(server.port())) {
      ab(server, control, "", REQUESTS + 20);
      ab(server, control, "-k ", 20);
    }
  }

  private void ab(ServerProcess server, HttpClient control, String option, long mostConnections)
      throws IOException {
    long requests = control.stat("requests");
    long connections = control.stat("connections_accepted");
    String options = option + "-q -n " + REQUESTS + " -c 20";
    Execution run = run(ab, options, url(server));
    assertThat(run.out())
        .contains("Complete requests:      " + REQUESTS + "\n")
        .contains("Failed requests:        0\n")
        .doesNotContain("Non-2xx");
    // It may begin more than it counts.
    assertThat(control.stat("requests") - requests).isBetween(REQUESTS + 2L, REQUESTS + 22L);
    assertThat(control.stat("connections_accepted") - connections).isBetween(1L, mostConnections);
    VERDICTS.record(
        ab,
        "ab " + options + " http://127.0.0.1:PORT/plaintext",
        "each request was answered and counted, "
            + (option.isEmpty() ? "each on a connection of its own" : "on 20 connections"),
        REQUESTS + " complete, 0 failed");
  }

  private static Execution run(Judge judge, String options, String url) {
    List<String> arguments = new ArrayList<>(List.of(options.split(" ", -1)));
    arguments.add(url);
    Execution run = judge.with(arguments).run();
    assertThat(run.exitCode()).as(run.toString()).isZero();
    return run;
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void wrkOneByOneAndInPipelines(Jdk jdk) throws IOException {
    Path pipeline = Files.writeString(directory.resolve("pipeline.lua"), PIPELINE);
    try (ServerProcess server = HttpExample.start(jdk)) {
      wrk(url(server), "", "");
      wrk(url(server), " -s PIPELINE", " -s " + pipeline);
    }
  }

  private void wrk(String url, String told, String option) {
    String options = "-t 1 -c 50 -d 1s";
    Execution run = run(wrk, options + option, url);
    assertThat(run.out())
        .contains("Requests/sec:")
        .doesNotContain("Socket errors")
        .doesNotContain("Non-2xx");
    VERDICTS.record(
        wrk,
        "wrk " + options + told + " http://127.0.0.1:PORT/plaintext",
        told.isEmpty() ? "one request after the other" : "16 requests in one go",
        "no error");
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void h2loadInPipelines(Jdk jdk) throws IOException {
    try (ServerProcess server = HttpExample.start(jdk);
        HttpClient control = new HttpClient(server.port())) {
      h2load(url(server));
      assertThat(control.stat("requests")).isEqualTo(REQUESTS);
      assertThat(control.stat("connections_accepted")).isEqualTo(21);
    }
  }

  private void h2load(String url) {
    String options = "--h1 -n " + REQUESTS + " -c 20 -m 16";
    Execution run = run(h2load, options, url);
    assertThat(run.out())
        .contains(REQUESTS + " succeeded, 0 failed, 0 errored, 0 timeout")
        .contains("status codes: " + REQUESTS + " 2xx");
    VERDICTS.record(
        h2load,
        "h2load " + options + " " + url.replaceAll(":\\d+/", ":PORT/"),
        "16 requests on their way at a time on each of 20 connections; each is counted once",
        REQUESTS + " succeeded");
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void h2loadWithTls(Jdk jdk) throws IOException {
    try (ServerProcess server = SelfSigned.start(jdk)) {
      h2load("https://127.0.0.1:" + server.ports().get(1) + "/plaintext");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void virtualThreads(Jdk jdk) throws IOException {
    if (jdk.feature() < 21) {
      assertThatThrownBy(() -> HttpExample.startOnVirtualThreads(jdk))
          .hasMessageContaining("there are virtual threads from JDK 21 on");
      return;
    }
    try (ServerProcess server = HttpExample.startOnVirtualThreads(jdk);
        HttpClient control = new HttpClient(server.port())) {
      assertThat(run(h2load, "--h1 -n " + REQUESTS + " -c 20 -m 16", url(server)).out())
          .contains(REQUESTS + " succeeded, 0 failed, 0 errored, 0 timeout");
      assertThat(control.stat("requests")).isEqualTo(REQUESTS);
    }
    VERDICTS.record(
        h2load,
        "h2load --h1 -n " + REQUESTS + " -c 20 -m 16 http://127.0.0.1:PORT/plaintext",
        "VirtualServer: each is counted once",
        REQUESTS + " succeeded");
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void anInterruptUnderLoad(Jdk jdk) throws IOException, InterruptedException {
    try (ServerProcess server = HttpExample.start(jdk);
        HttpClient control = new HttpClient(server.port());
        Running loaded =
            Running.start(wrk, List.of("-t", "1", "-c", "50", "-d", "60s", url(server)))) {
      control.awaitStat("connections_open", 51);
      server.interrupt();
      assertThat(server.assertExit(0)).contains("stopped after").doesNotContain("left behind");
      loaded.kill();
    }
    VERDICTS.record(
        wrk, "kill -INT SERVER", "while wrk runs: the server ends by itself", "exit code 0");
  }
}
