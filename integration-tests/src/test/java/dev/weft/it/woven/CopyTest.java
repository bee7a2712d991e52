package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.pending;
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
import dev.weft.Tuple2;
import dev.weft.io.AsyncRead;
import dev.weft.io.AsyncReadWrite;
import dev.weft.io.AsyncWrite;
import dev.weft.io.Duplex;
import dev.weft.io.Pipe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bytes that are passed on. */
final class CopyTest {
  @ParameterizedTest
  @EnumSource(Runtimes.class)
  void allIsCopiedAndFlushedInTheEnd(Runtimes runtimes) throws Exception {
    byte[] much = new byte[100_000];
    new Random(3).nextBytes(much);
    Recorder recorder = new Recorder(5000);
    Script script = new Script().then(new byte[] {1}).then(much);
    assertThat(runtimes.run(() -> await(script.copyTo(recorder)))).isEqualTo(100_001L);
    assertThat(recorder.bytes()).hasSize(100_001).endsWith(much);
    assertThat(recorder.calls()).endsWith("flush");
  }

  /** What is behind a writer that keeps bytes back answers only when it has them. */
  @ParameterizedTest
  @EnumSource(Runtimes.class)
  void whatWasWrittenIsFlushedWhileNothingIsThereToRead(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          Pipe.Ends pipe = Pipe.open(64);
          Recorder recorder = new Recorder(100);
          JoinHandle<Long> copying = spawn(pipe.reader().copyTo(recorder));
          await(pipe.writer().writeAll("ping".getBytes(UTF_8)));
          while (!recorder.calls().contains("flush")) {
            await(yieldNow());
          }
          await(pipe.writer().writeAll("pong".getBytes(UTF_8)));
          await(pipe.writer().shutdown());
          assertThat(await(copying)).isEqualTo(8L);
          assertThat(recorder.text()).isEqualTo("pingpong");
          return "";
        });
  }

  /** One whose flush fails while a read waits. */
  private static final class FailingFlush implements AsyncWrite {
    @Override
    public Future<Integer> write(ByteBuffer source) {
      int count = source.remaining();
      source.position(source.limit());
      return ready(count);
    }

    @Override
    @Async
    public Future<Void> flush() throws IOException {
      await(yieldNow());
      throw new IOException("no flush");
    }

    @Override
    public Future<Void> shutdown() {
      return ready();
    }
  }

  /** A read that is told to stop, and cleans up before it does. */
  private record Leaving(AtomicBoolean left) implements AsyncRead {
    @Override
    @Async
    public Future<Integer> read(ByteBuffer target) {
      if (!left.getAndSet(true)) {
        target.put((byte) 1);
        return ready(1);
      }
      left.set(false);
      try {
        await(pending());
        return ready(-1);
      } finally {
        left.set(true);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Runtimes.class)
  void aFlushThatFailsEndsTheReadThatWaits(Runtimes runtimes) {
    AtomicBoolean left = new AtomicBoolean();
    assertThatThrownBy(
            () -> runtimes.run(() -> await(new Leaving(left).copyTo(new FailingFlush()))))
        .isInstanceOf(IOException.class)
        .hasMessage("no flush");
    assertThat(left).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Runtimes.class)
  void aCopyThatIsCancelledEndsWhatItWaitsFor(Runtimes runtimes) throws Exception {
    AtomicBoolean left = new AtomicBoolean();
    Recorder recorder = new Recorder(1);
    runtimes.run(
        () -> {
          JoinHandle<Long> copying = spawn(new Leaving(left).copyTo(recorder));
          while (!recorder.calls().contains("flush")) {
            await(yieldNow());
          }
          copying.abort();
          await(copying.outcome());
          return "";
        });
    assertThat(left).isTrue();
  }

  private static final class Endless implements AsyncRead {
    @Override
    public Future<Integer> read(ByteBuffer target) {
      int count = target.remaining();
      target.position(target.limit());
      return ready(count);
    }
  }

  /** Neither side ever has to wait. */
  @ParameterizedTest
  @EnumSource(Runtimes.class)
  void anEndlessCopyLetsOthersRun(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          JoinHandle<Long> endless = spawn(new Endless().copyTo(new FailingFlush()));
          await(yieldNow());
          endless.abort();
          await(endless.outcome());
          return "";
        });
  }

  @Async
  private static Future<String> ask(Duplex end, String question) throws IOException {
    await(end.writeAll(question.getBytes(UTF_8)));
    await(end.shutdown());
    return ready(await(end.readToString()));
  }

  /** It answers when the question has ended, so the end of one direction must come through. */
  @Async
  private static Future<Void> answer(Duplex end) throws IOException {
    String question = await(end.readToString());
    await(end.writeAll((question + "!").getBytes(UTF_8)));
    await(end.shutdown());
    return ready();
  }

  @ParameterizedTest
  @EnumSource(Runtimes.class)
  void aProxyPassesOnBothDirectionsAndTheirEnds(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          Duplex.Pair client = Duplex.pair(3);
          Duplex.Pair server = Duplex.pair(5);
          JoinHandle<String> asking = spawn(ask(client.left(), "hello"));
          JoinHandle<Void> answering = spawn(answer(server.right()));
          Tuple2<Long, Long> counts =
              await(AsyncReadWrite.copyBidirectional(client.right(), server.left()));
          assertThat(await(asking)).isEqualTo("hello!");
          await(answering);
          assertThat(counts).isEqualTo(new Tuple2<>(5L, 6L));
          return "";
        });
  }

  @ParameterizedTest
  @EnumSource(Runtimes.class)
  void aFailureOfOneDirectionEndsBoth(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          Duplex.Pair client = Duplex.pair(3);
          Duplex.Pair server = Duplex.pair(5);
          server.right().close();
          await(client.left().writeAll("x".getBytes(UTF_8)));
          assertThat(
                  await(
                      fails(
                          IOException.class,
                          AsyncReadWrite.copyBidirectional(client.right(), server.left()))))
              .hasMessage("broken pipe: the other end was closed");
          return "";
        });
  }

  @Test
  @Tag("T98")
  void theSidesOfAConnectionAreTheConnection() throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          Duplex.Pair pair = Duplex.pair(8);
          AsyncReadWrite.Halves left = pair.left().split();
          AsyncReadWrite whole = AsyncReadWrite.of(left.reader(), left.writer());
          await(whole.writeAll("ab".getBytes(UTF_8)));
          await(whole.shutdown());
          await(pair.right().writeAll("cd".getBytes(UTF_8)));
          assertThat(await(pair.right().readToString())).isEqualTo("ab");
          assertThat(await(whole.readFully(2))).isEqualTo("cd".getBytes(UTF_8));
          return "";
        });
  }
}
