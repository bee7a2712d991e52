package dev.weft.it.judges;

import static dev.weft.it.judges.HttpClient.chunk;
import static dev.weft.it.judges.HttpClient.get;
import static dev.weft.it.judges.HttpClient.post;
import static dev.weft.it.judges.HttpClient.postInChunks;
import static dev.weft.it.judges.HttpClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.process.Jdk;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the HTTP server makes of requests that are sent byte by byte as they stand here: of right
 * ones, and of those that two servers may read in two ways.
 */
@Timeout(120)
final class HttpProtocolIT {
  private static final String BODY = "5\r\nhello\r\n0\r\n\r\n";

  /** What must be answered, and leaves the connection as it was. */
  private static final Map<String, List<String>> ANSWERED =
      Map.of(
          "200",
          List.of(
              get("/plaintext"),
              "\r\n\r\n" + get("/plaintext"),
              get("http://elsewhere/plaintext"),
              get("/plaintext?query=/../x%zz"),
              "GET /plaintext HTTP/1.1\r\nhOST:\t test \r\nX:\r\n\r\n",
              "GET /plaintext HTTP/1.1\r\nHost:\r\n\r\n",
              "GET /plaintext HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n",
              get("/plaintext", "Connection: x, keep-alive"),
              post("/echo", "hello"),
              post("/echo", ""),
              post("/length", "hello", "Expect: 100-continue"),
              request("POST", "/echo", "transfer-encoding:  CHUNKED ") + BODY,
              postInChunks("/echo") + "5;a=b;c=\"d\"\r\nhello\r\n00\r\nTrailer: x\r\n\r\n",
              postInChunks("/echo") + "A\r\nhellohello\r\n000\r\n\r\n"),
          "204",
          List.of(request("OPTIONS", "*"), request("OPTIONS", "/echo")),
          "404",
          List.of(get("/"), get("/nosuch"), get("/..%2f..%2fetc/passwd"), get("//etc/passwd")),
          "405",
          List.of(
              request("DELETE", "/plaintext"),
              post("/plaintext", get("/smuggled")),
              postInChunks("/plaintext") + chunk(get("/smuggled")) + "0\r\n\r\n",
              get("/echo"),
              get("*")),
          "501",
          List.of(request("BREW", "/plaintext"), request("get", "/plaintext")));

  /** What must be refused, with the end of the connection: nothing behind it may be answered. */
  private static final Map<String, List<String>> REFUSED =
      Map.of(
          "400",
          List.of(
              "GET /plaintext HTTP/1.1\r\n\r\n",
              "GET /plaintext HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
              "GET /plaintext HTTP/1.1\r\nHost: a b\r\n\r\n",
              "GET /plaintext HTTP/1.1\nHost: a\n\n",
              " GET /plaintext HTTP/1.1\r\nHost: a\r\n\r\n",
              "G(T /plaintext HTTP/1.1\r\nHost: a\r\n\r\n",
              "GET /plain text HTTP/1.1\r\nHost: a\r\n\r\n",
              get("plaintext"),
              get("/a%zz"),
              get("/a%f"),
              get("/%ff"),
              get("/plaintext", "A: b", " folded"),
              get("/plaintext", "A : b"),
              get("/plaintext", "A b"),
              get("/plaintext", "A: b\rc: d"),
              get("/plaintext", "A: b\nc: d"),
              get("/plaintext", "A: b\0"),
              get("/plaintext", "A(: b"),
              "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003\r\n\r\n"),
          "400 for its length",
          List.of(
              request("POST", "/length", "Content-Length: 5", "Transfer-Encoding: chunked") + BODY,
              request("POST", "/length", "Transfer-Encoding: chunked", "Content-Length: 5") + BODY,
              post("/length", "hello", "Content-Length: 5"),
              post("/length", "hello", "Content-Length: 6"),
              request("POST", "/length", "Content-Length: 5, 5") + "hello",
              request("POST", "/length", "Content-Length: +5") + "hello",
              request("POST", "/length", "Content-Length: -5") + "hello",
              request("POST", "/length", "Content-Length: 5x") + "hello",
              request("POST", "/length", "Content-Length: 0x5") + "hello",
              request("POST", "/length", "Content-Length: " + "9".repeat(30)) + "hello",
              request("POST", "/length", "Transfer-Encoding: chunked, gzip") + BODY,
              request("POST", "/length", "Transfer-Encoding: \u000bchunked") + BODY,
              request("POST", "/length", "Transfer-Encoding : chunked") + BODY,
              postInChunks("/length").replace("HTTP/1.1", "HTTP/1.0") + BODY),
          "400 for a chunk",
          List.of(
              postInChunks("/length") + "0x5\r\nhello\r\n0\r\n\r\n",
              postInChunks("/length") + "+5\r\nhello\r\n0\r\n\r\n",
              postInChunks("/length") + "-5\r\nhello\r\n0\r\n\r\n",
              postInChunks("/length") + " 5\r\nhello\r\n0\r\n\r\n",
              postInChunks("/length") + "g\r\nhello\r\n0\r\n\r\n",
              postInChunks("/length") + "\r\nhello\r\n0\r\n\r\n",
              postInChunks("/length") + "5\nhello\r\n0\r\n\r\n",
              postInChunks("/length") + "5\rhello\r\n0\r\n\r\n",
              postInChunks("/length") + "4\r\nhello\r\n0\r\n\r\n",
              postInChunks("/length") + "5\r\nhello0\r\n\r\n",
              postInChunks("/length") + "5;a=\"\r\n\"\r\nhello\r\n0\r\n\r\n",
              postInChunks("/length") + "5;a\nb\r\nhello\r\n0\r\n\r\n",
              postInChunks("/length") + "5\r\nhello\r\n0\r\nA: b\r\n folded\r\n\r\n"),
          "413",
          List.of(
              request("POST", "/length", "Content-Length: 1001"),
              request("POST", "/length", "Content-Length: 1001", "Expect: 100-continue"),
              postInChunks("/length") + chunk("a".repeat(500)) + chunk("a".repeat(501)),
              postInChunks("/length") + "ffffffffffffff\r\n" + "a".repeat(1001)),
          "414",
          List.of(get("/" + "a".repeat(500)), get("/" + "a".repeat(5000))),
          "417",
          List.of(post("/length", "hello", "Expect: 200-ok")),
          "431",
          List.of(get("/", "A: " + "a".repeat(5000)), get("/", "A: b\r\n".repeat(20) + "C: d")),
          "501",
          List.of(
              request("POST", "/length", "Transfer-Encoding: gzip, chunked") + BODY,
              request("POST", "/length", "Transfer-Encoding: xchunked") + BODY),
          "505",
          List.of(
              "GET /\r\n\r\n",
              "GET /plaintext HTTP/0.9\r\nHost: a\r\n\r\n",
              "GET /plaintext HTTP/1.2\r\nHost: a\r\n\r\n",
              "GET /plaintext HTTP/2.0\r\nHost: a\r\n\r\n",
              "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void requestsRightAndWrong(Jdk jdk) throws IOException {
    try (ServerProcess server =
        HttpExample.start(
            jdk,
            "--max-target",
            "400",
            "--max-head",
            "4000",
            "--max-fields",
            "16",
            "--max-body",
            "1000")) {
      SoftAssertions all = new SoftAssertions();
      ANSWERED.forEach((status, requests) -> check(all, server, requests, status + " 200"));
      REFUSED.forEach((status, requests) -> check(all, server, requests, status.substring(0, 3)));
      all.assertAll();
    }
  }

  /** Each request, and one behind it that must not be answered if that one is refused. */
  private static void check(
      SoftAssertions all, ServerProcess server, List<String> requests, String expected) {
    for (String request : requests) {
      all.assertThatCode(() -> assertThat(statuses(server, request)).isEqualTo(expected))
          .as(request)
          .doesNotThrowAnyException();
    }
  }

  private static String statuses(ServerProcess server, String request) throws IOException {
    try (HttpClient client = new HttpClient(server.port())) {
      client.send(request + get("/plaintext", "Connection: close"));
      return client.readToEnd().stream()
          .map(response -> String.valueOf(response.status()))
          .collect(Collectors.joining(" "));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void connectionsBeyondTheLimitAreToldSo(Jdk jdk) throws IOException {
    try (ServerProcess server = HttpExample.start(jdk, "--max-connections", "1")) {
      try (HttpClient first = new HttpClient(server.port())) {
        assertThat(first.ask(get("/plaintext")).status()).isEqualTo(200);
        assertThat(refusal(server).field("Connection")).isEqualTo("close");
        assertThat(first.stat("connections_refused")).isEqualTo(1);
      }
      awaitPlace(server);
    }
  }

  private static HttpClient.Response refusal(ServerProcess server) throws IOException {
    try (HttpClient second = new HttpClient(server.port())) {
      HttpClient.Response response = second.read();
      assertThat(response.status()).isEqualTo(503);
      assertThat(second.rest()).isEmpty();
      return response;
    }
  }

  private static void awaitPlace(ServerProcess server) throws IOException {
    int status = 0;
    while (status != 200) {
      try (HttpClient next = new HttpClient(server.port())) {
        next.send(get("/plaintext", "Connection: close"));
        status = next.read().status();
      }
    }
  }
}
