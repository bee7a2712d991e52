package dev.weft.it.judges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.process.Jdk;
import dev.weft.it.process.Jdks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * mini-redis under load while clients are killed at random: what it keeps is the same after each
 * round, and no INCR is lost that was acknowledged.
 */
final class RedisSoakIT {
  private static final int CLIENTS = 4;
  private static final String LOAD = "-P 8 -c 20 -t set,get,incr -n 100000000";

  @RegisterExtension static final Verdicts VERDICTS = new Verdicts();

  private final Judge benchmark = Judge.find("redis-benchmark", "redis-tools");
  private final Jdk jdk = Jdks.all().get(Jdks.all().size() - 1);

  private record Gauge(Client control) implements Soak.Gauge {
    @Override
    public void awaitAlone() throws IOException {
      control.awaitInfo("connected_clients", 1);
    }

    @Override
    public long heap() throws IOException {
      return control.info("used_memory");
    }

    @Override
    public long tasks() throws IOException {
      return control.info("tasks");
    }
  }

  @Test
  void nothingGrowsAndNothingIsLost() throws Exception {
    try (ServerProcess server =
            ServerProcess.ofExample(jdk, "miniredis.MiniRedis", List.of("--port", "0"));
        Client control = new Client(Client.local(server.port()))) {
      List<RedisSoakClient> clients =
          IntStream.range(0, CLIENTS).mapToObj(i -> new RedisSoakClient(i, server.port())).toList();
      run(new Soak(jdk, server, new Gauge(control)), server.port(), clients);
      assertThat(control.ask("PUBSUB CHANNELS") + control.ask("PUBSUB NUMPAT"))
          .as("subscriptions of those who have left")
          .isEqualTo("*0\r\n:0\r\n");
      assertThat(control.info("blocked_clients")).isZero();
      for (RedisSoakClient client : clients) {
        client.assertNothingLost(control);
      }
    }
    VERDICTS.record(
        benchmark,
        "redis-benchmark -p PORT " + LOAD,
        "killed at random again and again, as are clients in the middle of pipelines, waits and"
            + " subscriptions: heap, descriptors and tasks are the same after each round, and each"
            + " INCR that was acknowledged is counted",
        "flat, nothing lost");
  }

  private void run(Soak soak, int port, List<RedisSoakClient> clients) throws Exception {
    List<String> load = List.of(("-p " + port + " " + LOAD).split(" ", -1));
    KilledJudges judges = new KilledJudges(List.of(new KilledJudges.Call(benchmark, load)));
    List<Soak.Load> loads = new ArrayList<>(clients);
    loads.add(judges);
    soak.run(loads);
    soak.report(
        String.format(
            "%d INCRs acknowledged, %d clients and %d redis-benchmarks killed",
            clients.stream().mapToLong(SoakClient::acknowledged).sum(),
            clients.stream().mapToLong(SoakClient::kills).sum(),
            judges.killed()));
    soak.assertFlat();
  }
}
