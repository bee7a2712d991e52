package dev.weft.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Parts of bytes between delimiters of one or several bytes. The delimiter belongs to no part; the
 * last part may end with the input.
 *
 * <pre>{@code
 * DelimiterCodec codec = new DelimiterCodec("\r\n\r\n".getBytes(US_ASCII), 10_000);
 * }</pre>
 *
 * <p>A part that is too long fails with {@link TooLongException} as soon as that is known. Whoever
 * goes on gets the part behind it, as the rest is dropped as it comes.
 *
 * @see <a
 *     href="https://docs.rs/tokio-util/latest/tokio_util/codec/struct.AnyDelimiterCodec.html">AnyDelimiterCodec
 *     of tokio-util</a>
 */
public final class DelimiterCodec implements Codec<ByteBuffer, ByteBuffer> {
  private final byte[] delimiter;
  private final DelimitedParts parts;

  /**
   * Parts of a limited length.
   *
   * @param delimiter what stands between them, at least one byte
   * @param limit how many bytes a part may have
   * @throws IllegalArgumentException if the delimiter is empty, or the limit negative
   */
  public DelimiterCodec(byte[] delimiter, int limit) {
    this.delimiter = delimiter.clone();
    parts = new DelimitedParts(this.delimiter, limit, 0, "part");
  }

  @Override
  public @Nullable ByteBuffer decode(ByteBuffer bytes) throws IOException {
    return checked(parts.next(bytes));
  }

  @Override
  public @Nullable ByteBuffer decodeEnd(ByteBuffer bytes) throws IOException {
    ByteBuffer part = decode(bytes);
    return part == null ? checked(parts.last(bytes)) : part;
  }

  private @Nullable ByteBuffer checked(@Nullable ByteBuffer part) throws TooLongException {
    if (part == null) {
      return null;
    }
    parts.refuseLonger(part);
    return BytesCodec.copy(part);
  }

  @Override
  public int limit() {
    return parts.most();
  }

  /** Puts the bytes and the delimiter, whatever is in the bytes. */
  @Override
  public void encode(ByteBuffer part, FrameBuffer out) {
    out.put(part).put(delimiter);
  }
}
