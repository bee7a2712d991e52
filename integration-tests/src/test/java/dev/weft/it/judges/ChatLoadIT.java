package dev.weft.it.judges;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.tryJoinEach;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.it.process.Command;
import dev.weft.it.process.Jdk;
import dev.weft.it.process.Jdks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A room of the chat server with 10,000 connections: each gets each line in order, and those that
 * are killed leave nothing behind.
 *
 * <p>{@code -Dweft.chat.rounds=100} has more said, {@code -Dweft.chat.connections=2000} to fewer.
 */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ChatLoadIT {
  private static final int CONNECTIONS = Integer.getInteger("weft.chat.connections", 10_000);
  private static final int ROUNDS = Integer.getInteger("weft.chat.rounds", 2);
  private static final int SPEAKERS = 4;

  /** So many that nobody lags whatever happens: what is kept for slow readers is more. */
  private static final int LINES = 4;

  private static final int CONNECTING = 100;
  private static final String ROOM = "hall";

  private static final String NOBODY_ELSE = "* clients: 1, rooms: 0, subscriptions: 0, tasks: 1\n";

  @RegisterExtension static final Verdicts VERDICTS = new Verdicts();

  private final Judge nc = Judge.find("nc", "netcat-openbsd", "-h");
  private final Jdk jdk = Jdks.all().get(Jdks.all().size() - 1);
  private final Random random = new Random(1);
  private final List<Listener> listeners = new ArrayList<>();
  private int said;

  @Test
  void everybodyGetsEverythingAndLeavesNothing() throws Exception {
    requireDescriptors();
    List<String> options = List.of("--port", "0", "--max-connections", "" + (CONNECTIONS + 2));
    try (ServerProcess server = ServerProcess.ofExample(jdk, "chat.Chat", options);
        Client control = new Client(Client.local(server.port()));
        AsyncRuntime clients = AsyncRuntime.multiThread().workerThreads(1).build()) {
      assertThat(control.readTo("\n")).startsWith("* welcome");
      clients.blockOn(enter(server.port(), 1));
      clients.blockOn(round());
      crash(1);
      awaitStats(control, NOBODY_ELSE);
      final long heap = heap(server);
      final long descriptors = descriptors(server);
      try (Running judge = Running.start(nc, List.of("127.0.0.1", "" + server.port()))) {
        judge.type("/join " + ROOM);
        assertThat(judge.lines(2).get(1)).isEqualTo("* you are in " + ROOM);
        clients.blockOn(enter(server.port(), CONNECTIONS));
        report(server, heap);
        speak(clients, judge);
        crash(CONNECTIONS / 2);
        clients.blockOn(round());
        crash(listeners.size());
        awaitStats(control, "* clients: 2, rooms: 1, subscriptions: 1, tasks: 2\n");
      }
      awaitStats(control, NOBODY_ELSE);
      assertThat(descriptors(server)).isEqualTo(descriptors);
    }
    VERDICTS.record(
        nc,
        "nc 127.0.0.1 PORT",
        "one of 10,001 in a room where four speak: each gets each line, in the order of each"
            + " speaker; when all have crashed, half of them before others have spoken again,"
            + " tasks, subscriptions and descriptors are as before",
        "nothing lost, nothing left");
  }

  private static void requireDescriptors() throws IOException {
    String limits = Files.readString(Path.of("/proc/self/limits"));
    String open =
        limits.lines().filter(line -> line.startsWith("Max open files")).findFirst().get();
    String limit = open.split(" {2,}", -1)[1];
    assertThat(limit.equals("unlimited") || Integer.parseInt(limit) >= CONNECTIONS + 1000)
        .as("open files: %s; begin with ulimit -n %d", limit, CONNECTIONS + 1000)
        .isTrue();
  }

  @Async
  private Future<Void> enter(int port, int count) throws IOException {
    List<Integer> numbers = IntStream.range(0, count).boxed().toList();
    listeners.addAll(
        await(
            tryJoinEach(
                CONNECTING, numbers, i -> await(Listener.enter(port, ROOM, SPEAKERS, said)))));
    return ready();
  }

  private void speak(AsyncRuntime clients, Running judge) throws IOException {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      clients.blockOn(round());
    }
    while (all.size() < ROUNDS * SPEAKERS * LINES) {
      judge.lines(1).stream().filter(Listener::isSaid).forEach(all::add);
    }
    for (int speaker = 0; speaker < SPEAKERS; speaker++) {
      String mark = "> #" + speaker + " ";
      assertThat(all.stream().filter(line -> line.contains(mark)).map(Listener::number))
          .containsExactlyElementsOf(IntStream.range(said - ROUNDS * LINES, said).boxed().toList());
    }
  }

  /** The last ones speak at once, and all listen. */
  @Async
  private Future<Void> round() throws IOException {
    int from = said;
    said += LINES;
    for (int speaker = 0; speaker < SPEAKERS; speaker++) {
      Listener who = listeners.get((speaker * 7919) % listeners.size());
      await(who.say(lines(speaker, from)));
    }
    await(tryJoinEach(listeners, listener -> await(listener.hear(said))));
    return ready();
  }

  private static String lines(int speaker, int from) {
    return IntStream.range(from, from + LINES)
        .mapToObj(number -> Listener.line(speaker, number))
        .collect(Collectors.joining());
  }

  private void crash(int count) throws IOException {
    Collections.shuffle(listeners, random);
    for (int i = 0; i < count; i++) {
      listeners.remove(listeners.size() - 1).crash();
    }
  }

  /** Waits until that is what the server tells of itself. */
  private static void awaitStats(Client control, String stats) throws IOException {
    String told = "";
    while (!told.equals(stats)) {
      control.send("/stats\n");
      told = control.readTo("\n");
    }
  }

  private static long descriptors(ServerProcess server) throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc", "" + server.pid(), "fd"))) {
      return open.count();
    }
  }

  /** What lives in the server's heap. */
  private long heap(ServerProcess server) {
    List<String> histogram = List.of("" + server.pid(), "GC.class_histogram");
    String out = Command.of(jdk.program("jcmd"), histogram).run().assertSuccess().out();
    String total = out.lines().filter(line -> line.startsWith("Total")).findFirst().get();
    return Long.parseLong(total.split(" +", -1)[2]);
  }

  private void report(ServerProcess server, long before) {
    System.out.printf(
        "chat: %,d connections in a room, %,d bytes in the server's heap for each%n",
        CONNECTIONS, (heap(server) - before) / CONNECTIONS);
  }
}
