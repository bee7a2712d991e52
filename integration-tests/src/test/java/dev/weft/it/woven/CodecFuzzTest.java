package dev.weft.it.woven;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Future;
import dev.weft.io.BufReader;
import dev.weft.io.Codec;
import dev.weft.io.Decoder;
import dev.weft.io.DelimiterCodec;
import dev.weft.io.FramedRead;
import dev.weft.io.FramedWrite;
import dev.weft.io.LengthDelimitedCodec;
import dev.weft.io.LinesCodec;
import dev.weft.io.MalformedTextException;
import dev.weft.io.TooLongException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Codecs against models that see all bytes at once, while the codecs get them in random pieces and
 * are cancelled between them.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class CodecFuzzTest {
  private static final int LIMIT = 6;

  /** Bytes that are likely to be delimiters, parts of characters, or none. */
  private static byte[] soup(Random random) {
    byte[] few = {'\n', '\n', '\r', 'a', 'b', (byte) 0xC3, (byte) 0xA4, (byte) 0xFF};
    byte[] bytes = new byte[random.nextInt(60)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = few[random.nextInt(few.length)];
    }
    return bytes;
  }

  private static Script inPieces(byte[] bytes, Random random) {
    Script script = new Script();
    int at = 0;
    while (at < bytes.length) {
      int size = Math.min(bytes.length - at, 1 + random.nextInt(7));
      script.then(Arrays.copyOfRange(bytes, at, at + size));
      at += size;
    }
    return script;
  }

  /** All frames and failures, in which the nulls behind failures are left out. */
  @Async
  private static Future<List<Object>> all(FramedRead<?> frames, Random random) {
    List<Object> seen = new ArrayList<>();
    boolean failed = false;
    while (true) {
      try {
        if (random.nextInt(3) == 0) {
          // Cancelled where it would have to wait; a frame that is there is kept.
          Kept<Object> kept = new Kept<>();
          await(Impatience.of(random.nextInt(2), frames.next().map(kept::keep)));
          if (!kept.isThere()) {
            continue;
          }
          if (kept.value() == null && !failed) {
            return ready(seen);
          }
          failed = false;
          if (kept.value() != null) {
            seen.add(kept.value());
          }
          continue;
        }
        Object frame = await(frames.next(), IOException.class);
        if (frame != null) {
          seen.add(frame);
        } else if (!failed) {
          return ready(seen);
        }
        failed = false;
      } catch (IOException e) {
        failed = true;
        seen.add(e.getClass().getSimpleName());
        if (seen.size() > 200) {
          return ready(seen);
        }
      }
    }
  }

  private static List<Object> decoded(byte[] bytes, Decoder<?> decoder, Random random)
      throws Exception {
    FramedRead<?> frames = new FramedRead<>(inPieces(bytes, random), decoder);
    return Runtimes.CURRENT_THREAD.run(() -> await(all(frames, random)));
  }

  /** The parts of some bytes; the last one only if there is something behind the last delimiter. */
  private static List<byte[]> split(byte[] bytes, byte[] delimiter) {
    List<byte[]> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i + delimiter.length <= bytes.length; ) {
      if (Arrays.equals(Arrays.copyOfRange(bytes, i, i + delimiter.length), delimiter)) {
        parts.add(Arrays.copyOfRange(bytes, start, i));
        i += delimiter.length;
        start = i;
      } else {
        i++;
      }
    }
    if (start < bytes.length) {
      parts.add(Arrays.copyOfRange(bytes, start, bytes.length));
    }
    return parts;
  }

  private static byte[] withoutReturn(byte[] line) {
    boolean ends = line.length > 0 && line[line.length - 1] == '\r';
    return ends ? Arrays.copyOf(line, line.length - 1) : line;
  }

  private static Object line(byte[] line) {
    if (line.length > LIMIT) {
      return TooLongException.class.getSimpleName();
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
    } catch (CharacterCodingException e) {
      return MalformedTextException.class.getSimpleName();
    }
  }

  @Test
  @Tag("T115")
  void lines() {
    Seeds.forEach(
        random -> {
          byte[] bytes = soup(random);
          List<Object> expected = new ArrayList<>();
          split(bytes, new byte[] {'\n'}).forEach(each -> expected.add(line(withoutReturn(each))));
          assertThat(decoded(bytes, LinesCodec.withLimit(LIMIT), random)).isEqualTo(expected);
        });
  }

  @Test
  @Tag("T115")
  void parts() {
    Seeds.forEach(
        random -> {
          byte[] bytes = soup(random);
          byte[] delimiter = random.nextBoolean() ? new byte[] {'a', 'b'} : new byte[] {'\n', '\n'};
          List<Object> expected = new ArrayList<>();
          for (byte[] each : split(bytes, delimiter)) {
            boolean tooLong = each.length > LIMIT;
            expected.add(tooLong ? "TooLongException" : ByteBuffer.wrap(each));
          }
          assertThat(decoded(bytes, new DelimiterCodec(delimiter, LIMIT), random))
              .isEqualTo(expected);
        });
  }

  /** The lines of a reader are those of the codec, but for their limit. */
  @Test
  @Tag("T115")
  void linesOfAReader() {
    Seeds.forEach(
        random -> {
          byte[] bytes = soup(random);
          List<Object> expected = new ArrayList<>();
          for (byte[] each : split(bytes, new byte[] {'\n'})) {
            boolean isLast = bytes[bytes.length - 1] != '\n' && expected.size() + 1 == count(bytes);
            Object line = unlimited(isLast ? each : withoutReturn(each));
            expected.add(line);
          }
          BufReader reader = new BufReader(inPieces(bytes, random), 1 + random.nextInt(9));
          assertThat(Runtimes.CURRENT_THREAD.run(() -> await(lines(reader, random))))
              .isEqualTo(expected);
          assertThat(reader.position()).isEqualTo(bytes.length);
        });
  }

  private static int count(byte[] bytes) {
    return split(bytes, new byte[] {'\n'}).size();
  }

  private static Object unlimited(byte[] line) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
    } catch (CharacterCodingException e) {
      return MalformedTextException.class.getSimpleName();
    }
  }

  @Async
  private static Future<List<Object>> lines(BufReader reader, Random random) throws IOException {
    List<Object> seen = new ArrayList<>();
    while (true) {
      try {
        Kept<Object> kept = new Kept<>();
        await(
            Impatience.of(random.nextInt(3), reader.readLine().map(kept::keep)), IOException.class);
        if (kept.isThere() && kept.value() == null) {
          return ready(seen);
        }
        if (kept.isThere()) {
          seen.add(kept.value());
        }
      } catch (MalformedTextException e) {
        seen.add(e.getClass().getSimpleName());
      }
    }
  }

  private static LengthDelimitedCodec.Builder anyField(Random random) {
    int width = 1 + random.nextInt(8);
    return LengthDelimitedCodec.builder()
        .lengthFieldLength(width)
        .order(random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
        .lengthAdjustment(random.nextBoolean() ? 0 : -width)
        .maxFrameLength(200);
  }

  /** What is sent comes out, however it is cut; and a cut at the end is seen. */
  @Test
  @Tag("T115")
  void framesBehindTheirLengths() {
    Seeds.forEach(
        random -> {
          LengthDelimitedCodec.Builder builder = anyField(random);
          List<Object> sent = new ArrayList<>();
          Recorder recorder = new Recorder(1 + random.nextInt(20));
          int count = random.nextInt(8);
          for (int i = 0; i < count; i++) {
            byte[] frame = new byte[random.nextInt(180)];
            random.nextBytes(frame);
            sent.add(ByteBuffer.wrap(frame));
          }
          Codec<ByteBuffer, ByteBuffer> codec = builder.build();
          FramedWrite<ByteBuffer> out = new FramedWrite<>(recorder, codec);
          Runtimes.CURRENT_THREAD.run(() -> await(send(out, sent, random)));
          byte[] bytes = recorder.bytes();
          assertThat(decoded(bytes, builder.build(), random)).isEqualTo(sent);
          if (bytes.length > 0) {
            byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);
            List<Object> expected = new ArrayList<>(sent.subList(0, count - 1));
            boolean isMiddle = cut.length > sizeOf(expected, builder);
            if (isMiddle) {
              expected.add(EOFException.class.getSimpleName());
            }
            assertThat(decoded(cut, builder.build(), random)).isEqualTo(expected);
          }
        });
  }

  private static int sizeOf(List<Object> frames, LengthDelimitedCodec.Builder builder)
      throws Exception {
    Recorder recorder = new Recorder(1000);
    FramedWrite<ByteBuffer> out = new FramedWrite<>(recorder, builder.build());
    Runtimes.CURRENT_THREAD.run(() -> await(send(out, frames, new Random(1))));
    return recorder.bytes().length;
  }

  @Async
  private static Future<String> send(
      FramedWrite<ByteBuffer> out, List<Object> frames, Random random) throws IOException {
    for (Object each : frames) {
      ByteBuffer frame = ((ByteBuffer) each).duplicate();
      if (random.nextBoolean()) {
        await(out.send(frame));
      } else {
        await(out.feed(frame));
        await(Impatience.of(random.nextInt(3), out.flush()));
      }
    }
    await(out.closeAsync());
    return ready("");
  }

  /** Bytes that are no frames give frames or failures, in little memory, and an end. */
  @Test
  @Tag("T115")
  void anyBytesBehindLengths() {
    Seeds.forEach(
        random -> {
          byte[] bytes = new byte[random.nextInt(300)];
          random.nextBytes(bytes);
          LengthDelimitedCodec codec =
              anyField(random)
                  .lengthFieldOffset(random.nextInt(3))
                  .lengthAdjustment(random.nextInt(7) - 3)
                  .skip(random.nextInt(10))
                  .maxFrameLength(50)
                  .build();
          int all = 0;
          for (Object each : decoded(bytes, codec, random)) {
            if (each instanceof ByteBuffer frame) {
              assertThat(frame.remaining()).isLessThanOrEqualTo(50);
              all += frame.remaining();
            }
          }
          assertThat(all).isLessThanOrEqualTo(bytes.length);
        });
  }
}
