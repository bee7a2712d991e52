package dev.weft.it.woven.net;

import static dev.weft.Weft.async;
import static dev.weft.Weft.await;
import static dev.weft.Weft.join;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.spawnBlocking;
import static dev.weft.Weft.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import dev.weft.Async;
import dev.weft.AsyncRuntime;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.io.BufferPool;
import dev.weft.io.PooledBuffer;
import dev.weft.it.woven.Runtimes;
import dev.weft.net.Dns;
import dev.weft.net.TcpListener;
import dev.weft.net.TcpSocket;
import dev.weft.net.TcpStream;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TCP connections over the loopback. */
@SuppressWarnings("try") // what an end does is what is looked at
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TcpTest {
  private static final String HERE = "127.0.0.1";

  /** Both ends of a connection. */
  private record Pair(TcpStream client, TcpStream server) implements AutoCloseable {
    @Async
    static Future<Pair> open() throws IOException {
      try (TcpListener listener = await(TcpListener.bind(HERE, 0))) {
        var both = await(join(TcpStream.connect(listener.localAddress()), listener.accept()));
        return ready(new Pair(both.first(), both.second()));
      }
    }

    @Override
    public void close() {
      client.close();
      server.close();
    }
  }

  private static ByteBuffer bytes(String text) {
    return StandardCharsets.US_ASCII.encode(text);
  }

  @Async
  private static Future<String> readText(TcpStream stream, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    await(stream.readFully(buffer));
    return ready(StandardCharsets.US_ASCII.decode(buffer.flip()).toString());
  }

  @Async
  private static Future<Integer> sendAll(TcpStream stream, byte[] content, Random random)
      throws IOException {
    ByteBuffer left = ByteBuffer.wrap(content);
    int writes = 0;
    while (left.hasRemaining()) {
      ByteBuffer part = left.slice();
      part.limit(Math.min(part.limit(), 1 + random.nextInt(100_000)));
      switch (random.nextInt(3)) {
        case 0 -> await(stream.write(part));
        case 1 -> await(stream.writeAll(part));
        default -> await(stream.write(new ByteBuffer[] {part.slice(0, 0), part}));
      }
      left.position(left.position() + part.position());
      writes++;
    }
    await(stream.shutdown());
    return ready(writes);
  }

  /** Both directions at once, with small buffers in the system, so that writes have to wait. */
  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "DETERMINISTIC")
  void bytesComeAsTheyWereWritten(Runtimes runtimes) throws Exception {
    Random random = new Random(7);
    byte[] there = new byte[3_000_000];
    byte[] back = new byte[2_000_000];
    random.nextBytes(there);
    random.nextBytes(back);
    runtimes.run(
        () -> {
          try (Pair pair = await(Pair.open())) {
            pair.client.set(StandardSocketOptions.SO_SNDBUF, 8192);
            pair.server.set(StandardSocketOptions.SO_SNDBUF, 8192);
            JoinHandle<Integer> one = spawn(sendAll(pair.client, there, new Random(1)));
            JoinHandle<Integer> two = spawn(sendAll(pair.server, back, new Random(2)));
            var read = await(join(pair.server.readToEnd(), pair.client.readToEnd()));
            assertThat(read.first()).isEqualTo(there);
            assertThat(read.second()).isEqualTo(back);
            assertThat(await(one) + await(two)).isPositive();
          }
          return null;
        });
  }

  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "DETERMINISTIC")
  @Tag("T102")
  void oneDirectionEndsAndTheOtherGoesOn(Runtimes runtimes) throws Exception {
    String answer =
        runtimes.run(
            () -> {
              try (Pair pair = await(Pair.open())) {
                await(pair.client.writeAll(bytes("question")));
                await(pair.client.shutdown());
                await(pair.client.shutdown());
                String question = await(pair.server.readToString());
                assertThat(await(pair.server.read(ByteBuffer.allocate(1)))).isEqualTo(-1);
                await(pair.server.writeAll(bytes("answer to " + question)));
                pair.server.close();
                return await(pair.client.readToString());
              }
            });
    assertThat(answer).isEqualTo("answer to question");
  }

  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "DETERMINISTIC")
  @Tag("T102")
  void aResetIsAFailureThatNamesThePeerAndDoesNotKeepFromEnding(Runtimes runtimes)
      throws Exception {
    runtimes.run(
        () -> {
          try (Pair pair = await(Pair.open())) {
            pair.server.setLinger(Duration.ZERO);
            pair.server.close();
            try {
              await(pair.client.read(ByteBuffer.allocate(1)));
              throw new AssertionError("nothing failed");
            } catch (SocketException e) {
              assertThat(e)
                  .hasMessageStartingWith(
                      "reading from " + pair.client.remoteAddress().toString().substring(1) + ": ");
            }
            await(pair.client.shutdown());
          }
          return null;
        });
  }

  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "DETERMINISTIC")
  void whatIsReadInVainWaitsForTheNextByte(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          try (Pair pair = await(Pair.open())) {
            ByteBuffer room = ByteBuffer.allocate(10);
            assertThat(pair.client.tryRead(room)).isZero();
            Future<Void> readable = pair.client.readable();
            JoinHandle<Void> waits = spawn(readable);
            await(yieldNow());
            assertThat(waits.isFinished()).isFalse();
            await(pair.server.writeAll(bytes("abc")));
            await(waits);
            assertThat(pair.client.tryRead(room)).isEqualTo(3);
            assertThat(pair.client.tryRead(room)).isZero();
            pair.server.close();
            await(pair.client.readable());
            assertThat(pair.client.tryRead(room)).isEqualTo(-1);
          }
          return null;
        });
  }

  /** The peer doesn't read: the system takes some bytes and no more, and then some more. */
  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "DETERMINISTIC")
  void aSlowReaderHoldsTheWriterUp(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          try (Pair pair = await(Pair.open())) {
            ByteBuffer chunk = ByteBuffer.allocateDirect(1 << 16);
            long taken = 0;
            while (!chunk.clear().hasRemaining() || pair.client.tryWrite(chunk) > 0) {
              taken += chunk.position();
            }
            JoinHandle<Void> writable = spawn(pair.client.writable());
            await(yieldNow());
            assertThat(writable.isFinished()).isFalse();
            long read = 0;
            while (read < taken) {
              read += await(pair.server.read(chunk.clear()));
            }
            await(writable);
            assertThat(pair.client.tryWrite(chunk.clear())).isPositive();
          }
          return null;
        });
  }

  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "DETERMINISTIC")
  void aBufferIsTakenFromThePoolWhenThereAreBytes(Runtimes runtimes) throws Exception {
    BufferPool pool = BufferPool.of(1, 16);
    runtimes.run(
        () -> {
          try (Pair pair = await(Pair.open())) {
            JoinHandle<PooledBuffer> read = spawn(pair.client.read(pool));
            await(yieldNow());
            assertThat(pool.available()).isEqualTo(1);
            await(pair.server.writeAll(bytes("hello")));
            try (PooledBuffer buffer = await(read)) {
              assertThat(StandardCharsets.US_ASCII.decode(buffer.buffer()).toString())
                  .isEqualTo("hello");
              assertThat(pool.available()).isZero();
            }
            pair.server.close();
            assertThat(await(pair.client.read(pool))).isNull();
            assertThat(pool.available()).isEqualTo(1);
          }
          return null;
        });
  }

  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "DETERMINISTIC")
  void closingEndsTheWaitsOfOtherTasks(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          try (Pair pair = await(Pair.open());
              TcpListener listener = await(TcpListener.bind(HERE, 0))) {
            JoinHandle<Integer> read = spawn(pair.client.read(ByteBuffer.allocate(1)));
            JoinHandle<TcpStream> accept = spawn(listener.accept());
            await(yieldNow());
            pair.client.close();
            listener.close();
            assertThat(await(read.outcome()).toString())
                .contains("reading from 127.0.0.1:" + pair.client.remoteAddress().getPort())
                .contains("closed");
            assertThat(await(accept.outcome()).toString())
                .contains("accepting at 127.0.0.1:" + listener.localAddress().getPort())
                .contains("closed");
            assertThat(pair.client.isClosed()).isTrue();
          }
          return null;
        });
  }

  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "DETERMINISTIC")
  void aFileIsSentAsFarAsThereIsRoomAndThenTheRest(Runtimes runtimes, @TempDir Path folder)
      throws Exception {
    byte[] content = new byte[10_000_000];
    new Random(3).nextBytes(content);
    Path file = Files.write(folder.resolve("content"), content);
    runtimes.run(
        () -> {
          try (Pair pair = await(Pair.open())) {
            JoinHandle<Long> sent =
                spawn(
                    () -> {
                      long count = await(pair.client.sendFile(file, 1_000, Long.MAX_VALUE));
                      count += await(pair.client.sendFile(file, 0, 1_000));
                      count += await(pair.client.sendFile(file, content.length, 5));
                      await(pair.client.shutdown());
                      return count;
                    });
            ByteBuffer received = ByteBuffer.wrap(await(pair.server.readToEnd()));
            assertThat(await(sent)).isEqualTo(content.length);
            assertThat(received.slice(0, content.length - 1_000))
                .isEqualTo(ByteBuffer.wrap(content, 1_000, content.length - 1_000));
            assertThat(received.slice(content.length - 1_000, 1_000))
                .isEqualTo(ByteBuffer.wrap(content, 0, 1_000));
            Path nothing = folder.resolve("nothing");
            assertThat(await(spawn(pair.client.sendFile(nothing, 0, 1)).outcome()).toString())
                .contains(NoSuchFileException.class.getName())
                .contains(nothing.toString());
          }
          return null;
        });
  }

  /** Each connection goes to one of the tasks, none is left. */
  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "DETERMINISTIC")
  void severalTasksAccept(Runtimes runtimes) throws Exception {
    List<Integer> numbers =
        runtimes.run(
            () -> {
              List<JoinHandle<Integer>> answers = new ArrayList<>();
              try (TcpListener listener = await(TcpListener.bind(HERE, 0))) {
                for (int i = 0; i < 50; i++) {
                  answers.add(spawn(() -> firstByte(await(listener.accept()))));
                }
                for (int i = 0; i < 50; i++) {
                  TcpStream client = await(TcpStream.connect(listener.localAddress()));
                  await(client.writeAll(new byte[] {(byte) i}));
                  client.close();
                }
                return await(join(answers));
              }
            });
    assertThat(numbers)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 50).boxed().toList());
  }

  @Async
  private static Future<Integer> firstByte(TcpStream stream) throws IOException {
    try (stream) {
      ByteBuffer one = ByteBuffer.allocate(1);
      await(stream.readFully(one));
      return ready((int) one.get(0));
    }
  }

  @Test
  void whatCanNotBeConnectedOrBoundSaysWhere() throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          int free;
          try (TcpListener listener = await(TcpListener.bind(HERE, 0))) {
            int port = listener.localAddress().getPort();
            free = port;
            assertThat(await(spawn(TcpListener.bind(HERE, port)).outcome()).toString())
                .contains(BindException.class.getName())
                .contains("listening at 127.0.0.1:" + port);
          }
          assertThat(await(spawn(TcpStream.connect("localhost", free)).outcome()).toString())
              .contains(ConnectException.class.getName())
              .contains("connecting to localhost (")
              .contains(":" + free + ")");
          assertThat(
                  await(spawn(TcpStream.connect("no.such.name.invalid", 1)).outcome()).toString())
              .contains(UnknownHostException.class.getName())
              .contains("'no.such.name.invalid'");
          assertThat(await(spawn(TcpListener.bind("192.0.2.1", 0)).outcome()).toString())
              .contains(BindException.class.getName())
              .contains("listening at 192.0.2.1:0");
          return null;
        });
    assertThatThrownBy(() -> TcpStream.connect("localhost", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a port is from 1 to 65535, not 0");
    assertThatThrownBy(() -> TcpListener.bind("localhost", 65_536))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesAreLookedUp() throws Exception {
    List<InetAddress> addresses =
        Runtimes.CURRENT_THREAD.run(() -> await(Dns.lookupHost("localhost")));
    assertThat(addresses).isNotEmpty().allMatch(InetAddress::isLoopbackAddress);
    assertThat(Runtimes.CURRENT_THREAD.<Object>run(() -> await(Dns.lookupHost("::1"))).toString())
        .contains("0:0:0:0:0:0:0:1");
  }

  /** The first address doesn't answer, and the second one does. */
  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "DETERMINISTIC")
  void anAddressThatRefusesIsFollowedByTheNext(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          try (TcpListener listener = await(TcpListener.bind("127.0.0.1", 0));
              TcpStream client =
                  await(TcpStream.connect("localhost", listener.localAddress().getPort()))) {
            assertThat(client.remoteAddress()).isEqualTo(listener.localAddress());
          }
          return null;
        });
  }

  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "DETERMINISTIC")
  @Tag("T100")
  @Tag("T27b")
  void aClosedRuntimeEndsItsSockets(Runtimes runtimes) throws Exception {
    AsyncRuntime runtime = runtimes.builder().name("first").build();
    TcpListener listener = runtime.blockOn(TcpListener.bind(HERE, 0));
    TcpStream client = runtime.blockOn(TcpStream.connect(listener.localAddress()));
    JoinHandle<TcpStream> accepted = runtime.spawn(listener.accept());
    TcpStream server = runtime.blockOn(accepted);
    try (AsyncRuntime other = AsyncRuntime.currentThread().build()) {
      Future<Integer> read = client.read(ByteBuffer.allocate(1));
      JoinHandle<Integer> waiting = other.spawn(read);
      other.blockOn(yieldNow());
      runtime.close();
      assertThat(other.blockOn(waiting.outcome()).toString())
          .contains("the runtime 'first' is closed, and with it its sockets");
      assertThatThrownBy(() -> other.blockOn(server.writeAll(bytes("x"))))
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("the runtime 'first' is closed, and with it its sockets");
      assertThatThrownBy(() -> other.blockOn(listener.accept()))
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("the runtime 'first' is closed, and with it its sockets");
    }
  }

  /** Blocking work of a runtime that nobody else drives waits for a socket. */
  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "DETERMINISTIC")
  @Tag("T6b")
  void blockingWorkWaitsForASocket(Runtimes runtimes) throws Exception {
    try (AsyncRuntime runtime = runtimes.start()) {
      runtime.blockOn(
          async(
              () -> {
                try (Pair pair = await(Pair.open())) {
                  JoinHandle<String> text =
                      spawnBlocking(() -> runtime.blockOn(readText(pair.server, 5)));
                  await(pair.client.writeAll(bytes("hello")));
                  assertThat(await(text)).isEqualTo("hello");
                }
              }));
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "DETERMINISTIC")
  @Tag("T8b")
  void socketsAreNotHeldUpByTasksThatWakeThemselvesWithoutEnd(Runtimes runtimes) throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    runtimes.run(
        () -> {
          for (int i = 0; i < 100; i++) {
            JoinHandle<Void> unused = spawn(yieldsUntil(done));
          }
          try (Pair pair = await(Pair.open())) {
            for (int i = 0; i < 10; i++) {
              JoinHandle<String> text = spawn(readText(pair.server, 2));
              await(pair.client.writeAll(bytes("hi")));
              assertThat(await(text)).isEqualTo("hi");
            }
          } finally {
            done.set(true);
          }
          return null;
        });
  }

  @Async
  private static Future<Void> yieldsUntil(AtomicBoolean done) {
    while (!done.get()) {
      await(yieldNow());
    }
    return ready();
  }

  /** One worker waits for sockets, and its task then blocks: another one has to wait for them. */
  @Test
  @Tag("T39b")
  void aTaskThatHoldsTheWorkerThatWatchedTheSocketsHoldsUpNoSocket() throws Exception {
    CountDownLatch blocking = new CountDownLatch(1);
    CountDownLatch second = new CountDownLatch(1);
    try (AsyncRuntime runtime =
        AsyncRuntime.multiThread()
            .workerThreads(2)
            .slowPollThreshold(Duration.ofMillis(5))
            .onSlowPoll(poll -> {})
            .build()) {
      Pair one = runtime.blockOn(Pair.open());
      Pair two = runtime.blockOn(Pair.open());
      JoinHandle<Void> blocks =
          runtime.spawn(
              async(
                  () -> {
                    await(readText(one.server, 1));
                    blocking.countDown();
                    second.await();
                  }));
      JoinHandle<Void> frees =
          runtime.spawn(
              async(
                  () -> {
                    await(readText(two.server, 1));
                    second.countDown();
                  }));
      while (!isAsleep(runtime)) {
        Thread.onSpinWait();
      }
      one.client.tryWrite(bytes("1"));
      blocking.await();
      two.client.tryWrite(bytes("2"));
      runtime.blockOn(frees);
      runtime.blockOn(blocks);
    }
  }

  /** Whether both tasks wait for bytes, and both workers sleep. */
  private static boolean isAsleep(AsyncRuntime runtime) {
    return runtime.dumpTasks().stream()
                .filter(task -> String.valueOf(task.waitsFor()).startsWith("read"))
                .count()
            == 2
        && runtime.metrics().workers().stream().allMatch(each -> each.parks() > each.unparks());
  }

  @Test
  void aDeterministicRuntimeHasNoSockets() {
    assertThatThrownBy(() -> Runtimes.DETERMINISTIC.run(() -> await(TcpListener.bind(HERE, 0))))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("is deterministic, and the network isn't");
  }

  @Test
  void outsideOfARuntimeThereAreNoSockets() {
    assertThatThrownBy(() -> TcpListener.bind(HERE, 0).join())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("this is outside of a runtime, where there are no sockets");
  }

  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "DETERMINISTIC")
  void optionsAreThoseOfTheSystem(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          TcpSocket options = new TcpSocket().receiveBufferSize(20_000).reuseAddress(true);
          try (TcpListener listener = await(options.listen(HERE, 0));
              TcpStream client =
                  await(
                      new TcpSocket()
                          .bind(
                              new InetSocketAddress(
                                  InetAddress.getByAddress(new byte[] {127, 0, 0, 2}), 0))
                          .set(StandardSocketOptions.SO_KEEPALIVE, true)
                          .connect(listener.localAddress()));
              TcpStream server = await(listener.accept())) {
            assertThat(server.remoteAddress()).isEqualTo(client.localAddress());
            assertThat(client.localAddress().getAddress().getHostAddress()).isEqualTo("127.0.0.2");
            assertThat(client.get(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
            assertThat(client.get(StandardSocketOptions.TCP_NODELAY)).isTrue();
            assertThat(server.get(StandardSocketOptions.TCP_NODELAY)).isTrue();
            server.setNoDelay(false);
            server.setKeepAlive(true);
            assertThat(server.get(StandardSocketOptions.TCP_NODELAY)).isFalse();
            assertThat(server.get(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
          }
          return null;
        });
  }

  @Test
  void whatIsWaitedForIsSaidInWords() throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          try (Pair pair = await(Pair.open());
              TcpListener listener = await(TcpListener.bind("::1", 0))) {
            String peer = "127.0.0.1:" + pair.client.remoteAddress().getPort();
            assertThat(pair.client.read(ByteBuffer.allocate(1))).hasToString("read from " + peer);
            assertThat(pair.client.writeAll(bytes("x"))).hasToString("writeAll to " + peer);
            assertThat(pair.client.readable()).hasToString("TcpStream[" + peer + "] readable");
            assertThat(listener.accept())
                .hasToString("accept at [0:0:0:0:0:0:0:1]:" + listener.localAddress().getPort());
            assertThat(listener)
                .hasToString(
                    "TcpListener[[0:0:0:0:0:0:0:1]:" + listener.localAddress().getPort() + "]");
          }
          return null;
        });
  }
}
