package dev.weft.io;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Waker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A read from a pipe or a write to it. */
abstract class PipeTransfer implements Future<Integer> {
  final PipeCore pipe;
  final ByteBuffer buffer;

  /** Who is woken; guarded by the pipe's lock. */
  private @Nullable Waker waker;

  /** Whether it has ended; a future is single-shot. */
  private boolean done;

  PipeTransfer(PipeCore pipe, ByteBuffer buffer) {
    this.pipe = pipe;
    this.buffer = Objects.requireNonNull(buffer, "buffer");
  }

  /** Moves bytes, or lists this. */
  abstract Object move(Waker waiting) throws IOException;

  PipeTransfer wakenBy(Waker waiting) {
    waker = waiting;
    return this;
  }

  @Nullable Waker waker() {
    return waker;
  }

  @Override
  public final Object poll(Context context) throws IOException {
    if (done) {
      throw new IllegalStateException(
          "this future has ended already: " + this + "; call the method again for another one");
    }
    done = true;
    Object answer = move(context.waker());
    done = answer != Poll.PENDING;
    return answer;
  }

  @Override
  public final Object cancel(Context context) {
    done = true;
    pipe.leave(this);
    return Poll.CANCELLED;
  }

  /** Out of a pipe. */
  static final class Read extends PipeTransfer {
    Read(PipeCore pipe, ByteBuffer target) {
      super(pipe, target);
    }

    @Override
    Object move(Waker waiting) throws IOException {
      return pipe.read(this, waiting);
    }

    @Override
    public String toString() {
      return "read of a pipe";
    }
  }

  /** Into a pipe. */
  static final class Write extends PipeTransfer {
    Write(PipeCore pipe, ByteBuffer source) {
      super(pipe, source);
    }

    @Override
    Object move(Waker waiting) throws IOException {
      return pipe.write(this, waiting);
    }

    @Override
    public String toString() {
      return "write to a pipe";
    }
  }
}
