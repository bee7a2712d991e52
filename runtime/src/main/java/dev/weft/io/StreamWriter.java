package dev.weft.io;

import dev.weft.CancelSafe;
import dev.weft.CancelledError;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Weft;
import dev.weft.internal.bytes.Frames;
import dev.weft.internal.bytes.Steps;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A stream that blocks, written to on threads for blocking work, one call at a time. */
final class StreamWriter implements AsyncWrite, AutoCloseable {
  private static final int MOST = 8 * 1024;

  private final OutputStream stream;

  /** What a thread is at; it is kept where a task is cancelled that waits for it. */
  private @Nullable JoinHandle<?> working;

  StreamWriter(OutputStream stream) {
    this.stream = Objects.requireNonNull(stream, "stream");
  }

  @Override
  @CancelSafe
  public Future<Integer> write(ByteBuffer source) {
    Objects.requireNonNull(source, "source");
    return Frames.of(
        new Call(
            () -> {
              byte[] taken = new byte[Math.min(source.remaining(), MOST)];
              source.get(taken);
              return () -> {
                stream.write(taken);
                return taken.length;
              };
            }));
  }

  @Override
  @CancelSafe
  public Future<Void> flush() {
    return Frames.of(new Call(() -> this::flushNow));
  }

  @Override
  @CancelSafe
  public Future<Void> shutdown() {
    return Frames.of(new Call(() -> this::closeNow));
  }

  private @Nullable Void flushNow() throws IOException {
    stream.flush();
    return null;
  }

  private @Nullable Void closeNow() throws IOException {
    stream.close();
    return null;
  }

  /** A thread that writes is told by the stream, if that does such a thing. */
  @Override
  public void close() throws IOException {
    stream.close();
  }

  @Override
  public String toString() {
    return "writer to " + stream;
  }

  /** What a thread is to do, made when the thread is free. */
  private interface Work {
    Callable<@Nullable Object> begin();
  }

  /** Waits for the call before, and makes another one. */
  private final class Call extends Steps {
    private final Work work;
    private boolean begun;
    private boolean done;
    private @Nullable Object answer;

    Call(Work work) {
      this.work = work;
    }

    @Override
    protected @Nullable Future<?> next() {
      if (done) {
        return null;
      }
      if (working == null) {
        begun = true;
        working = Weft.spawnBlocking(work.begin());
      }
      return working;
    }

    @Override
    protected void accept(@Nullable Object given) {
      working = null;
      done = begun;
      answer = given;
    }

    @Override
    protected void fail(Throwable failure) throws Throwable {
      if (!(failure instanceof CancelledError)) {
        working = null;
      }
      throw failure;
    }

    @Override
    protected @Nullable Object finish() {
      return answer;
    }

    @Override
    public String toString() {
      return "call of " + StreamWriter.this;
    }
  }
}
