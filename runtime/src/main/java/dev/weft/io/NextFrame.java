package dev.weft.io;

import dev.weft.CancelledError;
import dev.weft.Future;
import dev.weft.internal.bytes.Steps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Waits until there is a whole frame. */
final class NextFrame extends Steps {
  private final FramedRead<?> frames;
  private @Nullable Object frame;

  NextFrame(FramedRead<?> frames) {
    this.frames = frames;
  }

  @Override
  protected @Nullable Future<?> next() throws IOException {
    if (frames.failed) {
      frames.failed = false;
      return null;
    }
    frame = decode();
    if (frame == null && !frames.ended) {
      refuseTooMuch();
      return frames.in.fill();
    }
    if (frame == null) {
      frames.ended = false;
    }
    return null;
  }

  /** The decoder may do with the buffer what it likes, but for putting the position back. */
  private @Nullable Object decode() throws IOException {
    ByteBuffer bytes = frames.in.unread().order(ByteOrder.BIG_ENDIAN);
    int limit = bytes.limit();
    try {
      return frames.ended ? frames.decoder.decodeEnd(bytes) : frames.decoder.decode(bytes);
    } finally {
      bytes.limit(limit);
    }
  }

  private void refuseTooMuch() throws IOException {
    int limit = frames.decoder.limit();
    if (frames.in.unread().remaining() > limit) {
      throw new TooLongException(
          "the frame that begins at byte "
              + frames.in.taken()
              + " of the input is longer than the limit of "
              + limit
              + " bytes",
          limit);
    }
  }

  @Override
  protected void accept(@Nullable Object answer) throws IOException {
    frames.ended = frames.in.filled(answer);
  }

  @Override
  protected void fail(Throwable failure) throws Throwable {
    frames.failed = !(failure instanceof CancelledError);
    throw failure;
  }

  @Override
  protected @Nullable Object finish() {
    return frame;
  }

  @Override
  public String toString() {
    return "next of " + frames;
  }
}
