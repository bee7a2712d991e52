package dev.weft.it.judges;

import static dev.weft.it.judges.HttpClient.chunk;
import static dev.weft.it.judges.HttpClient.get;
import static dev.weft.it.judges.HttpClient.postInChunks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.it.process.Jdk;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How the HTTP server ends: requests that have begun are answered, and nobody else is waited for.
 */
@Timeout(120)
final class HttpStopIT {
  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void requestsThatHaveBegunAreAnswered(Jdk jdk) throws IOException, InterruptedException {
    try (ServerProcess server = HttpExample.start(jdk);
        HttpClient idle = new HttpClient(server.port());
        HttpClient silent = new HttpClient(server.port());
        HttpClient inHead = new HttpClient(server.port());
        HttpClient inBody = new HttpClient(server.port())) {
      assertThat(idle.ask(get("/plaintext")).status()).isEqualTo(200);
      inHead.send(get("/plaintext") + "GET /plaintext HTTP/1.1\r\n");
      assertThat(inHead.read().field("Connection")).isEmpty();
      inBody.send(get("/plaintext") + postInChunks("/length") + chunk("hello"));
      assertThat(inBody.read().status()).isEqualTo(200);
      idle.awaitStat("connections_accepted", 4);

      server.interrupt();
      assertThat(idle.rest()).isEmpty();
      assertThat(silent.rest()).isEmpty();
      assertThatThrownBy(() -> new HttpClient(server.port()).close())
          .isInstanceOf(ConnectException.class);

      inHead.send("Host: a\r\n\r\n" + get("/plaintext"));
      inBody.send(chunk(" world") + "0\r\n\r\n");
      assertEnds(inHead, "Hello, World!");
      assertEnds(inBody, "11\n");
      assertThat(server.assertExit(0)).contains("stopped after").doesNotContain("left behind");
    }
  }

  private static void assertEnds(HttpClient client, String body) throws IOException {
    List<HttpClient.Response> rest = client.readToEnd();
    assertThat(rest).extracting(HttpClient.Response::body).containsExactly(body);
    assertThat(rest.get(0).field("Connection")).isEqualTo("close");
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void whoTakesTooLongIsLeftBehind(Jdk jdk) throws IOException, InterruptedException {
    try (ServerProcess server = HttpExample.start(jdk, "--grace-seconds", "0.2");
        HttpClient inBody = new HttpClient(server.port())) {
      inBody.send(get("/plaintext") + postInChunks("/length") + chunk("hello"));
      assertThat(inBody.read().status()).isEqualTo(200);
      server.interrupt();
      assertThat(inBody.rest()).isEmpty();
      assertThat(server.assertExit(0)).contains("left behind: 1");
    }
  }

  /** In the middle of a long pipeline: what was answered was counted, and the last says so. */
  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void aPipelineEndsWithAWholeResponse(Jdk jdk) throws IOException, InterruptedException {
    try (ServerProcess server = HttpExample.start(jdk);
        HttpClient client = new HttpClient(server.port())) {
      CompletableFuture<Void> sending =
          client.connection().sendMeanwhile(get("/plaintext").repeat(1_000_000));
      HttpClient.Response response = client.read();
      server.interrupt();
      long responses = 1;
      while (response.field("Connection").isEmpty()) {
        response = client.read();
        responses++;
      }
      assertThat(response.field("Connection")).isEqualTo("close");
      assertThat(client.rest()).isEmpty();
      assertThat(server.assertExit(0)).endsWith("stopped after " + responses + " requests");
      sending.join();
    }
  }
}
