package dev.weft.io;

import dev.weft.Future;
import dev.weft.internal.bytes.Intake;
import dev.weft.internal.bytes.Progress;
import dev.weft.internal.bytes.Steps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what is in a buffer, or fills it first, or goes past it. */
final class BufferedRead extends Steps {
  private final Intake in;
  private final ByteBuffer target;

  /** Null until it is known. */
  private @Nullable Integer count;

  /** Where the target's position was, while a read goes past the buffer; -1 while none does. */
  private int start = -1;

  BufferedRead(Intake in, ByteBuffer target) {
    this.in = in;
    this.target = Objects.requireNonNull(target, "target");
  }

  @Override
  protected @Nullable Future<?> next() throws IOException {
    ByteBuffer unread = in.unread();
    if (count != null) {
      return null;
    }
    if (!target.hasRemaining() || unread.hasRemaining()) {
      count = move(unread);
      return null;
    }
    if (target.remaining() >= in.size()) {
      start = target.position();
      return in.source().read(target);
    }
    return in.fill();
  }

  private int move(ByteBuffer unread) {
    int moved = Math.min(unread.remaining(), target.remaining());
    target.put(unread.slice(unread.position(), moved));
    unread.position(unread.position() + moved);
    return moved;
  }

  @Override
  protected void accept(@Nullable Object answer) throws IOException {
    if (start >= 0) {
      countPassed();
      count = Progress.ofRead(answer, in.source());
    } else if (in.filled(answer)) {
      count = -1;
    }
  }

  /** What was read before a cancellation lies in the target. */
  @Override
  protected void fail(Throwable failure) throws Throwable {
    countPassed();
    throw failure;
  }

  private void countPassed() {
    if (start >= 0) {
      in.passedBy(target.position() - start);
      start = -1;
    }
  }

  @Override
  protected @Nullable Object finish() {
    return count;
  }

  @Override
  public String toString() {
    return "read of a buffer before " + in.source();
  }
}
