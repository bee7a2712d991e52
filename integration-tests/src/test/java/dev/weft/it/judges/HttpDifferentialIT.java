package dev.weft.it.judges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.process.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random requests one by one, in a pipeline, and in pieces that are cut anywhere: the responses are
 * the same.
 *
 * <p>{@code -Dweft.http.scripts=1000} runs more of them, {@code -Dweft.http.seed=17} begins with
 * that one; a failure tells the seed.
 */
@Timeout(600)
final class HttpDifferentialIT {
  private static final int SCRIPTS = Integer.getInteger("weft.http.scripts", 60);
  private static final long SEED = Long.getLong("weft.http.seed", 1);

  @TempDir Path directory;

  /** Sends the requests of a script and notes what is answered. */
  private interface Way {
    void send(HttpClient client, List<String> requests, List<String> responses) throws IOException;
  }

  @ParameterizedTest
  @MethodSource("dev.weft.it.process.Jdks#all")
  void whereRequestsAreCutMakesNoDifference(Jdk jdk) throws IOException {
    Path unused = Files.writeString(directory.resolve("file.txt"), "0123456789".repeat(50));
    try (ServerProcess server = HttpExample.start(jdk, "--root", directory.toString())) {
      for (long seed = SEED; seed < SEED + SCRIPTS; seed++) {
        RandomRequests random = new RandomRequests(seed);
        List<String> requests = random.next();
        List<String> expected = run(server, requests, HttpDifferentialIT::oneByOne);
        assertThat(expected).hasSameSizeAs(requests);
        assertSame(seed, run(server, requests, HttpDifferentialIT::pipeline), expected);
        List<String> pieces = random.pieces(String.join("", requests));
        assertSame(seed, run(server, requests, (c, all, to) -> cut(c, pieces, all, to)), expected);
      }
    }
  }

  private static void assertSame(long seed, List<String> responses, List<String> expected) {
    assertThat(responses).as("-Dweft.http.scripts=1 -Dweft.http.seed=%d", seed).isEqualTo(expected);
  }

  private static List<String> run(ServerProcess server, List<String> requests, Way way)
      throws IOException {
    List<String> responses = new ArrayList<>();
    try (HttpClient client = new HttpClient(server.port())) {
      way.send(client, requests, responses);
      assertThat(client.rest()).isEmpty();
    }
    return responses;
  }

  private static void oneByOne(HttpClient client, List<String> requests, List<String> responses)
      throws IOException {
    for (String request : requests) {
      responses.add(client.ask(request).toString());
    }
  }

  private static void pipeline(HttpClient client, List<String> requests, List<String> responses)
      throws IOException {
    var unused = client.connection().sendMeanwhile(String.join("", requests));
    readAll(client, requests, responses);
  }

  private static void cut(
      HttpClient client, List<String> pieces, List<String> requests, List<String> responses)
      throws IOException {
    for (String piece : pieces) {
      client.send(piece);
    }
    readAll(client, requests, responses);
  }

  private static void readAll(HttpClient client, List<String> requests, List<String> responses)
      throws IOException {
    for (String request : requests) {
      responses.add(client.read(request.startsWith("HEAD ")).toString());
    }
  }
}
