package dev.weft.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A decoder and an encoder as one. */
record CodecPair<I, O>(Decoder<I> decoder, Encoder<O> encoder) implements Codec<I, O> {
  CodecPair {
    Objects.requireNonNull(decoder, "decoder");
    Objects.requireNonNull(encoder, "encoder");
  }

  @Override
  public @Nullable I decode(ByteBuffer bytes) throws IOException {
    return decoder.decode(bytes);
  }

  @Override
  public @Nullable I decodeEnd(ByteBuffer bytes) throws IOException {
    return decoder.decodeEnd(bytes);
  }

  @Override
  public int limit() {
    return decoder.limit();
  }

  @Override
  public void encode(O frame, FrameBuffer out) throws IOException {
    encoder.encode(frame, out);
  }
}
