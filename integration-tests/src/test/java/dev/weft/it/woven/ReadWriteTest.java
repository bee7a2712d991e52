package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.io.AsyncRead;
import dev.weft.io.AsyncWrite;
import dev.weft.io.MalformedTextException;
import dev.weft.io.TooLongException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every reader and writer can do, since it can read and write some bytes. */
final class ReadWriteTest {
  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  @ParameterizedTest
  @EnumSource(Runtimes.class)
  void aBufferIsReadFull(Runtimes runtimes) throws Exception {
    ByteBuffer target = ByteBuffer.allocate(7);
    Script script = Script.of("ab", "c", "defgh");
    runtimes.run(
        () -> {
          await(script.readFully(target));
          return "";
        });
    assertThat(target.flip()).isEqualTo(bytes("abcdefg"));
    assertThat(script.left()).containsExactly(bytes("h"));
  }

  @Test
  void aBufferWithoutRoomIsFullAlready() throws Exception {
    Script script = Script.of("ab");
    Runtimes.CURRENT_THREAD.run(
        () -> {
          await(script.readFully(ByteBuffer.allocate(0)));
          return await(script.readFully(0));
        });
    assertThat(script.reads()).isZero();
  }

  @Test
  void anEndInTheMiddleSaysHowManyCame() {
    ByteBuffer target = ByteBuffer.allocate(10).position(1).limit(9);
    assertThatThrownBy(
            () ->
                Runtimes.CURRENT_THREAD.run(
                    () -> await(Script.of("ab", "c").readFully(target).map(none -> ""))))
        .isInstanceOf(EOFException.class)
        .hasMessage("the input has ended after 3 of the 8 bytes that were wanted");
    assertThat(target.position()).isEqualTo(4);
    assertThatThrownBy(() -> Runtimes.CURRENT_THREAD.run(() -> await(Script.of("ab").readFully(5))))
        .isInstanceOf(EOFException.class)
        .hasMessage("the input has ended after 2 of the 5 bytes that were wanted");
  }

  @ParameterizedTest
  @EnumSource(Runtimes.class)
  void aNumberOfBytesIsRead(Runtimes runtimes) throws Exception {
    byte[] much = new byte[100_000];
    new Random(1).nextBytes(much);
    Script script = new Script().then(new byte[] {1, 2}).then(much);
    assertThat(runtimes.run(() -> await(script.readFully(2)))).containsExactly(1, 2);
    assertThat(runtimes.run(() -> await(script.readFully(much.length)))).isEqualTo(much);
  }

  /** Memory isn't taken for what is announced but for what comes. */
  @Test
  void aGreatNumberThatDoesNotComeCostsLittle() {
    assertThatThrownBy(
            () ->
                Runtimes.CURRENT_THREAD.run(
                    () -> await(Script.of("x").readFully(Integer.MAX_VALUE - 8))))
        .isInstanceOf(EOFException.class);
  }

  @ParameterizedTest
  @EnumSource(Runtimes.class)
  void allIsReadToTheEnd(Runtimes runtimes) throws Exception {
    byte[] much = new byte[50_000];
    new Random(2).nextBytes(much);
    assertThat(runtimes.run(() -> await(new Script().then(much).readToEnd()))).isEqualTo(much);
    assertThat(runtimes.run(() -> await(new Script().readToEnd()))).isEmpty();
  }

  @Test
  void theLimitIsExact() throws Exception {
    assertThat(Runtimes.CURRENT_THREAD.run(() -> await(Script.of("abc", "d").readToEnd(4))))
        .isEqualTo("abcd".getBytes(UTF_8));
    assertThatThrownBy(
            () -> Runtimes.CURRENT_THREAD.run(() -> await(Script.of("abc", "de").readToEnd(4))))
        .isInstanceOf(TooLongException.class)
        .hasMessage("the input is longer than the limit of 4 bytes; read it in parts")
        .extracting(failure -> ((TooLongException) failure).limit())
        .isEqualTo(4L);
  }

  @Test
  @Tag("T97")
  void textIsReadWhateverThePiecesAre() throws Exception {
    String text = "Grüße, 世界 \uD83D\uDE00 \uFFFD";
    Script script = Script.bytewise(text.getBytes(UTF_8));
    assertThat(Runtimes.CURRENT_THREAD.run(() -> await(script.readToString()))).isEqualTo(text);
    Script latin = new Script().then("Grüße".getBytes(ISO_8859_1));
    assertThat(Runtimes.CURRENT_THREAD.run(() -> await(latin.readToString(ISO_8859_1, 5))))
        .isEqualTo("Grüße");
  }

  @Test
  @Tag("T97")
  void whatIsNoTextIsAnErrorThatSaysWhere() {
    Script script = Script.of("ok ").then(new byte[] {(byte) 0xC3}).then("x".getBytes(UTF_8));
    assertThatThrownBy(() -> Runtimes.CURRENT_THREAD.run(() -> await(script.readToString())))
        .isInstanceOf(MalformedTextException.class)
        .hasMessage(
            "not UTF-8: byte 0xC3 at position 3 is malformed; read bytes, or name another charset");
    byte[] cut = "世".getBytes(UTF_8);
    Script truncated = new Script().then(new byte[] {cut[0], cut[1]});
    assertThatThrownBy(() -> Runtimes.CURRENT_THREAD.run(() -> await(truncated.readToString())))
        .isInstanceOf(MalformedTextException.class)
        .hasMessageContaining("at position 0");
  }

  @Test
  @Tag("T97")
  void aFailureInTheMiddleIsThrownOnce() throws Exception {
    Script script = Script.of("ab").thenFail("reset").then("cd".getBytes(UTF_8));
    assertThatThrownBy(() -> Runtimes.CURRENT_THREAD.run(() -> await(script.readToString())))
        .isInstanceOf(IOException.class)
        .hasMessage("reset");
    assertThat(Runtimes.CURRENT_THREAD.run(() -> await(script.readToString()))).isEqualTo("cd");
  }

  @ParameterizedTest
  @EnumSource(Runtimes.class)
  void allIsWritten(Runtimes runtimes) throws Exception {
    Recorder recorder = new Recorder(3);
    ByteBuffer[] several = {bytes("1"), bytes(""), bytes("2345"), bytes("6")};
    runtimes.run(
        () -> {
          await(recorder.writeAll(bytes("abcdefgh")));
          await(recorder.writeAll("ij".getBytes(UTF_8)));
          await(recorder.writeAll(several));
          await(recorder.writeAll(new ByteBuffer[0]));
          await(recorder.writeAll(bytes("")));
          return "";
        });
    assertThat(recorder.text()).isEqualTo("abcdefghij123456");
    assertThat(several).allSatisfy(each -> assertThat(each.hasRemaining()).isFalse());
  }

  @Test
  void aWriteOfSeveralBuffersWritesOfTheFirstThatHasAny() throws Exception {
    Recorder recorder = new Recorder(3);
    ByteBuffer[] several = {bytes(""), bytes("abcd"), bytes("ef")};
    assertThat(Runtimes.CURRENT_THREAD.run(() -> await(recorder.write(several)))).isEqualTo(3L);
    assertThat(recorder.text()).isEqualTo("abc");
    ByteBuffer[] none = {bytes("")};
    assertThat(Runtimes.CURRENT_THREAD.run(() -> await(recorder.write(none)))).isEqualTo(0L);
  }

  /** Its position tells what was written. */
  @Test
  void aWriteThatFailsLeavesTheRestInTheBuffer() {
    ByteBuffer source = bytes("abcdefgh");
    assertThatThrownBy(
            () ->
                Runtimes.CURRENT_THREAD.run(
                    () -> await(new Recorder(3).failAfter(6).writeAll(source).map(none -> ""))))
        .hasMessage("the disk is full");
    assertThat(source.position()).isEqualTo(6);
  }

  /** A reader or writer that does nothing where it could is no endless loop. */
  @Test
  @Tag("T98")
  void aStandstillIsAnError() {
    AsyncRead idle = target -> ready(0);
    assertThatThrownBy(() -> Runtimes.CURRENT_THREAD.run(() -> await(idle.readFully(1))))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("a read gave 0 though its buffer had room");
    assertThatThrownBy(
            () ->
                Runtimes.CURRENT_THREAD.run(
                    () -> await(new Recorder(0).writeAll(bytes("x")).map(none -> ""))))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "a write took none of its bytes; there is no room for them any more in a recorder");
  }

  @Test
  void argumentsAreChecked() {
    Script script = new Script();
    assertThatThrownBy(() -> script.readFully(-1).map(none -> ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the count must not be negative: -1");
    assertThatThrownBy(() -> script.readToEnd(-1).map(none -> ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the limit must not be negative: -1");
    assertThatThrownBy(() -> script.take(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @Tag("T98")
  void aPartOfAnInputEndsWhereItEnds() throws Exception {
    Script script = Script.of("abc", "def");
    AsyncRead part = script.take(4);
    ByteBuffer wide = ByteBuffer.allocate(10);
    assertThat(Runtimes.CURRENT_THREAD.run(() -> await(part.read(wide)))).isEqualTo(3);
    assertThat(wide.limit()).as("the limit is put back").isEqualTo(10);
    assertThat(Runtimes.CURRENT_THREAD.run(() -> await(part.read(ByteBuffer.allocate(0)))))
        .isZero();
    assertThat(Runtimes.CURRENT_THREAD.run(() -> await(part.readToString()))).isEqualTo("d");
    assertThat(Runtimes.CURRENT_THREAD.run(() -> await(script.readToString()))).isEqualTo("ef");
    assertThat(Runtimes.CURRENT_THREAD.run(() -> await(script.take(0).readToEnd()))).isEmpty();
  }

  /** More than an int can count. */
  @Test
  @Tag("T98")
  void aPartMayBeEndless() throws Exception {
    AsyncRead part = Script.of("abc").take(Long.MAX_VALUE);
    assertThat(Runtimes.CURRENT_THREAD.run(() -> await(part.readToString()))).isEqualTo("abc");
  }

  @Test
  @Tag("T98")
  void oneInputFollowsAnother() throws Exception {
    AsyncRead both = Script.of("ab", "c").chain(Script.of("de"));
    assertThat(Runtimes.CURRENT_THREAD.run(() -> await(both.readToString()))).isEqualTo("abcde");
  }

  /** A read without room gives 0, which is no end. */
  @Test
  @Tag("T98")
  void aReadWithoutRoomDoesNotSkipTheFirst() throws Exception {
    AsyncRead both = Script.of("ab").chain(Script.of("cd"));
    assertThat(Runtimes.CURRENT_THREAD.run(() -> await(both.read(ByteBuffer.allocate(0)))))
        .isZero();
    assertThat(Runtimes.CURRENT_THREAD.run(() -> await(both.readToString()))).isEqualTo("abcd");
  }

  @Test
  void nowhereIsEmptyAndTakesAll() throws Exception {
    assertThat(Runtimes.CURRENT_THREAD.run(() -> await(AsyncRead.empty().readToEnd()))).isEmpty();
    ByteBuffer source = bytes("abc");
    assertThat(Runtimes.CURRENT_THREAD.run(() -> await(AsyncWrite.sink().write(source))))
        .isEqualTo(3);
    assertThat(source.hasRemaining()).isFalse();
  }
}
