package dev.weft.it.judges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.process.Command;
import dev.weft.it.process.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A server under load in rounds, after each of which it must keep the same.
 *
 * <p>{@code -Dweft.soak.seconds=600} has it run for so long.
 */
final class Soak {
  private static final long SECONDS = Integer.getInteger("weft.soak.seconds", 4);
  private static final int ROUNDS = (int) Math.max(4, Math.min(60, SECONDS / 10));

  /** The least that one of several collections leaves differs by so much from round to round. */
  private static final long HEAP_NOISE = 256 * 1024;

  private static final int COLLECTIONS = 3;

  /** Puts load on the server. */
  interface Load {
    /** Goes on until a time of {@link System#nanoTime}. */
    void run(long end) throws Exception;
  }

  /** Asks the server for numbers. */
  interface Gauge {
    /** Waits until the server has no other client. */
    void awaitAlone() throws IOException;

    /** How many bytes of the heap are in use. */
    long heap() throws IOException;

    /** How many tasks there are. */
    long tasks() throws IOException;
  }

  /**
   * What a server keeps while it has no client but the gauge.
   *
   * @param heap bytes, after a collection
   * @param descriptors open ones
   * @param tasks of the runtime
   */
  private record Kept(long heap, long descriptors, long tasks) {}

  private final Jdk jdk;
  private final ServerProcess server;
  private final Gauge gauge;
  private final List<Kept> kept = new ArrayList<>();

  Soak(Jdk jdk, ServerProcess server, Gauge gauge) {
    this.jdk = jdk;
    this.server = server;
    this.gauge = gauge;
  }

  void run(List<? extends Load> loads) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      runRound(loads);
      kept.add(keptNow());
    }
  }

  private static void runRound(List<? extends Load> loads) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS) / ROUNDS;
    ExecutorService threads = Executors.newFixedThreadPool(loads.size());
    try {
      List<Future<?>> running = new ArrayList<>();
      for (Load load : loads) {
        running.add(
            threads.submit(
                () -> {
                  load.run(end);
                  return null;
                }));
      }
      for (Future<?> each : running) {
        Object unused = each.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private Kept keptNow() throws IOException {
    gauge.awaitAlone();
    long heap = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      List<String> collect = List.of(String.valueOf(server.pid()), "GC.run");
      Command.of(jdk.program("jcmd"), collect).run().assertSuccess();
      heap = Math.min(heap, gauge.heap());
    }
    try (Stream<Path> open = Files.list(Path.of("/proc", String.valueOf(server.pid()), "fd"))) {
      return new Kept(heap, open.count(), gauge.tasks());
    }
  }

  /** The first rounds load classes, compile, and grow buffers that are kept. */
  void assertFlat() {
    List<Kept> later = kept.subList(1, ROUNDS);
    assertThat(later.stream().map(Kept::descriptors).distinct()).as("%s", kept).hasSize(1);
    assertThat(later.stream().map(Kept::tasks).distinct()).as("%s", kept).hasSize(1);
    assertThat(kept.get(ROUNDS - 1).heap())
        .as("%s", kept)
        .isLessThanOrEqualTo(kept.get(ROUNDS / 2).heap() + HEAP_NOISE);
  }

  /** Prints what was found. */
  void report(String done) {
    System.out.printf("soak of %d s, %d rounds: %s%n", SECONDS, ROUNDS, done);
    for (Kept each : kept) {
      System.out.printf(
          "  heap %.2f MiB, %d descriptors, %d tasks%n",
          each.heap() / 1048576.0, each.descriptors(), each.tasks());
    }
  }
}
