package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.each;
import static dev.weft.Weft.spawn;
import static dev.weft.Weft.timeout;
import static dev.weft.junit5.AsyncAssertions.fails;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.JoinHandle;
import dev.weft.io.AsyncRead;
import dev.weft.io.BufReader;
import dev.weft.io.BufWriter;
import dev.weft.io.DataReader;
import dev.weft.io.DataWriter;
import dev.weft.io.Duplex;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Readers and writers with buffers, and the numbers that go through them. */
final class BufferedTest {
  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  private static List<String> lines(BufReader reader) throws Exception {
    return Runtimes.CURRENT_THREAD.run(() -> await(reader.lines().toList()));
  }

  @ParameterizedTest
  @EnumSource(Runtimes.class)
  void linesWhateverThePiecesAre(Runtimes runtimes) throws Exception {
    Script script = Script.of("one\ntw", "o\r", "\n\n", "\r\nlast");
    BufReader reader = new BufReader(script, 4);
    List<String> seen =
        runtimes.run(
            () -> {
              List<String> all = new ArrayList<>();
              for (String line : each(reader.lines())) {
                all.add(line);
              }
              return all;
            });
    assertThat(seen).containsExactly("one", "two", "", "", "last");
    assertThat(reader.position()).isEqualTo(16);
  }

  @Test
  void aCarriageReturnAloneEndsNoLine() throws Exception {
    assertThat(lines(new BufReader(Script.of("a\rb\n", "c\r")))).containsExactly("a\rb", "c\r");
  }

  /** Tokio loses what a cancelled readLine has seen; here it stays. */
  @Test
  @Tag("T97")
  void aLineThatIsCancelledGoesOnWhereItWas() throws Exception {
    Paused.run(
        () -> {
          Pipe.Ends pipe = Pipe.open(64);
          BufReader reader = new BufReader(pipe.reader());
          await(pipe.writer().writeAll(bytes("half a ")));
          boolean timedOut = false;
          try {
            await(timeout(ofSeconds(1), reader.readLine()));
          } catch (TimeoutException e) {
            timedOut = true;
          }
          assertThat(timedOut).isTrue();
          assertThat(reader.buffered()).isEqualTo(7);
          await(pipe.writer().writeAll(bytes("line\n")));
          assertThat(await(reader.readLine())).isEqualTo("half a line");
          return "";
        });
  }

  @Test
  @Tag("T97")
  void aFailureInTheMiddleOfALineLosesNothing() throws Exception {
    BufReader reader = new BufReader(Script.of("ab").thenFail("reset").then("c\n".getBytes(UTF_8)));
    assertThatThrownBy(() -> Runtimes.CURRENT_THREAD.run(() -> await(reader.readLine())))
        .hasMessage("reset");
    assertThat(lines(reader)).containsExactly("abc");
  }

  @Test
  @Tag("T97")
  void aLineThatIsNoTextSaysWhereAndTheNextOneIsRead() throws Exception {
    BufReader reader =
        new BufReader(
            Script.of("ok\nx").then(new byte[] {(byte) 0xFF, '\n'}).then(new byte[] {'y'}));
    assertThat(Runtimes.CURRENT_THREAD.run(() -> await(reader.readLine()))).isEqualTo("ok");
    assertThatThrownBy(() -> Runtimes.CURRENT_THREAD.run(() -> await(reader.readLine())))
        .isInstanceOf(MalformedTextException.class)
        .hasMessageStartingWith("not UTF-8: byte 0xFF at position 4 is malformed");
    assertThat(lines(reader)).containsExactly("y");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 100})
  void theLimitOfALineIsExactAndNothingOfALongerOneIsTaken(int size) throws Exception {
    BufReader reader = new BufReader(Script.of("abcd\r\nabcde\nx"), size);
    assertThat(Runtimes.CURRENT_THREAD.run(() -> await(reader.readLine(4)))).isEqualTo("abcd");
    assertThatThrownBy(() -> Runtimes.CURRENT_THREAD.run(() -> await(reader.readLine(4))))
        .isInstanceOf(TooLongException.class)
        .hasMessage(
            "the line that begins at byte 6 of the input is longer than the limit of 4 bytes");
    assertThat(Runtimes.CURRENT_THREAD.run(() -> await(reader.readLine(5)))).isEqualTo("abcde");
    assertThatThrownBy(() -> Runtimes.CURRENT_THREAD.run(() -> await(reader.readLine(0))))
        .as("also without a line feed")
        .isInstanceOf(TooLongException.class);
  }

  private static final class Endless implements AsyncRead {
    private final Script script = new Script();
    private long given;

    @Override
    public dev.weft.Future<Integer> read(ByteBuffer target) throws IOException {
      given += target.remaining();
      script.then(new byte[target.remaining()]);
      return script.read(target);
    }
  }

  /** Memory stays at about the limit, however much the other side sends. */
  @Test
  void anEndlessLineIsRefusedAtTheLimit() {
    Endless endless = new Endless();
    BufReader reader = new BufReader(endless);
    assertThatThrownBy(() -> Runtimes.CURRENT_THREAD.run(() -> await(reader.readLine(100_000))))
        .isInstanceOf(TooLongException.class);
    assertThat(endless.given).isBetween(100_000L, 300_000L);
  }

  @Test
  void partsUpToADelimiter() throws Exception {
    BufReader reader = new BufReader(Script.of("a;b", "c;", "d"), 2);
    List<byte[]> parts = new ArrayList<>();
    Runtimes.CURRENT_THREAD.run(
        () -> {
          byte[] part = await(reader.readUntil((byte) ';'));
          while (part != null) {
            parts.add(part);
            part = await(reader.readUntil((byte) ';'));
          }
          return "";
        });
    assertThat(parts)
        .containsExactly("a;".getBytes(UTF_8), "bc;".getBytes(UTF_8), "d".getBytes(UTF_8));
    BufReader tooLong = new BufReader(Script.of("abc;"));
    assertThatThrownBy(
            () -> Runtimes.CURRENT_THREAD.run(() -> await(tooLong.readUntil((byte) ';', 2))))
        .hasMessage(
            "the part up to byte 0x3B that begins at byte 0 of the input is longer than the limit"
                + " of 2 bytes");
  }

  @Test
  @Tag("T99")
  void aLargeReadGoesPastAnEmptyBuffer() throws Exception {
    Script script = Script.of("abcdef", "ghijkl");
    BufReader reader = new BufReader(script, 4);
    ByteBuffer large = ByteBuffer.allocate(100);
    assertThat(Runtimes.CURRENT_THREAD.run(() -> await(reader.read(large)))).isEqualTo(6);
    assertThat(reader.buffered()).isZero();
    ByteBuffer small = ByteBuffer.allocate(1);
    assertThat(Runtimes.CURRENT_THREAD.run(() -> await(reader.read(small)))).isEqualTo(1);
    assertThat(reader.buffered()).isEqualTo(3);
    assertThat(Runtimes.CURRENT_THREAD.run(() -> await(reader.read(large))))
        .as("what is in the buffer comes first")
        .isEqualTo(3);
    assertThat(reader.position()).isEqualTo(10);
    assertThat(Runtimes.CURRENT_THREAD.run(() -> await(reader.readToString()))).isEqualTo("kl");
    assertThat(Runtimes.CURRENT_THREAD.run(() -> await(reader.read(small.clear())))).isEqualTo(-1);
    assertThat(Runtimes.CURRENT_THREAD.run(() -> await(reader.read(ByteBuffer.allocate(0)))))
        .isZero();
  }

  @Test
  void whatIsShownIsNotTaken() throws Exception {
    BufReader reader = new BufReader(Script.of("a", "bcd"), 2);
    assertThat(Runtimes.CURRENT_THREAD.run(() -> await(reader.peek()))).isEqualTo(bytes("a"));
    assertThat(Runtimes.CURRENT_THREAD.run(() -> await(reader.peek(3)))).isEqualTo(bytes("abcd"));
    reader.consume(1);
    assertThatThrownBy(() -> reader.consume(4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there are 3 bytes in the buffer, not 4");
    assertThat(Runtimes.CURRENT_THREAD.run(() -> await(reader.peek(9))))
        .as("fewer before the end")
        .isEqualTo(bytes("bcd"));
    reader.consume(3);
    assertThat(Runtimes.CURRENT_THREAD.run(() -> await(reader.peek()))).isNull();
  }

  @Test
  void closingClosesTheSource() throws Exception {
    Duplex.Pair pair = Duplex.pair(4);
    BufReader reader = new BufReader(pair.left());
    Runtimes.CURRENT_THREAD.run(
        () -> {
          await(reader.lines().closeAsync());
          assertThat(await(fails(IOException.class, pair.right().write(bytes("x")))))
              .hasMessage("broken pipe: the other end was closed");
          return "";
        });
  }

  @ParameterizedTest
  @EnumSource(Runtimes.class)
  @Tag("T99")
  void smallWritesAreKeptBack(Runtimes runtimes) throws Exception {
    Recorder recorder = new Recorder(100);
    BufWriter writer = new BufWriter(recorder, 4);
    runtimes.run(
        () -> {
          assertThat(await(writer.write(bytes("ab")))).isEqualTo(2);
          assertThat(await(writer.write(bytes("cd")))).isEqualTo(2);
          assertThat(recorder.calls()).isEmpty();
          assertThat(await(writer.write(bytes("e")))).isEqualTo(1);
          assertThat(recorder.calls()).containsExactly("write 4");
          assertThat(await(writer.write(bytes("fghijk")))).as("past it").isEqualTo(6);
          assertThat(recorder.calls()).containsExactly("write 4", "write 1", "write 6");
          assertThat(await(writer.write(bytes("")))).isZero();
          await(writer.write(bytes("l")));
          await(writer.flush());
          await(writer.write(bytes("m")));
          await(writer.shutdown());
          return "";
        });
    assertThat(recorder.text()).isEqualTo("abcdefghijklm");
    assertThat(recorder.calls())
        .containsExactly(
            "write 4", "write 1", "write 6", "write 1", "flush", "write 1", "shutdown");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  @Tag("T99")
  void partsOfTheBufferAreWrittenOnce(int atOnce) throws Exception {
    Recorder recorder = new Recorder(atOnce);
    BufWriter writer = new BufWriter(recorder, 5);
    StringBuilder all = new StringBuilder();
    Runtimes.CURRENT_THREAD.run(
        () -> {
          for (int i = 0; i < 12; i++) {
            String part = "abcdefghijkl".substring(0, i);
            all.append(part);
            await(writer.writeAll(bytes(part)));
          }
          await(writer.flush());
          return "";
        });
    assertThat(recorder.text()).isEqualTo(all.toString());
  }

  /** A flush that fails, or is cancelled, leaves what it hasn't written for the next one. */
  @Test
  @Tag("T99")
  void whatWasNotWrittenStays() throws Exception {
    Recorder recorder = new Recorder(2).failAfter(2);
    BufWriter writer = new BufWriter(recorder);
    Runtimes.CURRENT_THREAD.run(
        () -> {
          await(writer.writeAll(bytes("abcdef")));
          assertThat(await(fails(IOException.class, writer.flush())))
              .hasMessage("the disk is full");
          assertThat(writer.buffered()).isEqualTo(4);
          recorder.failAfter(100);
          await(writer.flush());
          return "";
        });
    assertThat(recorder.text()).isEqualTo("abcdef");
  }

  @Test
  void aFlushThatIsCancelledGoesOn() throws Exception {
    Paused.run(
        () -> {
          Pipe.Ends pipe = Pipe.open(3);
          BufWriter writer = new BufWriter(pipe.writer());
          await(writer.writeAll(bytes("abcdef")));
          boolean timedOut = false;
          try {
            await(timeout(ofSeconds(1), writer.flush()));
          } catch (TimeoutException e) {
            timedOut = true;
          }
          assertThat(timedOut).isTrue();
          assertThat(writer.buffered()).isEqualTo(3);
          JoinHandle<Void> flushing = spawn(writer.flush());
          assertThat(await(pipe.reader().readFully(6))).isEqualTo("abcdef".getBytes(UTF_8));
          await(flushing);
          return "";
        });
  }

  @Test
  void aCloseLosesWhatIsNotFlushedAndSaysSo() throws Exception {
    try (Warned warned = new Warned()) {
      BufWriter writer = new BufWriter(new Recorder(1));
      Runtimes.CURRENT_THREAD.run(() -> await(writer.write(bytes("abc"))));
      writer.close();
      writer.close();
      assertThatThrownBy(() -> Runtimes.CURRENT_THREAD.run(() -> await(writer.write(bytes("x")))))
          .hasMessage("this writer was closed: BufWriter to a recorder");
      assertThat(warned.messages())
          .containsExactly(
              "3 bytes that were written to BufWriter to a recorder are lost, as it was closed before"
                  + " they were flushed; await flush() or shutdown() first");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Tag("T98")
  void numbersComeBackAsTheyWere(boolean big) throws Exception {
    ByteOrder order = big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    Recorder recorder = new Recorder(3);
    DataWriter data = new DataWriter(recorder, order);
    Runtimes.CURRENT_THREAD.run(
        () -> {
          await(data.writeByte(-2));
          await(data.writeByte(254));
          await(data.writeShort(-3));
          await(data.writeShort(65_000));
          await(data.writeInt(0x01020304));
          await(data.writeInt(-1));
          await(data.writeLong(Long.MIN_VALUE + 1));
          await(data.writeFloat(1.5f));
          await(data.writeDouble(-2.25));
          return "";
        });
    byte[] first = {recorder.bytes()[6], recorder.bytes()[9]};
    assertThat(first).isEqualTo(big ? new byte[] {1, 4} : new byte[] {4, 1});
    BufReader reader = new BufReader(Script.bytewise(recorder.bytes()), 2);
    DataReader read = new DataReader(reader, order);
    Runtimes.CURRENT_THREAD.run(
        () -> {
          assertThat(await(read.readByte())).isEqualTo((byte) -2);
          assertThat(await(read.readUnsignedByte())).isEqualTo(254);
          assertThat(await(read.readShort())).isEqualTo((short) -3);
          assertThat(await(read.readUnsignedShort())).isEqualTo(65_000);
          assertThat(await(read.readInt())).isEqualTo(0x01020304);
          assertThat(await(read.readUnsignedInt())).isEqualTo(0xFFFFFFFFL);
          assertThat(await(read.readLong())).isEqualTo(Long.MIN_VALUE + 1);
          assertThat(await(read.readFloat())).isEqualTo(1.5f);
          assertThat(await(read.readDouble())).isEqualTo(-2.25);
          assertThat(await(fails(EOFException.class, read.readInt())))
              .hasMessage("the input has ended after 0 of the 4 bytes that were wanted");
          return "";
        });
  }

  @Test
  @Tag("T98")
  void aNumberThatCannotBeWrittenIsAnError() throws Exception {
    DataWriter data = new DataWriter(new Recorder(0));
    assertThatThrownBy(
            () -> Runtimes.CURRENT_THREAD.run(() -> await(data.writeInt(1).map(none -> ""))))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("a write took none of its bytes");
  }
}
