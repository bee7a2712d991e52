package dev.weft.it.judges;

import static dev.weft.it.judges.HttpClient.chunk;
import static dev.weft.it.judges.HttpClient.get;
import static dev.weft.it.judges.HttpClient.post;
import static dev.weft.it.judges.HttpClient.postInChunks;
import static dev.weft.it.judges.HttpClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A client of the HTTP server that knows what each of its requests is to be answered. */
final class HttpSoakClient extends SoakClient {
  private static final int MOST_IN_A_PIPELINE = 20;

  private final List<Integer> ports;
  private final String file;

  /**
   * A client.
   *
   * @param ports of the server, the second one for TLS
   * @param file what is at {@code /file}
   */
  HttpSoakClient(int number, List<Integer> ports, String file) {
    super(number);
    this.ports = ports;
    this.file = file;
  }

  @Override
  void live() throws IOException {
    if (random.nextInt(8) == 0) {
      crashInHandshake();
      return;
    }
    try (HttpClient client = new HttpClient(ports.get(0))) {
      for (int i = random.nextInt(20); i >= 0; i--) {
        ask(client);
      }
      end(client);
    }
  }

  private void ask(HttpClient client) throws IOException {
    String text = "text-" + random.nextLong() + "-".repeat(random.nextInt(3000));
    switch (random.nextInt(5)) {
      case 0 -> assertBody(client, post("/echo", text), text);
      case 1 -> {
        String body = chunk(text) + chunk("tail") + "0\r\n\r\n";
        assertBody(client, postInChunks("/echo") + body, text + "tail");
      }
      case 2 -> {
        int begin = random.nextInt(file.length());
        String range = "Range: bytes=" + begin + "-";
        assertBody(client, get("/file", range), file.substring(begin));
      }
      case 3 -> pipeline(client, text);
      default -> assertBody(client, get("/plaintext"), "Hello, World!");
    }
  }

  private void assertBody(HttpClient client, String request, String body) throws IOException {
    assertThat(client.ask(request).body()).isEqualTo(body);
    acknowledge(1);
  }

  private void pipeline(HttpClient client, String text) throws IOException {
    int count = 1 + random.nextInt(MOST_IN_A_PIPELINE);
    StringBuilder requests = new StringBuilder();
    for (int i = 0; i < count; i++) {
      requests.append(post("/echo", text + i));
    }
    client.send(requests.toString());
    for (int i = 0; i < count; i++) {
      assertThat(client.read().body()).isEqualTo(text + i);
      acknowledge(1);
    }
  }

  private void end(HttpClient client) throws IOException {
    switch (random.nextInt(7)) {
      case 0 -> crashAmid(client, "GET /plaintext HTTP/1.1\r\nHos");
      case 1 -> crashAmid(client, request("POST", "/echo", "Content-Length: 100") + "half");
      case 2 -> crashAmid(client, postInChunks("/echo") + "ff\r\nhalf");
      case 3 -> crashAmid(client, get("/file").repeat(5));
      case 4 -> crashAmid(client, get("/plaintext").repeat(MOST_IN_A_PIPELINE));
      case 5 -> {
        client.send(get("/plaintext", "Connection: close"));
        assertThat(client.readToEnd()).hasSize(1);
        acknowledge(1);
      }
      default -> {}
    }
  }

  private void crashAmid(HttpClient client, String request) throws IOException {
    client.send(request);
    crash(client.connection());
  }

  /** Anywhere between its first byte and a request behind it. */
  private void crashInHandshake() throws IOException {
    try (Client client = new Client(Client.local(ports.get(1)))) {
      String hello = new String(SelfSigned.clientHello(), StandardCharsets.ISO_8859_1);
      client.send(hello.substring(0, random.nextInt(hello.length() + 1)));
      crash(client);
    }
  }
}
