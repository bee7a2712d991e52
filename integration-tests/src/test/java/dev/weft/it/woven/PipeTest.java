package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.join;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.yieldNow;
import static dev.weft.junit5.AsyncAssertions.fails;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.io.Duplex;
import dev.weft.io.Pipe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pipes in memory, one way and both ways. */
final class PipeTest {
  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  @Async
  private static Future<Void> writeAndClose(Pipe.Writer writer, byte[] bytes) throws IOException {
    await(writer.writeAll(bytes));
    await(writer.shutdown());
    await(writer.shutdown());
    return ready();
  }

  @ParameterizedTest
  @EnumSource(Runtimes.class)
  void allBytesComeThroughInTheirOrder(Runtimes runtimes) throws Exception {
    byte[] sent = random(100_000);
    byte[] received =
        runtimes.run(
            () -> {
              Pipe.Ends pipe = Pipe.open(777);
              JoinHandle<Void> writing = spawn(writeAndClose(pipe.writer(), sent));
              byte[] all = await(pipe.reader().readToEnd());
              await(writing);
              return all;
            });
    assertThat(received).isEqualTo(sent);
  }

  @ParameterizedTest
  @EnumSource(Runtimes.class)
  void bothWaysAtOnce(Runtimes runtimes) throws Exception {
    byte[] there = random(50_000);
    byte[] back = random(60_000);
    runtimes.run(
        () -> {
          Duplex.Pair pair = Duplex.pair(1000);
          var all =
              await(
                  join(
                      pair.left().writeAll(there),
                      pair.right().writeAll(back),
                      pair.left().readFully(back.length),
                      pair.right().readFully(there.length)));
          assertThat(all.third()).isEqualTo(back);
          assertThat(all.fourth()).isEqualTo(there);
          return "";
        });
  }

  /** Who writes gets as far as there is room, and waits where there is none. */
  @Test
  @Tag("T96")
  void noMoreGoesInThanThereIsRoomFor() throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          Pipe.Ends pipe = Pipe.open(32);
          ByteBuffer source = ByteBuffer.wrap(random(40));
          assertThat(await(pipe.writer().write(source))).isEqualTo(32);
          AtomicInteger second = new AtomicInteger();
          JoinHandle<Integer> writing = spawn(pipe.writer().write(source).map(second::addAndGet));
          await(yieldNow());
          await(yieldNow());
          assertThat(second).hasValue(0);
          assertThat(await(pipe.reader().readFully(4))).isEqualTo(Arrays.copyOf(random(40), 4));
          assertThat(await(writing)).isEqualTo(4);
          return "";
        });
  }

  @ParameterizedTest
  @EnumSource(Runtimes.class)
  @Tag("T96")
  void aWriteThatWaitsFailsWhenTheReaderGoesAway(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          Duplex.Pair pair = Duplex.pair(2);
          JoinHandle<Void> writing = spawn(pair.left().writeAll(bytes("ping")));
          assertThat(await(pair.right().readFully(1))).containsExactly('p');
          pair.right().close();
          assertThat(await(fails(IOException.class, writing)))
              .hasMessage("broken pipe: the other end was closed");
          return "";
        });
  }

  /** What was written before the close is read, then comes the end, again and again. */
  @ParameterizedTest
  @EnumSource(Runtimes.class)
  @Tag("T96")
  void aReaderDrainsWhatIsThereAndThenSeesTheEnd(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          Duplex.Pair pair = Duplex.pair(64);
          await(pair.left().writeAll(bytes("last words")));
          pair.left().close();
          assertThat(await(pair.right().readToString())).isEqualTo("last words");
          assertThat(await(pair.right().read(ByteBuffer.allocate(1)))).isEqualTo(-1);
          assertThat(await(fails(IOException.class, pair.right().write(bytes("x")))))
              .hasMessage("broken pipe: the other end was closed");
          return "";
        });
  }

  @Test
  @Tag("T96")
  void emptyBuffersAreDoneAtOnceButForABrokenPipe() throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          ByteBuffer none = ByteBuffer.allocate(0);
          Pipe.Ends pipe = Pipe.open(1);
          assertThat(await(pipe.reader().read(none))).isZero();
          assertThat(await(pipe.writer().write(none))).isZero();
          await(pipe.writer().writeAll(bytes("x")));
          assertThat(await(pipe.writer().write(none))).as("when it is full").isZero();
          pipe.reader().close();
          assertThat(await(fails(IOException.class, pipe.writer().write(none))))
              .hasMessage("broken pipe: the other end was closed");
          return "";
        });
  }

  @Test
  void anEndThatIsShutDownReadsOn() throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          Duplex.Pair pair = Duplex.pair(8);
          await(pair.left().shutdown());
          assertThat(await(pair.right().readToEnd())).isEmpty();
          await(pair.right().writeAll(bytes("answer")));
          assertThat(await(pair.left().readFully(6))).isEqualTo("answer".getBytes(UTF_8));
          assertThat(await(fails(IOException.class, pair.left().write(bytes("x")))))
              .hasMessage("this end of the pipe was shut down: nothing can be written to it");
          return "";
        });
  }

  /** Also one that waits. */
  @Test
  void anEndThatIsClosedIsOfNoUse() throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          Duplex.Pair pair = Duplex.pair(1);
          JoinHandle<byte[]> reading = spawn(pair.left().readFully(1));
          await(pair.left().writeAll(bytes("x")));
          JoinHandle<Void> writing = spawn(pair.left().writeAll(bytes("y")));
          await(yieldNow());
          await(yieldNow());
          pair.left().close();
          pair.left().close();
          assertThat(await(fails(IOException.class, reading)))
              .hasMessage("this end of the pipe was closed");
          assertThat(await(fails(IOException.class, writing)))
              .hasMessage("this end of the pipe was closed");
          assertThat(await(fails(IOException.class, pair.left().shutdown())))
              .hasMessage("this end of the pipe was closed");
          return "";
        });
  }

  @Test
  void twoTasksMustNotReadAtOnce() throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          Pipe.Ends pipe = Pipe.open(1);
          JoinHandle<byte[]> first = spawn(pipe.reader().readFully(1));
          await(yieldNow());
          await(yieldNow());
          assertThat(await(fails(IllegalStateException.class, pipe.reader().readFully(1))))
              .hasMessage("another task waits to read already; one task at a time may read");
          await(pipe.writer().writeAll(bytes("x")));
          assertThat(await(first)).containsExactly('x');
          return "";
        });
  }

  @Async
  private static Future<Void> readForEver(Duplex end, AtomicInteger rounds) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(1);
    while (true) {
      await(end.readFully(buffer.clear()));
      rounds.incrementAndGet();
    }
  }

  @Async
  private static Future<Integer> roundsUntilItsTurn(AtomicInteger rounds) {
    int before = rounds.get();
    await(yieldNow());
    return ready(rounds.get() - before);
  }

  /** An end that can always go on lets others run. */
  @Test
  @Tag("T96")
  void aPipeIsCooperative() throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          Duplex.Pair pair = Duplex.pair(1024);
          await(pair.right().writeAll(new byte[1024]));
          AtomicInteger rounds = new AtomicInteger();
          JoinHandle<Void> endless = spawn(readForEver(pair.left(), rounds));
          JoinHandle<Integer> other = spawn(roundsUntilItsTurn(rounds));
          assertThat(await(other)).isBetween(1, 200);
          endless.abort();
          await(endless.outcome());
          return "";
        });
  }

  @Test
  void aPipeHoldsAtLeastAByte() {
    assertThatThrownBy(() -> Pipe.open(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a pipe holds at least 1 byte, not 0");
  }

  @Test
  void aReadIsSingleShot() throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          Pipe.Ends pipe = Pipe.open(4);
          await(pipe.writer().writeAll(bytes("abcd")));
          Future<Integer> read = pipe.reader().read(ByteBuffer.allocate(1));
          assertThat(await(read)).isEqualTo(1);
          assertThat(await(fails(IllegalStateException.class, read)))
              .hasMessageStartingWith("this future has ended already: read of a pipe");
          return "";
        });
  }
}
