package dev.weft.io;

import java.io.IOException;

/**
 * Makes bytes of frames. It belongs to one {@link FramedWrite}.
 *
 * @param <T> the type of the frames
 * @see <a href="https://docs.rs/tokio-util/latest/tokio_util/codec/trait.Encoder.html">Encoder of
 *     tokio-util</a>
 */
public interface Encoder<T> {
  /**
   * Puts the bytes of a frame behind those of the frames before.
   *
   * @param frame the frame
   * @param out where the bytes go
   * @throws IOException if it can't be sent; then nothing of it is
   */
  void encode(T frame, FrameBuffer out) throws IOException;
}
