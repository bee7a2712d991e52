package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.each;
import static dev.weft.Weft.pending;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.sleep;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.timeout;
import static dev.weft.Weft.yieldNow;
import static dev.weft.junit5.AsyncAssertions.fails;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.CancelSafe;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.io.AsyncWrite;
import dev.weft.io.BytesCodec;
import dev.weft.io.Codec;
import dev.weft.io.Decoder;
import dev.weft.io.DelimiterCodec;
import dev.weft.io.Duplex;
import dev.weft.io.Framed;
import dev.weft.io.FramedRead;
import dev.weft.io.FramedWrite;
import dev.weft.io.LengthDelimitedCodec;
import dev.weft.io.LinesCodec;
import dev.weft.io.MalformedTextException;
import dev.weft.io.Pipe;
import dev.weft.io.TooLongException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames of bytes, as they come and as they are sent. */
final class FramedTest {
  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  /** Frames and failures, up to two ends in a row. */
  @Async
  private static Future<List<Object>> all(FramedRead<?> frames) {
    List<Object> seen = new ArrayList<>();
    int ends = 0;
    while (ends < 2) {
      try {
        Object frame = await(frames.next(), IOException.class);
        ends = frame == null ? ends + 1 : 0;
        seen.add(frame == null ? "null" : frame);
      } catch (IOException e) {
        ends = 0;
        seen.add(e.getClass().getSimpleName());
      }
    }
    return ready(seen);
  }

  private static List<Object> all(Script script, Decoder<?> decoder) throws Exception {
    FramedRead<?> frames = new FramedRead<>(script, decoder);
    return Runtimes.CURRENT_THREAD.run(() -> await(all(frames)));
  }

  @ParameterizedTest
  @EnumSource(Runtimes.class)
  void linesAsAStream(Runtimes runtimes) throws Exception {
    FramedRead<String> frames =
        new FramedRead<>(Script.of("on", "e\ntwo\r\n", "\nthr", "ee"), new LinesCodec());
    List<String> seen =
        runtimes.run(
            () -> {
              List<String> lines = new ArrayList<>();
              for (String line : each(frames)) {
                lines.add(line);
              }
              return lines;
            });
    assertThat(seen).containsExactly("one", "two", "", "three");
  }

  /** Many frames at the end come one by one. */
  @Test
  @Tag("T115")
  void allFramesThatAreThereAtTheEndComeOut() throws Exception {
    byte[] numbers = new byte[12];
    numbers[3] = 1;
    numbers[7] = 2;
    numbers[11] = 3;
    Decoder<Integer> ints = bytes -> bytes.remaining() < 4 ? null : bytes.getInt();
    assertThat(all(new Script().then(numbers), ints)).containsExactly(1, 2, 3, "null", "null");
  }

  @Test
  @Tag("T115")
  void whatIsLeftAtTheEndIsAnError() throws Exception {
    Decoder<Integer> ints = bytes -> bytes.remaining() < 4 ? null : bytes.getInt();
    assertThat(all(new Script().then(new byte[] {0, 0, 0, 1, 9}), ints))
        .containsExactly(1, "EOFException", "null", "null");
    FramedRead<Integer> frames = new FramedRead<>(new Script().then(new byte[3]), ints);
    assertThatThrownBy(() -> Runtimes.CURRENT_THREAD.run(() -> await(frames.next())))
        .isInstanceOf(EOFException.class)
        .hasMessage("the input has ended in the middle of a frame; 3 bytes of it have come");
  }

  /** A failure of the input comes where it happens, and nothing is lost. */
  @Test
  @Tag("T115")
  void aFailureOfTheInputIsFollowedByAnEndAndThenItGoesOn() throws Exception {
    Script script = Script.of("on").thenFail("reset").then("e\ntwo\n".getBytes(UTF_8));
    assertThat(all(script, new LinesCodec()))
        .containsExactly("IOException", "null", "one", "two", "null", "null");
  }

  @Test
  @Tag("T115")
  void aFailureOfTheDecoderIsFollowedByAnEndAndThenItGoesOn() throws Exception {
    Script script =
        Script.of("ok\n").then(new byte[] {'x', (byte) 0xC3, '\n'}).then("more\n".getBytes(UTF_8));
    assertThat(all(script, new LinesCodec()))
        .containsExactly("ok", "MalformedTextException", "null", "more", "null", "null");
  }

  @Test
  @Tag("T115")
  void anInputMayGoOnAfterItsEnd() throws Exception {
    Script script = Script.of("one\n").thenEnd().then("two\n".getBytes(UTF_8)).thenEnd().thenEnd();
    assertThat(all(script, new LinesCodec())).containsExactly("one", "null", "two", "null", "null");
  }

  @Test
  void aLineThatIsTooLongIsRefusedAndTheRestOfItDropped() throws Exception {
    Script script = Script.of("abcd\n", "abc", "defgh", "ijk\nxy\r\n", "12345");
    assertThat(all(script, LinesCodec.withLimit(4)))
        .containsExactly(
            "abcd", "TooLongException", "null", "xy", "TooLongException", "null", "null");
    FramedRead<String> frames = new FramedRead<>(Script.of("a\nabcdefgh"), LinesCodec.withLimit(4));
    Runtimes.CURRENT_THREAD.run(
        () -> {
          assertThat(await(frames.next())).isEqualTo("a");
          TooLongException e = await(fails(TooLongException.class, frames.next()));
          assertThat(e).hasMessage("line 2 is longer than the limit of 4 bytes");
          assertThat(e.limit()).isEqualTo(4);
          return "";
        });
  }

  @Test
  void aLineThatIsNoTextSaysWhere() throws Exception {
    Script script = Script.of("ok\nx").then(new byte[] {(byte) 0xFF, '\n'});
    FramedRead<String> frames = new FramedRead<>(script, new LinesCodec());
    Runtimes.CURRENT_THREAD.run(
        () -> {
          assertThat(await(frames.next())).isEqualTo("ok");
          assertThat(await(fails(MalformedTextException.class, frames.next())).position())
              .isEqualTo(4);
          return "";
        });
  }

  @Async
  private static Future<Void> sendSlowly(Pipe.Writer writer, String text) throws IOException {
    for (byte each : text.getBytes(UTF_8)) {
      await(sleep(ofMinutes(1)));
      await(writer.writeAll(new byte[] {each}));
    }
    return ready();
  }

  /** A time limit for a line keeps what has come of it. */
  @Test
  void aPeerThatSendsAByteAMinuteIsWaitedForOrTimedOut() throws Exception {
    Paused.run(
        () -> {
          Pipe.Ends pipe = Pipe.open(8);
          FramedRead<String> frames = new FramedRead<>(pipe.reader(), LinesCodec.withLimit(10));
          JoinHandle<Void> sending = spawn(sendSlowly(pipe.writer(), "hello\nendless line"));
          int timeouts = 0;
          String line = null;
          while (line == null) {
            try {
              line = await(timeout(ofSeconds(90), frames.next()));
            } catch (TimeoutException e) {
              timeouts++;
            }
          }
          assertThat(line).isEqualTo("hello");
          assertThat(timeouts).isBetween(3, 4);
          assertThat(await(fails(TooLongException.class, frames.next())))
              .hasMessage("line 2 is longer than the limit of 10 bytes");
          sending.abort();
          await(sending.outcome());
          return "";
        });
  }

  @ParameterizedTest
  @EnumSource(Runtimes.class)
  void framesBehindTheirLengths(Runtimes runtimes) throws Exception {
    Recorder recorder = new Recorder(5);
    runtimes.run(
        () -> {
          FramedWrite<ByteBuffer> out = new FramedWrite<>(recorder, new LengthDelimitedCodec());
          await(out.feed(bytes("hello")));
          await(out.feed(bytes("")));
          assertThat(recorder.calls()).isEmpty();
          await(out.send(bytes("world!")));
          await(out.closeAsync());
          return "";
        });
    assertThat(recorder.text()).isEqualTo("\0\0\0\5hello\0\0\0\0\0\0\0\6world!");
    assertThat(recorder.calls()).endsWith("flush", "shutdown");
    assertThat(all(Script.bytewise(recorder.bytes()), new LengthDelimitedCodec()))
        .containsExactly(bytes("hello"), bytes(""), bytes("world!"), "null", "null");
  }

  /** The examples of Tokio's builder. */
  @Test
  void lengthFieldsOfAllKinds() throws Exception {
    byte[] hello = {0, 5, 'H', 'e', 'l', 'l', 'o'};
    LengthDelimitedCodec.Builder two = LengthDelimitedCodec.builder().lengthFieldLength(2);
    assertThat(all(new Script().then(hello), two.build()))
        .containsExactly(bytes("Hello"), "null", "null");
    assertThat(all(new Script().then(hello), two.skip(0).lengthAdjustment(2).build()))
        .as("with its header")
        .containsExactly(ByteBuffer.wrap(hello), "null", "null");
    byte[] whole = {0, 7, 'H', 'e', 'l', 'l', 'o'};
    assertThat(
            all(
                new Script().then(whole),
                LengthDelimitedCodec.builder().lengthFieldLength(2).lengthAdjustment(-2).build()))
        .as("the length counts the header")
        .containsExactly(bytes("Hello"), "null", "null");
    byte[] behindOthers = {9, 9, 5, 0, 0, 7, 'H', 'e', 'l', 'l', 'o'};
    assertThat(
            all(
                new Script().then(behindOthers),
                LengthDelimitedCodec.builder()
                    .lengthFieldOffset(2)
                    .lengthFieldLength(3)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .skip(6)
                    .build()))
        .as("between others")
        .containsExactly(bytes("Hello"), "null", "null");
  }

  @Test
  void aFrameThatIsTooLongIsRefusedByItsLength() throws Exception {
    byte[] gigabyte = {0x40, 0, 0, 0};
    FramedRead<ByteBuffer> frames =
        new FramedRead<>(new Script().then(gigabyte), new LengthDelimitedCodec());
    Runtimes.CURRENT_THREAD.run(
        () -> {
          assertThat(await(fails(TooLongException.class, frames.next())))
              .hasMessage(
                  "the frame that begins at byte 0 of the input has 1073741824 bytes, and the limit"
                      + " is 8388608");
          return "";
        });
    byte[] negative = {-1, -1, -1, -1, -1, -1, -1, -1};
    assertThatThrownBy(
            () ->
                LengthDelimitedCodec.builder()
                    .lengthFieldLength(8)
                    .build()
                    .decode(ByteBuffer.wrap(negative)))
        .isInstanceOf(TooLongException.class)
        .hasMessageContaining("has 18446744073709551615 bytes");
    assertThatThrownBy(
            () ->
                LengthDelimitedCodec.builder()
                    .lengthAdjustment(-10)
                    .build()
                    .decode(ByteBuffer.allocate(4)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("less than 0 with the adjustment by -10");
  }

  @Test
  void aFrameThatCannotBeSentIsNotSentInPart() throws Exception {
    Recorder recorder = new Recorder(100);
    FramedWrite<ByteBuffer> out =
        new FramedWrite<>(recorder, LengthDelimitedCodec.builder().lengthFieldLength(1).build());
    Runtimes.CURRENT_THREAD.run(
        () -> {
          await(out.feed(bytes("a")));
          assertThat(await(fails(TooLongException.class, out.feed(ByteBuffer.allocate(256)))))
              .hasMessageStartingWith("a frame that is sent has 256 bytes");
          await(out.send(bytes("b")));
          return "";
        });
    assertThat(recorder.text()).isEqualTo("\1a\1b");
  }

  @Test
  void partsBetweenDelimiters() throws Exception {
    byte[] delimiter = "\r\n\r\n".getBytes(UTF_8);
    Script script = Script.of("a\r\nb\r", "\n\r\n", "\r\n\r\ncdefghijklm", "\r\n\r\nn");
    assertThat(all(script, new DelimiterCodec(delimiter, 5)))
        .containsExactly(
            bytes("a\r\nb"), bytes(""), "TooLongException", "null", bytes("n"), "null", "null");
  }

  @Test
  void bytesAsTheyCome() throws Exception {
    assertThat(all(Script.of("ab", "c"), new BytesCodec()))
        .containsExactly(bytes("ab"), bytes("c"), "null", "null");
  }

  /** A decoder without a limit of its own doesn't make the buffer grow for ever. */
  @Test
  void aDecoderThatIsNeverContentIsStopped() {
    Decoder<String> never =
        new Decoder<>() {
          @Override
          public String decode(ByteBuffer bytes) {
            return null;
          }

          @Override
          public int limit() {
            return 100;
          }
        };
    FramedRead<String> frames = new FramedRead<>(new Script().then(new byte[1000]), never);
    assertThatThrownBy(() -> Runtimes.CURRENT_THREAD.run(() -> await(frames.next())))
        .isInstanceOf(TooLongException.class)
        .hasMessage(
            "the frame that begins at byte 0 of the input is longer than the limit of 100 bytes");
  }

  /** A writer that has taken a byte when it waits for the first time. */
  private record Halting(Recorder recorder, AtomicBoolean halts) implements AsyncWrite {
    @Override
    @Async
    @CancelSafe
    public Future<Integer> write(ByteBuffer source) throws IOException {
      int count = await(recorder.write(source));
      if (halts.getAndSet(false)) {
        await(pending());
      }
      return ready(count);
    }

    @Override
    @CancelSafe
    public Future<Void> flush() {
      return recorder.flush();
    }

    @Override
    @CancelSafe
    public Future<Void> shutdown() {
      return recorder.shutdown();
    }
  }

  /** What the buffer's position says was written isn't written again. */
  @Test
  void aWriteThatIsCancelledInTheMiddleCountsForWhatItHasDone() throws Exception {
    Recorder recorder = new Recorder(1);
    AtomicBoolean halts = new AtomicBoolean(true);
    FramedWrite<CharSequence> out =
        new FramedWrite<>(new Halting(recorder, halts), new LinesCodec());
    Runtimes.CURRENT_THREAD.run(
        () -> {
          await(out.feed("abc"));
          JoinHandle<Void> flushing = spawn(out.flush());
          while (halts.get()) {
            await(yieldNow());
          }
          flushing.abort();
          await(flushing.outcome());
          await(out.flush());
          return "";
        });
    assertThat(recorder.text()).isEqualTo("abc\n");
  }

  /** What waits is bounded: less than 8 KiB and a frame. */
  @Test
  @Tag("T115")
  void aFrameWaitsWhileEightKibibytesWait() throws Exception {
    Runtimes.CURRENT_THREAD.run(
        () -> {
          Pipe.Ends pipe = Pipe.open(1);
          FramedWrite<CharSequence> out = new FramedWrite<>(pipe.writer(), new LinesCodec());
          String line = "x".repeat(4095);
          await(out.feed(line));
          await(out.feed(line));
          await(out.feed(line));
          JoinHandle<Void> fourth = spawn(out.feed(line));
          await(yieldNow());
          await(yieldNow());
          assertThat(fourth.isFinished()).isFalse();
          assertThat(await(pipe.reader().readFully(4000))).hasSize(4000);
          assertThat(fourth.isFinished()).as("8 KiB wait still").isFalse();
          assertThat(await(pipe.reader().readFully(96))).hasSize(96);
          await(fourth);
          JoinHandle<Void> ending = spawn(out.shutdown());
          assertThat(await(pipe.reader().readToEnd())).hasSize(4 * 4096 - 4096);
          await(ending);
          return "";
        });
  }

  @ParameterizedTest
  @EnumSource(Runtimes.class)
  void bothDirectionsOfAConnection(Runtimes runtimes) throws Exception {
    runtimes.run(
        () -> {
          Duplex.Pair pair = Duplex.pair(3);
          JoinHandle<Void> server = spawn(answer(pair.right()));
          Framed<String, CharSequence> client = new Framed<>(pair.left(), new LinesCodec());
          await(client.send("hello"));
          assertThat(await(client.next())).isEqualTo("you said hello");
          await(client.shutdown());
          assertThat(await(client.next())).isNull();
          await(client.closeAsync());
          await(server);
          return "";
        });
  }

  @Async
  private static Future<Void> answer(Duplex connection) throws IOException {
    Framed<String, CharSequence> lines = new Framed<>(connection, new LinesCodec());
    for (String line : each(lines, IOException.class)) {
      await(lines.send("you said " + line));
    }
    await(lines.closeAsync());
    return ready();
  }

  @Test
  void aLineOfTwoLinesIsRefused() throws Exception {
    FramedWrite<CharSequence> out = new FramedWrite<>(AsyncWrite.sink(), new LinesCodec());
    Runtimes.CURRENT_THREAD.run(
        () -> {
          assertThat(await(fails(IllegalArgumentException.class, out.send("a\nb"))))
              .hasMessage("a line has no line feed in it, and this one has, at 1");
          return "";
        });
  }

  @Test
  void whatWaitsAtACloseIsLostAndReported() throws Exception {
    try (Warned warned = new Warned()) {
      Codec<String, CharSequence> codec = Codec.of(new LinesCodec(), new LinesCodec());
      Duplex.Pair pair = Duplex.pair(8);
      Framed<String, CharSequence> lines = new Framed<>(pair.left(), codec);
      Runtimes.CURRENT_THREAD.run(
          () -> {
            await(lines.feed("abc"));
            lines.close();
            lines.close();
            assertThat(await(pair.right().readToEnd())).isEmpty();
            assertThat(await(fails(IOException.class, lines.send("x"))))
                .hasMessageStartingWith("these were closed: frames for Duplex");
            await(lines.closeAsync());
            return "";
          });
      assertThat(warned.messages())
          .singleElement()
          .asString()
          .startsWith("4 bytes of frames for Duplex")
          .endsWith("await flush(), shutdown() or closeAsync() first");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9})
  void theLengthOfTheFieldIsChecked(int length) {
    assertThatThrownBy(() -> LengthDelimitedCodec.builder().lengthFieldLength(length))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the length of the field must be from 1 to 8 bytes: " + length);
  }
}
