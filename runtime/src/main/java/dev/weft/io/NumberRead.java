package dev.weft.io;

import dev.weft.Future;
import dev.weft.internal.bytes.Intake;
import dev.weft.internal.bytes.Progress;
import dev.weft.internal.bytes.Steps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Waits for as many bytes as a number has, and takes it. */
final class NumberRead extends Steps {
  private final Intake in;
  private final int width;
  private final ByteOrder order;
  private final Function<ByteBuffer, ?> number;

  NumberRead(Intake in, int width, ByteOrder order, Function<ByteBuffer, ?> number) {
    this.in = in;
    this.width = width;
    this.order = order;
    this.number = number;
  }

  @Override
  protected @Nullable Future<?> next() throws IOException {
    return in.unread().remaining() < width ? in.fill() : null;
  }

  @Override
  protected void accept(@Nullable Object answer) throws IOException {
    if (in.filled(answer)) {
      throw Progress.endedAfter(in.unread().remaining(), width);
    }
  }

  @Override
  protected Object finish() {
    ByteBuffer unread = in.unread();
    ByteOrder before = unread.order();
    try {
      return number.apply(unread.order(order));
    } finally {
      unread.order(before);
    }
  }

  @Override
  public String toString() {
    return "read of a number of " + width + " bytes";
  }
}
