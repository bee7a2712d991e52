package dev.weft.internal.pipe;

import dev.weft.Future;
import dev.weft.internal.blocking.BlockingWork;
import dev.weft.internal.blocking.Hop;
import dev.weft.internal.blocking.Lane;
import dev.weft.internal.task.Scheduler;
import dev.weft.io.AsyncWrite;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Writes to an output stream that may not take a byte for long. A write begins with taking the
 * bytes, and is carried out from then on, one after the other; who is cancelled meanwhile need not
 * wait, and the next operation tells if it has failed.
 */
public final class PipeWriter implements AsyncWrite {
  private static final int MOST = 1 << 20;

  private final String name;
  private final OutputStream stream;
  private final Lane lane;

  /** Whether a runtime waits for what was begun, and is told of what has failed. */
  private final boolean awaited;

  /** Whether nothing can be written any more; guarded by this. */
  private boolean ended;

  /** The writes that were begun and have not ended; guarded by this. */
  private int underWay;

  /** What has failed when nobody waited; guarded by this. */
  private @Nullable Throwable unseen;

  private PipeWriter(String name, OutputStream stream, Lane lane, boolean awaited) {
    this.name = name;
    this.stream = stream;
    this.lane = lane;
    this.awaited = awaited;
  }

  /**
   * Writes with threads of its own, for whose end no runtime waits.
   *
   * @param name what it is, for messages
   */
  public static PipeWriter unawaited(String name, OutputStream stream) {
    return new PipeWriter(name, stream, new Lane(), false);
  }

  /**
   * Writes with threads of the runtime, whose close waits until what was begun is written.
   *
   * @param name what it is, for messages
   * @param lane where all that write to the stream have their turns
   */
  static PipeWriter awaited(String name, OutputStream stream, Lane lane) {
    return new PipeWriter(name, stream, lane, true);
  }

  @Override
  public Future<Integer> write(ByteBuffer source) {
    return new Write(source);
  }

  @Override
  @SuppressWarnings("unchecked") // null is a Void
  public Future<Void> flush() {
    return (Future<Void>) (Future<?>) new Flush();
  }

  @Override
  @SuppressWarnings("unchecked") // null is a Void
  public Future<Void> shutdown() {
    return (Future<Void>) (Future<?>) new Shutdown();
  }

  /**
   * Closes the stream behind the writes that were begun; of one that is unawaited. Doesn't wait.
   */
  public void close() {
    if (end()) {
      lane.execute(new Closer(), PipeThreads.executor());
    }
  }

  /** Has nothing be written any more; whether something could be before. */
  private synchronized boolean end() {
    boolean first = !ended;
    ended = true;
    return first;
  }

  private synchronized boolean hasEnded() {
    return ended;
  }

  private final class Closer implements BlockingWork {
    @Override
    public void run() {
      try {
        stream.close();
      } catch (IOException e) {
        // As of a pipe whose reader has gone.
      }
    }

    @Override
    public void drop() {}
  }

  private synchronized void throwUnseen() throws IOException {
    Throwable failure = unseen;
    unseen = null;
    if (failure != null) {
      throw new IOException(
          "an earlier write to " + name + ", for which nobody has waited, has failed", failure);
    }
  }

  private synchronized void failUnseen(Throwable failure) {
    unseen = failure;
  }

  private synchronized void count(int change) {
    underWay += change;
  }

  private synchronized boolean isIdle() {
    return underWay == 0;
  }

  @Override
  public String toString() {
    return name;
  }

  /** An operation that has its turn in the lane. */
  private abstract class InLane<T extends @Nullable Object> extends Hop<T> {
    /** Carries it out. */
    abstract T operate() throws IOException;

    @Override
    protected boolean prepare() throws IOException {
      throwUnseen();
      return true;
    }

    @Override
    protected final void handOn(Scheduler runtime) {
      count(1);
      lane.execute(this, awaited ? runtime.blocking() : PipeThreads.executor());
    }

    @Override
    protected final T call() throws IOException {
      try {
        return operate();
      } catch (IOException e) {
        throw new IOException(name + " can't be written: " + e.getMessage(), e);
      }
    }

    @Override
    protected final void over() {
      count(-1);
    }

    @Override
    public final boolean mustRun() {
      return true;
    }

    @Override
    protected final void failUnseen(Throwable failure, Scheduler runtime) {
      if (awaited) {
        runtime.failures().report(toString(), failure);
      } else {
        PipeWriter.this.failUnseen(failure);
      }
    }

    @Override
    public String toString() {
      return "writing " + name;
    }
  }

  private final class Write extends InLane<Integer> {
    private final ByteBuffer source;
    private byte[] bytes = {};

    Write(ByteBuffer source) {
      this.source = source;
    }

    @Override
    protected boolean prepare() throws IOException {
      super.prepare();
      if (hasEnded()) {
        throw new IOException(name + " is shut down");
      }
      bytes = new byte[Math.min(source.remaining(), MOST)];
      source.get(bytes);
      return bytes.length > 0;
    }

    @Override
    Integer operate() throws IOException {
      stream.write(bytes);
      stream.flush();
      return bytes.length;
    }

    @Override
    protected Object deliver(@Nullable Integer given) {
      return given == null ? 0 : given;
    }
  }

  /** Waits for the writes before it, each of which is flushed. */
  private final class Flush extends InLane<@Nullable Void> {
    @Override
    protected boolean prepare() throws IOException {
      // In this order: what ends in between has told of its failure before.
      boolean waits = !isIdle();
      return super.prepare() && waits;
    }

    @Override
    @Nullable Void operate() throws IOException {
      throwUnseen();
      return null;
    }
  }

  /** Closes the stream behind the writes before it. */
  private final class Shutdown extends InLane<@Nullable Void> {
    @Override
    protected boolean prepare() throws IOException {
      boolean waits = !isIdle();
      super.prepare();
      return end() || waits;
    }

    @Override
    @Nullable Void operate() throws IOException {
      stream.close();
      throwUnseen();
      return null;
    }
  }
}
