package dev.weft.it.judges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.process.Jdk;
import dev.weft.it.process.Jdks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The HTTP server under load while clients are killed at random: what it keeps is the same after
 * each round, and each request of a client that stays is answered as it must be.
 */
final class HttpSoakIT {
  private static final int CLIENTS = 4;
  private static final String WRK = "-t 1 -c 20 -d 100000s ";
  private static final String H2LOAD = "--h1 -n 100000000 -c 20 -m 4 ";

  @RegisterExtension static final Verdicts VERDICTS = new Verdicts();

  @TempDir Path directory;

  private final Judge wrk = Judge.find("wrk", "wrk");
  private final Judge h2load = Judge.find("h2load", "nghttp2-client");
  private final Jdk jdk = Jdks.all().get(Jdks.all().size() - 1);

  private record Gauge(HttpClient control) implements Soak.Gauge {
    @Override
    public void awaitAlone() throws IOException {
      control.awaitStat("connections_open", 1);
    }

    @Override
    public long heap() throws IOException {
      return control.stat("used_memory");
    }

    @Override
    public long tasks() throws IOException {
      return control.stat("tasks");
    }
  }

  @Test
  void nothingGrowsAndNothingIsLost() throws Exception {
    String content = "0123456789".repeat(20_000);
    Path unused = Files.writeString(directory.resolve("file"), content);
    try (ServerProcess server = SelfSigned.start(jdk, "--root", directory.toString());
        HttpClient control = new HttpClient(server.port())) {
      List<HttpSoakClient> clients =
          IntStream.range(0, CLIENTS)
              .mapToObj(i -> new HttpSoakClient(i, server.ports(), content))
              .toList();
      run(new Soak(jdk, server, new Gauge(control)), server.ports(), clients);
      assertThat(control.stat("requests"))
          .isGreaterThan(clients.stream().mapToLong(SoakClient::acknowledged).sum());
    }
    record(wrk, "wrk " + WRK + "http://127.0.0.1:PORT/plaintext");
    record(h2load, "h2load " + H2LOAD + "https://127.0.0.1:PORT/plaintext");
  }

  private void run(Soak soak, List<Integer> ports, List<HttpSoakClient> clients) throws Exception {
    KilledJudges judges =
        new KilledJudges(
            List.of(
                call(wrk, WRK + "http://127.0.0.1:" + ports.get(0) + "/plaintext"),
                call(h2load, H2LOAD + "https://127.0.0.1:" + ports.get(1) + "/plaintext"),
                call(wrk, WRK + "http://127.0.0.1:" + ports.get(0) + "/file")));
    List<Soak.Load> loads = new ArrayList<>(clients);
    loads.add(judges);
    soak.run(loads);
    soak.report(
        String.format(
            "%d requests acknowledged, %d clients and %d judges killed",
            clients.stream().mapToLong(SoakClient::acknowledged).sum(),
            clients.stream().mapToLong(SoakClient::kills).sum(),
            judges.killed()));
    soak.assertFlat();
  }

  private static KilledJudges.Call call(Judge judge, String arguments) {
    return new KilledJudges.Call(judge, List.of(arguments.split(" ", -1)));
  }

  private static void record(Judge judge, String command) {
    VERDICTS.record(
        judge,
        command,
        "killed at random again and again, as are clients in the middle of heads, bodies, chunks,"
            + " pipelines, downloads and handshakes: heap, descriptors and tasks are the same after"
            + " each round, and each request of a client that stays is answered rightly",
        "flat, nothing lost");
  }
}
