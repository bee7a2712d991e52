package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.spawnBlocking;
import static dev.weft.junit5.AsyncAssertions.fails;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.JoinHandle;
import dev.weft.io.AsyncRead;
import dev.weft.io.AsyncWrite;
import dev.weft.io.Duplex;
import dev.weft.io.JavaStreams;
import dev.weft.io.Pipe;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Streams of the JDK over readers and writers, and the other way round. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class JavaStreamsTest {
  private static List<String> lines(InputStream in) throws IOException {
    try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      return reader.lines().toList();
    }
  }

  @ParameterizedTest
  @EnumSource(Runtimes.class)
  void codeThatBlocksReads(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          Duplex.Pair pair = Duplex.pair(3);
          JoinHandle<List<String>> reading =
              spawnBlocking(() -> lines(JavaStreams.inputStream(pair.left())));
          await(pair.right().writeAll("one\ntwo\n".getBytes(UTF_8)));
          await(pair.right().shutdown());
          assertThat(await(reading)).containsExactly("one", "two");
          assertThat(await(fails(IOException.class, pair.left().readFully(1))))
              .as("it closes what it reads")
              .hasMessage("this end of the pipe was closed");
          return "";
        });
  }

  @ParameterizedTest
  @EnumSource(Runtimes.class)
  void codeThatBlocksWrites(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          Duplex.Pair pair = Duplex.pair(3);
          JoinHandle<String> writing =
              spawnBlocking(
                  () -> {
                    try (OutputStream out = JavaStreams.outputStream(pair.left())) {
                      out.write('a');
                      out.write("bcdef".getBytes(UTF_8));
                      out.flush();
                    }
                    return "done";
                  });
          assertThat(await(pair.right().readToString())).isEqualTo("abcdef");
          assertThat(await(writing)).isEqualTo("done");
          return "";
        });
  }

  @Test
  void aThreadThatRunsTasksMustNotBlock() {
    InputStream in = JavaStreams.inputStream(Pipe.open(1).reader());
    assertThatThrownBy(() -> Runtimes.CURRENT_THREAD.run(in::read))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @EnumSource(Runtimes.class)
  void aStreamIsRead(Runtimes runtimes) throws Exception {
    byte[] bytes = new byte[50_000];
    new Random(5).nextBytes(bytes);
    AsyncRead reader = JavaStreams.reader(new ByteArrayInputStream(bytes));
    assertThat(runtimes.run(() -> await(reader.readFully(3)))).hasSize(3);
    assertThat(runtimes.run(() -> await(reader.readToEnd()))).hasSize(49_997);
    assertThat(runtimes.run(() -> await(reader.read(ByteBuffer.allocate(1))))).isEqualTo(-1);
    assertThat(runtimes.run(() -> await(reader.read(ByteBuffer.allocate(0))))).isZero();
  }

  /** A stream of what a test hands over. */
  private static final class Handed extends InputStream {
    private final SynchronousQueue<Integer> bytes = new SynchronousQueue<>();

    @Override
    public int read() throws IOException {
      throw new IOException("arrays only");
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        target[offset] = bytes.take().byteValue();
        return 1;
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
  }

  /** The thread goes on to read, and what it gets is for the next read. */
  @Test
  void aReadThatIsCancelledLosesNothing() throws Exception {
    Handed stream = new Handed();
    Runtimes.FOUR_WORKERS.run(
        () -> {
          AsyncRead reader = JavaStreams.reader(stream);
          await(Impatience.of(0, reader.readFully(1)));
          stream.bytes.put(7);
          assertThat(await(reader.readFully(1))).containsExactly(7);
          return "";
        });
  }

  @ParameterizedTest
  @EnumSource(Runtimes.class)
  void aStreamIsWrittenTo(Runtimes runtimes) throws Exception {
    byte[] bytes = new byte[20_000];
    new Random(6).nextBytes(bytes);
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    AsyncWrite writer = JavaStreams.writer(stream);
    runtimes.run(
        () -> {
          await(writer.writeAll(bytes));
          await(writer.flush());
          await(writer.shutdown());
          return "";
        });
    assertThat(stream.toByteArray()).isEqualTo(bytes);
  }

  @Test
  void aFailureOfTheStreamIsThatOfTheWrite() throws Exception {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("no space left");
          }
        };
    Runtimes.CURRENT_THREAD.run(
        () -> {
          AsyncWrite writer = JavaStreams.writer(broken);
          assertThat(await(fails(IOException.class, writer.writeAll(new byte[1]))))
              .hasMessage("no space left");
          JoinHandle<Void> flushing = spawn(writer.flush());
          await(flushing);
          return "";
        });
  }
}
