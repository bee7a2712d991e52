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
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** mini-redis, judged by the programs that come with Redis. */
final class RedisIT {
  private static final String CHANNEL = "news";
  private static final int REQUESTS = 10_000;

  @RegisterExtension static final Verdicts VERDICTS = new Verdicts();

  @TempDir Path directory;

  private final Judge cli = Judge.find("redis-cli", "redis-tools");
  private final Judge benchmark = Judge.find("redis-benchmark", "redis-tools");

  private static ServerProcess server(Jdk jdk, String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of("--port", "0"));
    all.addAll(List.of(options));
    return ServerProcess.ofExample(jdk, "miniredis.MiniRedis", all);
  }

  private static ServerProcess onVirtualThreads(Jdk jdk) throws IOException {
    return ServerProcess.ofExample(jdk, "miniredis.VirtualRedis", List.of("--port", "0"));
  }

  private static List<String> at(ServerProcess server, String... arguments) {
    return Stream.concat(Stream.of("-p", String.valueOf(server.port())), Stream.of(arguments))
        .toList();
  }

  private String ask(ServerProcess server, String... command) {
    return cli.with(at(server, command)).run().assertSuccess().out().strip();
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void aScriptOfTheCommandLineClient(Jdk jdk) throws IOException {
    Path script =
        Files.writeString(
            directory.resolve("script"),
            """
            SET greeting "hello world" EX 100
            GET greeting
            TTL greeting
            APPEND greeting !
            INCR visits
            INCRBY visits 41
            RPUSH jobs a b c
            LRANGE jobs 0 -1
            BLPOP jobs 0
            BLPOP nothing 0.01
            INCR greeting
            LPUSH greeting x
            GET
            NOSUCH command
            """);
    try (ServerProcess server = server(jdk)) {
      Execution run = cli.with(at(server)).reading(script).run();
      assertThat(run.out())
          .isEqualTo(
              """
              OK
              hello world
              100
              12
              1
              42
              3
              a
              b
              c
              jobs
              a

              ERR value is not an integer or out of range

              WRONGTYPE Operation against a key holding the wrong kind of value

              ERR wrong number of arguments for 'get' command

              ERR unknown command 'NOSUCH', with args beginning with: 'command'\s

              """);
      assertThat(run.exitCode()).isZero();
    }
    VERDICTS.record(
        cli, "redis-cli -p PORT < SCRIPT", "strings, counters, lists, errors", "as with Redis");
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void keysExpireAlsoThoseThatNobodyAsksFor(Jdk jdk) throws IOException {
    try (ServerProcess server = server(jdk);
        Client control = new Client(Client.local(server.port()))) {
      ask(server, "SET", "kept", "1");
      ask(server, "SET", "short", "1", "PX", "20");
      ask(server, "SET", "renewed", "1", "PX", "20");
      ask(server, "PERSIST", "renewed");
      ask(server, "SET", "renewed", "1");
      control.awaitInfo("keys", 2);
      assertThat(ask(server, "EXISTS", "kept", "short", "renewed")).isEqualTo("2");
    }
    VERDICTS.record(
        cli,
        "redis-cli -p PORT SET short 1 PX 20",
        "the key is removed though nobody asks for it, and no other",
        "gone");
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void theBenchmark(Jdk jdk) throws IOException {
    try (ServerProcess server = server(jdk)) {
      benchmark(server, "", "");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void theBenchmarkWithPipelines(Jdk jdk) throws IOException {
    try (ServerProcess server = server(jdk)) {
      benchmark(server, "-P 16 ", "");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void theBenchmarkWithVirtualThreads(Jdk jdk) throws IOException {
    if (jdk.feature() < 21) {
      assertThatThrownBy(() -> onVirtualThreads(jdk))
          .hasMessageContaining("there are virtual threads from JDK 21 on");
      return;
    }
    try (ServerProcess server = onVirtualThreads(jdk)) {
      benchmark(server, "-P 16 ", "VirtualRedis: ");
    }
  }

  private void benchmark(ServerProcess server, String pipeline, String which) {
    String options =
        pipeline + "-n " + REQUESTS + " -q --csv -t set,get,incr,lpush,rpush,lpop,rpop";
    Execution run = benchmark.with(at(server, options.split(" ", -1))).run().assertSuccess();
    assertThat(run.out().lines().map(line -> line.split(",", -1)[0]))
        .containsExactly(
            "\"test\"",
            "\"SET\"",
            "\"GET\"",
            "\"INCR\"",
            "\"LPUSH\"",
            "\"RPUSH\"",
            "\"LPOP\"",
            "\"RPOP\"");
    assertThat(run.out()).doesNotContain("rror");
    assertThat(ask(server, "GET", "counter:__rand_int__")).isEqualTo("" + REQUESTS);
    assertThat(ask(server, "LLEN", "mylist")).isEqualTo("0");
    VERDICTS.record(
        benchmark,
        "redis-benchmark -p PORT " + options,
        which + "it ends; each INCR was counted, and each element pushed was popped",
        REQUESTS + " of each, no error");
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void thoseWhoWaitForElementsAreServedInTurn(Jdk jdk) throws IOException, InterruptedException {
    try (ServerProcess server = server(jdk);
        Client control = new Client(Client.local(server.port()))) {
      try (Running first = Running.start(cli, at(server, "BLPOP", "jobs", "0"));
          Running leaving = awaited(control, 1, at(server, "BLPOP", "jobs", "0"));
          Running last = awaited(control, 2, at(server, "BRPOP", "other", "jobs", "0"))) {
        control.awaitInfo("blocked_clients", 3);
        leaving.kill();
        control.awaitInfo("blocked_clients", 2);
        assertThat(ask(server, "RPUSH", "jobs", "a", "b", "c")).isEqualTo("3");
        assertThat(first.rest()).isEqualTo("jobs\na");
        assertThat(last.rest()).isEqualTo("jobs\nc");
        assertThat(ask(server, "LRANGE", "jobs", "0", "-1")).isEqualTo("b");
      }
    }
    VERDICTS.record(
        cli,
        "redis-cli -p PORT BLPOP jobs 0",
        "of three that wait, one of which is killed, the others get elements in the order in which"
            + " they came, and what is left stays",
        "in order, nothing lost");
  }

  /** One that comes when so many others wait. */
  private Running awaited(Client control, long others, List<String> arguments) throws IOException {
    control.awaitInfo("blocked_clients", others);
    return Running.start(cli, arguments);
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void subscribersAreToldWhatIsPublished(Jdk jdk) throws IOException, InterruptedException {
    try (ServerProcess server = server(jdk);
        Running channel = Running.start(cli, at(server, "SUBSCRIBE", CHANNEL));
        Running pattern = Running.start(cli, at(server, "PSUBSCRIBE", "n[a-f]*"))) {
      assertThat(channel.lines(3)).containsExactly("subscribe", CHANNEL, "1");
      assertThat(pattern.lines(3)).containsExactly("psubscribe", "n[a-f]*", "1");
      assertThat(ask(server, "PUBLISH", CHANNEL, "one")).isEqualTo("2");
      assertThat(ask(server, "PUBLISH", "other", "none")).isEqualTo("0");
      assertThat(ask(server, "PUBLISH", CHANNEL, "two")).isEqualTo("2");
      assertThat(channel.lines(6))
          .containsExactly("message", CHANNEL, "one", "message", CHANNEL, "two");
      assertThat(pattern.lines(4)).containsExactly("pmessage", "n[a-f]*", CHANNEL, "one");
    }
    VERDICTS.record(
        cli,
        "redis-cli -p PORT SUBSCRIBE news",
        "it prints what others publish, in order; so does one with a pattern",
        "each message");
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void whoIsOneTooManyIsToldSo(Jdk jdk) throws IOException, InterruptedException {
    try (ServerProcess server = server(jdk, "--max-connections", "2");
        Client control = new Client(Client.local(server.port()));
        Running listener = Running.start(cli, at(server, "SUBSCRIBE", CHANNEL))) {
      assertThat(listener.lines(1)).containsExactly("subscribe");
      try (Client refused = new Client(Client.local(server.port()))) {
        assertThat(refused.readToEnd()).isEqualTo("-ERR max number of clients reached\r\n");
      }
      assertThat(cli.with(at(server, "PING")).run().out()).doesNotContain("PONG");
      listener.kill();
      control.awaitInfo("connected_clients", 1);
      assertThat(control.ask("PING")).isEqualTo("+PONG\r\n");
    }
    VERDICTS.record(
        cli,
        "redis-cli -p PORT PING",
        "refused by a server with --max-connections 2 that has two clients",
        "ERR max number of clients reached");
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void anInterruptEndsTheServerInGoodOrder(Jdk jdk) throws IOException, InterruptedException {
    try (ServerProcess server = server(jdk);
        Client control = new Client(Client.local(server.port()));
        Running waiting = Running.start(cli, at(server, "BLPOP", "jobs", "0"));
        Running loaded =
            Running.start(benchmark, at(server, "-n", "100000000", "-t", "incr", "-q", "--csv"))) {
      control.awaitInfo("blocked_clients", 1);
      control.awaitInfo("connected_clients", 52);
      server.interrupt();
      String printed = server.assertExit(0);
      assertThat(printed).contains("stopped").doesNotContain("left behind");
      assertThat(waiting.rest()).doesNotContain("jobs");
      assertThat(loaded.rest()).doesNotContain("rotocol");
    }
    VERDICTS.record(
        benchmark,
        "kill -INT SERVER",
        "while redis-benchmark runs and redis-cli waits for an element: the server ends by itself",
        "exit code 0");
  }

  /** In the middle of a long pipeline. */
  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void whatWasCarriedOutBeforeAnInterruptIsAnswered(Jdk jdk)
      throws IOException, InterruptedException {
    try (ServerProcess server = server(jdk);
        Client client = new Client(Client.local(server.port()))) {
      CompletableFuture<Void> sending = client.sendMeanwhile("INCR mine\r\n".repeat(1_000_000));
      String first = client.readTo("\r\n");
      server.interrupt();
      List<String> replies = (first + client.readToEnd()).lines().toList();
      assertThat(replies.get(replies.size() - 1)).isEqualTo(":" + replies.size());
      assertThat(server.assertExit(0)).endsWith("stopped after " + replies.size() + " commands");
      sending.join();
    }
  }
}
