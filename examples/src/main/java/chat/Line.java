package chat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A line as it is sent: encoded once, and shared by all who get it. */
final class Line {
  private final ByteBuffer bytes;

  private Line(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  static Line of(String text) {
    byte[] encoded = (text + "\n").getBytes(StandardCharsets.UTF_8);
    return new Line(ByteBuffer.wrap(encoded).asReadOnlyBuffer());
  }

  /** The bytes, which nobody can change, with a position for one who sends them. */
  ByteBuffer toSend() {
    return bytes.duplicate();
  }

  @Override
  public String toString() {
    return StandardCharsets.UTF_8.decode(toSend()).toString();
  }
}
