package dev.weft.it.judges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.process.Command;
import dev.weft.it.process.Jdk;
import dev.weft.it.process.Jdks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * mini-redis under load while clients are killed at random: what it keeps is the same after each
 * round, and no INCR is lost that was acknowledged.
 *
 * <p>{@code -Dweft.soak.seconds=600} has it run for so long, and prints what it has found.
 */
final class RedisSoakIT {
  private static final long SECONDS = Integer.getInteger("weft.soak.seconds", 4);
  private static final int ROUNDS = (int) Math.max(4, Math.min(60, SECONDS / 10));
  private static final int CLIENTS = 4;

  /** The least that one of several collections leaves differs by so much from round to round. */
  private static final long HEAP_NOISE = 256 * 1024;

  private static final int COLLECTIONS = 3;

  @RegisterExtension static final Verdicts VERDICTS = new Verdicts();

  /**
   * What a server keeps while it has no client but one that asks for this.
   *
   * @param heap bytes, after a collection
   * @param descriptors open ones
   * @param tasks of the runtime
   */
  private record Kept(long heap, long descriptors, long tasks) {}

  private final Judge benchmark = Judge.find("redis-benchmark", "redis-tools");
  private final Jdk jdk = Jdks.all().get(Jdks.all().size() - 1);
  private final List<SoakClient> clients = new ArrayList<>();
  private int killedJudges;

  @Test
  void nothingGrowsAndNothingIsLost() throws Exception {
    try (ServerProcess server =
            ServerProcess.ofExample(jdk, "miniredis.MiniRedis", List.of("--port", "0"));
        Client control = new Client(Client.local(server.port()))) {
      IntStream.range(0, CLIENTS).forEach(i -> clients.add(new SoakClient(i, server.port())));
      List<Kept> kept = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        load(server, round);
        kept.add(kept(server, control));
      }
      report(kept);
      assertFlat(kept);
      assertThat(control.ask("PUBSUB CHANNELS") + control.ask("PUBSUB NUMPAT"))
          .as("subscriptions of those who have left")
          .isEqualTo("*0\r\n:0\r\n");
      assertThat(control.info("blocked_clients")).isZero();
      for (SoakClient client : clients) {
        client.assertNothingLost(control);
      }
    }
    VERDICTS.record(
        benchmark,
        "redis-benchmark -p PORT -P 8 -c 20 -t set,get,incr -n 100000000",
        "killed at random again and again, as are clients in the middle of pipelines, waits and"
            + " subscriptions: heap, descriptors and tasks are the same after each round, and each"
            + " INCR that was acknowledged is counted",
        "flat, nothing lost");
  }

  private void load(ServerProcess server, int round) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS) / ROUNDS;
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (SoakClient client : clients) {
        running.add(threads.submit(() -> client.run(end)));
      }
      killJudges(server, end, round);
      for (Future<?> each : running) {
        Object unused = each.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void killJudges(ServerProcess server, long end, int round) throws Exception {
    List<String> load =
        List.of(
            "-p",
            "" + server.port(),
            "-P",
            "8",
            "-c",
            "20",
            "-t",
            "set,get,incr",
            "-n",
            "100000000");
    do {
      try (Running judge = Running.start(benchmark, load)) {
        judge.endAfter(50 + 37 * ((killedJudges + round) % 11), TimeUnit.MILLISECONDS);
        killedJudges++;
      }
    } while (System.nanoTime() < end);
  }

  private Kept kept(ServerProcess server, Client control) throws IOException {
    control.awaitInfo("connected_clients", 1);
    long heap = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      heap = Math.min(heap, heapAfterCollection(server, control));
    }
    try (Stream<Path> open = Files.list(Path.of("/proc", String.valueOf(server.pid()), "fd"))) {
      return new Kept(heap, open.count(), control.info("tasks"));
    }
  }

  private long heapAfterCollection(ServerProcess server, Client control) throws IOException {
    List<String> collect = List.of(String.valueOf(server.pid()), "GC.run");
    Command.of(jdk.program("jcmd"), collect).run().assertSuccess();
    return control.info("used_memory");
  }

  /** The first round loads classes, compiles, and grows buffers that are kept. */
  private static void assertFlat(List<Kept> kept) {
    List<Kept> later = kept.subList(1, kept.size());
    assertThat(later.stream().map(Kept::descriptors).distinct()).as("%s", kept).hasSize(1);
    assertThat(later.stream().map(Kept::tasks).distinct()).as("%s", kept).hasSize(1);
    long first = later.get(0).heap();
    assertThat(later.get(later.size() - 1).heap())
        .as("%s", kept)
        .isLessThanOrEqualTo(first + HEAP_NOISE);
  }

  private void report(List<Kept> kept) {
    System.out.printf(
        "soak of %d s, %d rounds: %d INCRs acknowledged, %d clients and %d redis-benchmarks killed%n",
        SECONDS,
        ROUNDS,
        clients.stream().mapToLong(SoakClient::acknowledged).sum(),
        clients.stream().mapToLong(SoakClient::kills).sum(),
        killedJudges);
    for (Kept each : kept) {
      System.out.printf(
          "  heap %.2f MiB, %d descriptors, %d tasks%n",
          each.heap() / 1048576.0, each.descriptors(), each.tasks());
    }
  }
}
