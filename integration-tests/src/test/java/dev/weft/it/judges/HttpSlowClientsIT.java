package dev.weft.it.judges;

import static dev.weft.it.judges.HttpClient.get;
import static dev.weft.it.judges.HttpClient.postInChunks;
import static dev.weft.it.judges.HttpClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.process.Jdk;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that are slow on purpose, or say nothing at all: the HTTP server gets rid of them. */
@Timeout(120)
final class HttpSlowClientsIT {
  private static final String LIMIT = "0.3";

  /** More than the system keeps for one who doesn't read. */
  private static final long HUGE = 256L * 1024 * 1024;

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void whoSendsTooSlowlyIsToldSo(Jdk jdk) throws IOException {
    try (ServerProcess server =
        HttpExample.start(jdk, "--head-seconds", LIMIT, "--body-seconds", LIMIT)) {
      assertTimeout(server, "GET /plaintext HTTP/1.1\r\nHo", "");
      assertTimeout(server, "GET /plaintext HTTP/1.1\r\nHost: a\r\n", "X: y\r\n");
      assertTimeout(server, request("POST", "/length", "Content-Length: 100000") + "a", "");
      assertTimeout(server, request("POST", "/length", "Content-Length: 100000"), "a");
      assertTimeout(server, postInChunks("/length"), "1\r\na\r\n");
      assertTimeout(server, postInChunks("/length") + "0\r\n", "X: y\r\n");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void whoSaysNothingIsDisconnected(Jdk jdk) throws IOException {
    try (ServerProcess server = HttpExample.start(jdk, "--idle-seconds", LIMIT);
        HttpClient silent = new HttpClient(server.port());
        HttpClient idle = afterOne(server);
        HttpClient dripping = new HttpClient(server.port())) {
      assertThat(dripping.ask(get("/plaintext")).status()).isEqualTo(200);
      // What may stand between two requests is no sign of life.
      assertThat(restWhile(dripping, "\r\n")).isEmpty();
      assertThat(idle.rest()).isEmpty();
      assertThat(silent.rest()).isEmpty();
    }
  }

  private static HttpClient afterOne(ServerProcess server) throws IOException {
    HttpClient client = new HttpClient(server.port());
    assertThat(client.ask(get("/plaintext")).status()).isEqualTo(200);
    return client;
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void whoStopsInTheHandshakeIsDisconnected(Jdk jdk) throws IOException {
    try (ServerProcess server = SelfSigned.start(jdk, "--handshake-seconds", LIMIT);
        Client silent = new Client(Client.local(server.ports().get(1)));
        Client stuck = new Client(Client.local(server.ports().get(1)))) {
      stuck.send(Arrays.copyOf(SelfSigned.clientHello(), 20));
      assertThat(stuck.readToEnd()).isEmpty();
      assertThat(silent.readToEnd()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void whoDoesntReadIsDisconnected(Jdk jdk) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(directory.resolve("huge").toFile(), "rw")) {
      file.setLength(HUGE);
    }
    try (ServerProcess server =
            HttpExample.start(jdk, "--root", directory.toString(), "--write-seconds", LIMIT);
        HttpClient control = new HttpClient(server.port());
        HttpClient deaf = new HttpClient(server.port());
        HttpClient talking = new HttpClient(server.port())) {
      deaf.send(get("/huge"));
      var unused = talking.connection().sendMeanwhile(get("/plaintext").repeat(1_000_000));
      control.awaitStat("connections_accepted", 3);
      control.awaitStat("connections_open", 1);
      assertThat((long) deaf.rest().length()).isLessThan(HUGE);
    }
  }

  private static void assertTimeout(ServerProcess server, String begin, String repeated)
      throws IOException {
    try (HttpClient client = new HttpClient(server.port())) {
      client.send(begin);
      assertThat(restWhile(client, repeated)).as(begin).startsWith("HTTP/1.1 408 ");
    }
  }

  /** What comes to the end, while the client sends a little again and again. */
  private static String restWhile(HttpClient client, String repeated) throws IOException {
    ScheduledExecutorService slow = Executors.newSingleThreadScheduledExecutor();
    try {
      var unused =
          slow.scheduleAtFixedRate(
              () -> sendIfOpen(client, repeated), 0, 20, TimeUnit.MILLISECONDS);
      return client.rest();
    } finally {
      slow.shutdownNow();
    }
  }

  private static void sendIfOpen(HttpClient client, String text) {
    try {
      client.send(text);
    } catch (IOException e) {
      // It has ended.
    }
  }
}
