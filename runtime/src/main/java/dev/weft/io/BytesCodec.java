package dev.weft.io;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as they come, in pieces of no particular size.
 *
 * <pre>{@code
 * FramedRead<ByteBuffer> pieces = new FramedRead<>(connection, new BytesCodec());
 * }</pre>
 *
 * @see <a
 *     href="https://docs.rs/tokio-util/latest/tokio_util/codec/struct.BytesCodec.html">BytesCodec
 *     of tokio-util</a>
 */
public final class BytesCodec implements Codec<ByteBuffer, ByteBuffer> {
  /** A codec, which remembers nothing. */
  public BytesCodec() {}

  @Override
  public @Nullable ByteBuffer decode(ByteBuffer bytes) {
    if (!bytes.hasRemaining()) {
      return null;
    }
    ByteBuffer piece = copy(bytes);
    bytes.position(bytes.limit());
    return piece;
  }

  @Override
  public void encode(ByteBuffer piece, FrameBuffer out) {
    out.put(piece);
  }

  /** The bytes of a buffer that will have others. */
  static ByteBuffer copy(ByteBuffer bytes) {
    return ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip();
  }
}
