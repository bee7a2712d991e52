package dev.weft.io;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.task.FirstFailure;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A read that flushes what was written before if it has to wait. It ends when the flush has ended,
 * too, as the next thing to do is a write.
 *
 * <p>A flush that fails ends the read.
 */
final class FlushingRead implements Future<Integer> {
  private final AsyncWrite target;

  /** Null once it has ended. */
  private @Nullable Future<Integer> read;

  /** What the read has given. */
  private @Nullable Object count;

  /** The flush, while it goes on. */
  private @Nullable Future<Void> flush;

  private boolean flushed;

  /** Whether the read was told to give up, since the flush has failed or all is cancelled. */
  private boolean readCancelled;

  private boolean cancelled;
  private final FirstFailure failures = new FirstFailure();

  FlushingRead(Future<Integer> read, AsyncWrite target) {
    this.read = read;
    this.target = target;
  }

  /** Whether all that was written before is flushed. */
  boolean hasFlushed() {
    return flushed;
  }

  @Override
  public @Nullable Object poll(Context context) throws Throwable {
    pollRead(context);
    if (read != null && !cancelled && !flushed && !failures.isPresent()) {
      beginFlush();
    }
    pollFlush(context);
    if (failures.isPresent()) {
      cancelRead(context);
    }
    return answer();
  }

  private void beginFlush() {
    if (flush == null) {
      try {
        flush = target.flush();
      } catch (IOException | RuntimeException e) {
        failures.add(e);
      }
    }
  }

  private void pollRead(Context context) {
    Future<Integer> reading = read;
    if (reading != null) {
      try {
        hasRead(reading.poll(context));
      } catch (Throwable t) {
        read = null;
        failures.add(t);
      }
    }
  }

  private void pollFlush(Context context) {
    Future<Void> flushing = flush;
    if (flushing != null) {
      try {
        hasFlushed(flushing.poll(context));
      } catch (Throwable t) {
        flush = null;
        failures.add(t);
      }
    }
  }

  private void cancelRead(Context context) {
    Future<Integer> reading = read;
    if (reading != null && !readCancelled) {
      readCancelled = true;
      try {
        hasRead(reading.cancel(context));
      } catch (Throwable t) {
        read = null;
        failures.add(t);
      }
    }
  }

  private void cancelFlush(Context context) {
    Future<Void> flushing = flush;
    if (flushing != null) {
      try {
        hasFlushed(flushing.cancel(context));
      } catch (Throwable t) {
        flush = null;
        failures.add(t);
      }
    }
  }

  private void hasRead(@Nullable Object answer) {
    if (answer != Poll.PENDING) {
      read = null;
      count = answer;
    }
  }

  private void hasFlushed(@Nullable Object answer) {
    if (answer != Poll.PENDING) {
      flush = null;
      flushed = answer != Poll.CANCELLED;
    }
  }

  private @Nullable Object answer() throws Throwable {
    if (read != null || flush != null) {
      return Poll.PENDING;
    }
    failures.throwFirst();
    return count;
  }

  @Override
  public @Nullable Object cancel(Context context) throws Throwable {
    cancelled = true;
    cancelRead(context);
    cancelFlush(context);
    return answer();
  }

  @Override
  public String toString() {
    return "read with a flush";
  }
}
