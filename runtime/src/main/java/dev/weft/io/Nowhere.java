package dev.weft.io;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.future.Ready;
import java.nio.ByteBuffer;
import java.util.Objects;

/** An input without a byte, and an output that takes all bytes and keeps none. */
enum Nowhere implements AsyncReadWrite {
  INSTANCE;

  @Override
  public Future<Integer> read(ByteBuffer target) {
    Objects.requireNonNull(target, "target");
    return new Transfer(target, false);
  }

  @Override
  public Future<Integer> write(ByteBuffer source) {
    Objects.requireNonNull(source, "source");
    return new Transfer(source, true);
  }

  @Override
  public Future<Void> flush() {
    return Ready.ofVoid();
  }

  @Override
  public Future<Void> shutdown() {
    return Ready.ofVoid();
  }

  @Override
  public String toString() {
    return "nowhere";
  }

  /** No {@code ready}: an endless loop over it must let others run. */
  private record Transfer(ByteBuffer buffer, boolean isWrite) implements Future<Integer> {
    @Override
    public Object poll(Context context) {
      int count = buffer.remaining();
      if (!isWrite) {
        return count == 0 ? 0 : -1;
      }
      buffer.position(buffer.limit());
      return count;
    }

    @Override
    public Object cancel(Context context) {
      return Poll.CANCELLED;
    }
  }
}
