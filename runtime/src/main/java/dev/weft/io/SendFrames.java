package dev.weft.io;

import dev.weft.Future;
import dev.weft.internal.bytes.Progress;
import dev.weft.internal.bytes.Steps;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Writes the frames that wait, with another one behind them, and what comes after that. */
final class SendFrames<T> extends Steps {
  /** What comes when all is written. */
  enum End {
    /** Nothing; all need not be written either. */
    NONE,
    FLUSH,
    SHUTDOWN,
    CLOSE
  }

  private final FramedWrite<T> frames;

  /** The frame that isn't taken yet; null for none. */
  private @Nullable T frame;

  private final End end;

  /** What is being written; null while nothing is. */
  private @Nullable ByteBuffer writing;

  /** Where its position was when the write began. */
  private int start;

  /** Whether the end was begun. */
  private boolean ending;

  private boolean done;

  SendFrames(FramedWrite<T> frames, @Nullable T frame, End end) {
    this.frames = frames;
    this.frame = frame;
    this.end = end;
  }

  @Override
  protected @Nullable Future<?> next() throws IOException {
    if (done) {
      return null;
    }
    if (frames.isClosed()) {
      return closed();
    }
    T waiting = frame;
    if (waiting != null && frames.out.size() < FramedWrite.BOUNDARY) {
      frames.encode(waiting);
      frame = null;
    }
    return frame == null && end == End.NONE ? null : writeOrEnd();
  }

  private @Nullable Future<?> closed() throws IOException {
    if (end == End.CLOSE) {
      return null;
    }
    throw new IOException("these were closed: " + frames);
  }

  private Future<?> writeOrEnd() throws IOException {
    if (frames.out.size() > 0) {
      ByteBuffer unwritten = frames.out.unwritten();
      writing = unwritten;
      start = unwritten.position();
      return frames.target.write(unwritten);
    }
    ending = true;
    return end == End.FLUSH ? frames.target.flush() : frames.target.shutdown();
  }

  @Override
  protected void accept(@Nullable Object answer) throws IOException {
    countWritten();
    if (ending) {
      done = true;
      closeAtTheEnd();
    } else {
      long unused = Progress.ofWrite(answer, frames.target);
    }
  }

  private void closeAtTheEnd() throws IOException {
    if (end == End.CLOSE) {
      frames.close();
    }
  }

  /** What a write has moved counts, also if it was cancelled. */
  private void countWritten() {
    ByteBuffer written = writing;
    if (written != null) {
      writing = null;
      frames.out.drop(written.position() - start);
    }
  }

  /** What is to be closed is closed in any case. */
  @Override
  protected void fail(Throwable failure) throws Throwable {
    countWritten();
    try {
      closeAtTheEnd();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    throw failure;
  }

  @Override
  public String toString() {
    return "write of " + frames;
  }
}
