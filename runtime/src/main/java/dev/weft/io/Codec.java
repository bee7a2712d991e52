package dev.weft.io;

/**
 * Both directions of a protocol of frames. It belongs to one {@link Framed}.
 *
 * @param <I> the type of the frames that come
 * @param <O> the type of the frames that are sent
 */
public interface Codec<I, O> extends Decoder<I>, Encoder<O> {
  /**
   * A decoder and an encoder as one.
   *
   * @param decoder of what comes
   * @param encoder of what is sent
   * @param <I> the type of the frames that come
   * @param <O> the type of the frames that are sent
   * @return both
   */
  static <I, O> Codec<I, O> of(Decoder<I> decoder, Encoder<O> encoder) {
    return new CodecPair<>(decoder, encoder);
  }
}
