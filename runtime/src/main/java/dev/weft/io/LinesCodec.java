package dev.weft.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Lines of text in UTF-8. What comes ends with a line feed, or with a carriage return and a line
 * feed, or with the input; what is sent ends with a line feed.
 *
 * <pre>{@code
 * FramedRead<String> lines = new FramedRead<>(connection, LinesCodec.withLimit(1000));
 * }</pre>
 *
 * <p>A line that is too long fails with {@link TooLongException} as soon as that is known, and one
 * that isn't UTF-8 with {@link MalformedTextException}. Whoever goes on gets the line behind it: of
 * a line that is too long, the rest is dropped as it comes.
 *
 * @see <a
 *     href="https://docs.rs/tokio-util/latest/tokio_util/codec/struct.LinesCodec.html">LinesCodec
 *     of tokio-util</a>
 */
public final class LinesCodec implements Codec<String, CharSequence> {
  private static final int DEFAULT_LIMIT = 8 * 1024 * 1024;

  private final DelimitedParts parts;

  /** Lines of up to 8 MiB. */
  public LinesCodec() {
    this(DEFAULT_LIMIT);
  }

  private LinesCodec(int limit) {
    parts = new DelimitedParts(new byte[] {'\n'}, limit, 1, "line");
  }

  /**
   * Lines of a limited length.
   *
   * @param limit how many bytes a line may have, without its end
   * @return the codec
   * @throws IllegalArgumentException if the limit is negative
   */
  public static LinesCodec withLimit(int limit) {
    return new LinesCodec(limit);
  }

  @Override
  public @Nullable String decode(ByteBuffer bytes) throws IOException {
    ByteBuffer part = parts.next(bytes);
    return part == null ? null : text(part);
  }

  @Override
  public @Nullable String decodeEnd(ByteBuffer bytes) throws IOException {
    String line = decode(bytes);
    if (line != null) {
      return line;
    }
    ByteBuffer part = parts.last(bytes);
    return part == null ? null : text(part);
  }

  private String text(ByteBuffer part) throws IOException {
    int last = part.remaining() - 1;
    if (last >= 0 && part.get(last) == '\r') {
      part.limit(last);
    }
    parts.refuseLonger(part);
    return Text.decode(part, StandardCharsets.UTF_8, parts.offsetOf(part));
  }

  @Override
  public int limit() {
    return parts.most();
  }

  /**
   * Puts a line and a line feed.
   *
   * @param line the line
   * @param out where the bytes go
   * @throws IllegalArgumentException if there is a line feed in it, as it would come as two lines
   */
  @Override
  public void encode(CharSequence line, FrameBuffer out) {
    String text = line.toString();
    if (text.indexOf('\n') >= 0) {
      throw new IllegalArgumentException(
          "a line has no line feed in it, and this one has, at " + text.indexOf('\n'));
    }
    out.put(text).put((byte) '\n');
  }
}
