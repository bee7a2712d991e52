package dev.weft.it.woven.net;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.join;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.it.woven.Runtimes;
import dev.weft.net.TcpListener;
import dev.weft.net.TcpStream;
import dev.weft.task.TaskTracker;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Clients that leave a server in every way there is, some in good order, with random choices. All
 * bytes of those that stay to the end come back, no task is left, and no descriptor.
 *
 * <p>{@code -Dweft.disconnects.seconds=300} has it run for so long; {@code
 * -Dweft.disconnects.seed=} repeats the choices, which are printed.
 */
@Timeout(value = 900, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DisconnectsTest {
  private static final Duration SPAN =
      Duration.ofSeconds(Integer.getInteger("weft.disconnects.seconds", 2));
  private static final long SEED = Long.getLong("weft.disconnects.seed", System.nanoTime());
  private static final int CLIENTS = 16;
  private static final int MAX_BYTES = 300_000;

  private final AtomicInteger whole = new AtomicInteger();
  private final AtomicInteger broken = new AtomicInteger();
  private final TaskTracker connections = new TaskTracker();

  @ParameterizedTest
  @EnumSource(names = {"CURRENT_THREAD", "FOUR_WORKERS", "ON_EXECUTOR"})
  void nothingIsLostAndNothingIsLeft(Runtimes runtimes) throws Exception {
    run(runtimes, Duration.ofMillis(200));
    long before = descriptors();
    System.out.println("DisconnectsTest: " + runtimes + ", -Dweft.disconnects.seed=" + SEED);
    whole.set(0);
    broken.set(0);
    run(runtimes, SPAN);
    System.out.println(
        "DisconnectsTest: "
            + whole
            + " connections to the end, "
            + broken
            + " broken off, in "
            + SPAN);
    assertThat(whole).hasPositiveValue();
    assertThat(broken).hasPositiveValue();
    assertThat(descriptors()).isEqualTo(before);
  }

  /** Those of this process. */
  private static long descriptors() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      return all.count();
    }
  }

  private void run(Runtimes runtimes, Duration span) throws Exception {
    try (AsyncRuntime runtime = runtimes.start()) {
      runtime.blockOn(async(() -> await(serveWhile(span))));
      assertThat(runtime.dumpTasks()).isEmpty();
    }
  }

  @Async
  private Future<Void> serveWhile(Duration span) throws Exception {
    try (TcpListener listener = await(TcpListener.bind("127.0.0.1", 0))) {
      JoinHandle<Void> server = spawn(serve(listener));
      TaskTracker clients = new TaskTracker();
      long end = System.nanoTime() + span.toNanos();
      for (int i = 0; i < CLIENTS; i++) {
        Random random = new Random(SEED + i);
        clients.spawn(() -> await(leaveUntil(listener.localAddress(), random, end)));
      }
      clients.close();
      await(clients.drained());
      server.abort();
      await(server.outcome());
      connections.close();
      await(connections.drained());
      connections.reopen();
    }
    return ready();
  }

  @Async
  private Future<Void> serve(TcpListener listener) throws IOException {
    while (true) {
      TcpStream connection = await(listener.accept());
      connections.spawn(() -> await(echo(connection)));
    }
  }

  @Async
  private static Future<Void> echo(TcpStream connection) {
    try (connection) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(4096);
      while (await(connection.read(buffer)) >= 0) {
        await(connection.writeAll(buffer.flip()));
        buffer.clear();
      }
      await(connection.shutdown());
    } catch (IOException e) {
      // The client went away.
    }
    return ready();
  }

  @Async
  private Future<Void> leaveUntil(InetSocketAddress server, Random random, long end)
      throws Exception {
    while (System.nanoTime() - end < 0) {
      switch (random.nextInt(4)) {
        case 0 -> {
          await(toTheEnd(server, random));
          whole.incrementAndGet();
        }
        case 1 -> await(reset(server, random));
        case 2 -> await(aborted(server, random));
        default -> await(leaves(server, random));
      }
    }
    return ready();
  }

  /** Sends and reads at once. */
  @Async
  private static Future<Void> toTheEnd(InetSocketAddress server, Random random) throws Exception {
    byte[] content = new byte[1 + random.nextInt(MAX_BYTES)];
    random.nextBytes(content);
    try (TcpStream connection = await(TcpStream.connect(server))) {
      await(join(send(connection, content), receive(connection, content, random)));
    }
    return ready();
  }

  @Async
  private static Future<Void> send(TcpStream connection, byte[] content) throws IOException {
    await(connection.writeAll(content));
    await(connection.shutdown());
    return ready();
  }

  /** Reads are cut short at random, which must lose nothing. */
  @Async
  private static Future<Void> receive(TcpStream connection, byte[] content, Random random)
      throws IOException {
    CRC32 received = new CRC32();
    int count = 0;
    ByteBuffer buffer = ByteBuffer.allocate(1 + random.nextInt(10_000));
    boolean ended = false;
    while (!ended) {
      try {
        Future<Integer> read = connection.read(buffer);
        Duration patience = Duration.ofNanos(random.nextInt(50_000));
        ended = await(random.nextInt(4) == 0 ? timeout(patience, read) : read) < 0;
      } catch (TimeoutException e) {
        // What came is in the buffer all the same, or comes later.
      }
      count += buffer.position();
      received.update(buffer.flip());
      buffer.clear();
    }
    CRC32 sent = new CRC32();
    sent.update(content);
    assertThat(count).isEqualTo(content.length);
    assertThat(received.getValue()).isEqualTo(sent.getValue());
    return ready();
  }

  /** Is reset in the midst of writing; what comes back isn't read. */
  @Async
  private Future<Void> reset(InetSocketAddress server, Random random) throws Exception {
    try (TcpStream connection = await(TcpStream.connect(server))) {
      connection.setLinger(Duration.ZERO);
      connection.tryWrite(ByteBuffer.allocate(1 + random.nextInt(MAX_BYTES)));
      for (int i = random.nextInt(4); i > 0; i--) {
        await(yieldNow());
      }
    }
    broken.incrementAndGet();
    return ready();
  }

  /** A task is aborted, wherever it is. */
  @Async
  private Future<Void> aborted(InetSocketAddress server, Random random) throws Exception {
    JoinHandle<Void> task = spawn(() -> await(toTheEnd(server, new Random(random.nextLong()))));
    if (random.nextBoolean()) {
      await(sleep(Duration.ofNanos(random.nextInt(1_000_000))));
    }
    for (int i = random.nextInt(10); i > 0; i--) {
      await(yieldNow());
    }
    task.abort();
    await(task.outcome());
    broken.incrementAndGet();
    return ready();
  }

  /** Doesn't read, or says nothing at all, for a while, and leaves. */
  @Async
  private Future<Void> leaves(InetSocketAddress server, Random random) throws Exception {
    try (TcpStream connection = await(TcpStream.connect(server))) {
      if (random.nextBoolean()) {
        connection.tryWrite(ByteBuffer.allocate(1 + random.nextInt(MAX_BYTES)));
      }
      await(sleep(Duration.ofNanos(random.nextInt(500_000))));
    }
    broken.incrementAndGet();
    return ready();
  }
}
