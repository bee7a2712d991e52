package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.each;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.spawnBlocking;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.io.AsyncWrite;
import dev.weft.io.BufReader;
import dev.weft.io.BufWriter;
import dev.weft.io.BufferPool;
import dev.weft.io.BytesCodec;
import dev.weft.io.DataReader;
import dev.weft.io.DataWriter;
import dev.weft.io.DelimiterCodec;
import dev.weft.io.Duplex;
import dev.weft.io.Encoder;
import dev.weft.io.Framed;
import dev.weft.io.FramedRead;
import dev.weft.io.FramedWrite;
import dev.weft.io.JavaStreams;
import dev.weft.io.LengthDelimitedCodec;
import dev.weft.io.LinesCodec;
import dev.weft.io.Pipe;
import dev.weft.io.PooledBuffer;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples in the documentation of readers, writers and codecs. */
final class IoExamplesTest {
  private final List<String> seen = new ArrayList<>();

  @Test
  void bufferPool() throws Exception {
    Script connection = Script.of("hello");
    Runtimes.CURRENT_THREAD.run(
        () -> {
          int received = 0;
          BufferPool pool = BufferPool.of(256, 16 * 1024);

          try (PooledBuffer pooled = await(pool.take())) {
            received += await(connection.read(pooled.buffer()));
          }
          assertThat(received).isEqualTo(5);
          return "";
        });
  }

  @Test
  void bufReader() throws Exception {
    Script connection = Script.of("GET\na: 1\nb: 2\n\nbody");
    List<String> headers = new ArrayList<>();
    Runtimes.CURRENT_THREAD.run(
        () -> {
          BufReader reader = new BufReader(connection);
          String request = await(reader.readLine());

          assertThat(request).isEqualTo("GET");

          for (String header :
              each(reader.lines().takeWhile(s -> !s.isEmpty()), IOException.class)) {
            headers.add(header);
          }
          return "";
        });
    assertThat(headers).containsExactly("a: 1", "b: 2");
  }

  @Test
  void bufWriter() throws Exception {
    Recorder connection = new Recorder(100);
    List<String> lines = List.of("one\n", "two\n");
    Runtimes.CURRENT_THREAD.run(
        () -> {
          BufWriter writer = new BufWriter(connection);
          for (String line : lines) {
            await(writer.writeAll(line.getBytes(UTF_8)));
          }
          await(writer.flush());
          return "";
        });
    assertThat(connection.calls()).containsExactly("write 8", "flush");
  }

  @Test
  void numbers() throws Exception {
    byte[] payload = new byte[300];
    Recorder writer = new Recorder(100);
    Runtimes.CURRENT_THREAD.run(
        () -> {
          DataWriter data = new DataWriter(writer);
          await(data.writeInt(payload.length));
          return "";
        });
    BufReader reader = new BufReader(new Script().then(writer.bytes()));
    Runtimes.CURRENT_THREAD.run(
        () -> {
          DataReader data = new DataReader(reader);
          int length = await(data.readInt());

          assertThat(length).isEqualTo(300);
          return "";
        });
  }

  @Test
  void duplex() throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          Duplex.Pair pair = Duplex.pair(64);
          await(pair.left().writeAll("ping".getBytes(UTF_8)));
          byte[] request = await(pair.right().readFully(4));

          assertThat(request).isEqualTo("ping".getBytes(UTF_8));
          return "";
        });
  }

  @Async
  private static Future<Void> writeReport(AsyncWrite report) throws IOException {
    await(report.writeAll("all is well".getBytes(UTF_8)));
    await(report.shutdown());
    return ready();
  }

  @Test
  void pipe() throws Exception {
    Recorder upload = new Recorder(100);
    Runtimes.CURRENT_THREAD.run(
        () -> {
          Pipe.Ends pipe = Pipe.open(8 * 1024);
          JoinHandle<Void> writing = spawn(writeReport(pipe.writer()));

          try (Pipe.Reader report = pipe.reader()) {
            await(report.copyTo(upload));
          }
          await(writing);
          return "";
        });
    assertThat(upload.text()).isEqualTo("all is well");
  }

  private void run(String command) {
    seen.add(command);
  }

  @Test
  void framedRead() throws Exception {
    Script connection = Script.of("start\nstop\n");
    Runtimes.CURRENT_THREAD.run(
        () -> {
          FramedRead<String> commands = new FramedRead<>(connection, LinesCodec.withLimit(1000));
          for (String command : each(commands, IOException.class)) {
            run(command);
          }
          return "";
        });
    assertThat(seen).containsExactly("start", "stop");
  }

  @Test
  void framedWrite() throws Exception {
    Recorder connection = new Recorder(100);
    Runtimes.CURRENT_THREAD.run(
        () -> {
          FramedWrite<CharSequence> replies = new FramedWrite<>(connection, new LinesCodec());
          await(replies.send("ready"));
          return "";
        });
    assertThat(connection.text()).isEqualTo("ready\n");
  }

  @Async
  private static Future<Void> serve(Duplex connection) throws IOException {
    Framed<String, CharSequence> lines = new Framed<>(connection, new LinesCodec());
    for (String line : each(lines, IOException.class)) {
      await(lines.send("you said " + line));
    }
    await(lines.closeAsync());
    return ready();
  }

  @Test
  void framed() throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          Duplex.Pair pair = Duplex.pair(64);
          JoinHandle<Void> serving = spawn(serve(pair.right()));
          await(pair.left().writeAll("hi\n".getBytes(UTF_8)));
          await(pair.left().shutdown());
          assertThat(await(pair.left().readToString())).isEqualTo("you said hi\n");
          await(serving);
          return "";
        });
  }

  private record Point(int x, int y) {}

  @Test
  void codecs() throws Exception {
    Script connection = Script.of("a\nb");
    Recorder recorder = new Recorder(100);
    Encoder<Point> encoder = (point, out) -> out.putInt(point.x()).putInt(point.y());

    LengthDelimitedCodec codec =
        LengthDelimitedCodec.builder().lengthFieldLength(2).maxFrameLength(1000).build();
    Runtimes.CURRENT_THREAD.run(
        () -> {
          await(new FramedWrite<>(recorder, encoder).send(new Point(1, 2)));
          await(new FramedWrite<>(recorder, codec).send(ByteBuffer.allocate(3)));
          FramedRead<String> lines = new FramedRead<>(connection, LinesCodec.withLimit(1000));

          assertThat(await(lines.toList())).containsExactly("a", "b");
          return "";
        });
    assertThat(recorder.bytes()).containsExactly(0, 0, 0, 1, 0, 0, 0, 2, 0, 3, 0, 0, 0);
  }

  @Test
  void piecesAndParts() throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          Script connection = Script.of("a", "b");
          FramedRead<ByteBuffer> pieces = new FramedRead<>(connection, new BytesCodec());

          assertThat(await(pieces.count())).isEqualTo(2);
          DelimiterCodec codec = new DelimiterCodec("\r\n\r\n".getBytes(US_ASCII), 10_000);

          Script messages = Script.of("a\r\n\r\nb\r\n\r\n");
          assertThat(await(new FramedRead<>(messages, codec).count())).isEqualTo(2);
          return "";
        });
  }

  private static long countLines(InputStream in) throws IOException {
    try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      return reader.lines().count();
    }
  }

  @Test
  void javaStreams() throws Exception {
    Script connection = Script.of("a\nb\n");
    InputStream in = new ByteArrayInputStream("text".getBytes(UTF_8));
    Runtimes.CURRENT_THREAD.run(
        () -> {
          long lines = await(spawnBlocking(() -> countLines(JavaStreams.inputStream(connection))));

          assertThat(lines).isEqualTo(2);
          String text = await(JavaStreams.reader(in).readToString());

          assertThat(text).isEqualTo("text");
          return "";
        });
  }
}
