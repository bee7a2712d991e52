package dev.weft.io;

import dev.weft.Future;
import dev.weft.internal.bytes.Frames;
import dev.weft.internal.bytes.Steps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The first bytes of an input. */
final class LimitedRead implements AsyncRead {
  private final AsyncRead source;

  /** How many may still be read. */
  private long left;

  LimitedRead(AsyncRead source, long limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("the limit must not be negative: " + limit);
    }
    this.source = source;
    left = limit;
  }

  @Override
  public Future<Integer> read(ByteBuffer target) {
    return Frames.of(new Read(target));
  }

  @Override
  public String toString() {
    return "the next " + left + " bytes of " + source;
  }

  /** One read. It lowers the limit of the buffer for as long as it goes on. */
  private final class Read extends Steps {
    private final ByteBuffer target;
    private @Nullable Integer answer;
    private int start;
    private int limit;

    Read(ByteBuffer target) {
      this.target = Objects.requireNonNull(target, "target");
    }

    @Override
    protected @Nullable Future<?> next() throws IOException {
      if (answer == null && !target.hasRemaining()) {
        answer = 0;
      } else if (answer == null && left == 0) {
        answer = -1;
      }
      return answer == null ? source.read(cut()) : null;
    }

    private ByteBuffer cut() {
      start = target.position();
      limit = target.limit();
      return target.limit(start + (int) Math.min(left, target.remaining()));
    }

    private void restore() {
      left -= target.position() - start;
      target.limit(limit);
    }

    @Override
    protected void accept(@Nullable Object count) {
      restore();
      answer = (Integer) count;
    }

    /** What was read before it was cancelled lies in the buffer, and counts. */
    @Override
    protected void fail(Throwable failure) throws Throwable {
      restore();
      throw failure;
    }

    @Override
    protected @Nullable Object finish() {
      return answer;
    }

    @Override
    public String toString() {
      return "read of " + LimitedRead.this;
    }
  }
}
