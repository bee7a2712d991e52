package dev.weft.io;

import dev.weft.Future;
import dev.weft.internal.bytes.Frames;
import dev.weft.internal.bytes.Steps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One input after the other. */
final class ChainedRead implements AsyncRead {
  private final AsyncRead first;
  private final AsyncRead second;
  private boolean firstHasEnded;

  ChainedRead(AsyncRead first, AsyncRead second) {
    this.first = first;
    this.second = Objects.requireNonNull(second, "next");
  }

  @Override
  public Future<Integer> read(ByteBuffer target) {
    return Frames.of(new Read(target));
  }

  @Override
  public String toString() {
    return first + " and then " + second;
  }

  /** One read, which goes on with the second input at the end of the first. */
  private final class Read extends Steps {
    private final ByteBuffer target;
    private @Nullable Integer answer;

    Read(ByteBuffer target) {
      this.target = Objects.requireNonNull(target, "target");
    }

    @Override
    protected @Nullable Future<?> next() throws IOException {
      if (answer != null) {
        return null;
      }
      return firstHasEnded ? second.read(target) : first.read(target);
    }

    @Override
    protected void accept(@Nullable Object count) {
      Integer read = (Integer) count;
      if (read != null && read < 0 && !firstHasEnded) {
        firstHasEnded = true;
      } else {
        answer = read;
      }
    }

    @Override
    protected @Nullable Object finish() {
      return answer;
    }

    @Override
    public String toString() {
      return "read of " + ChainedRead.this;
    }
  }
}
