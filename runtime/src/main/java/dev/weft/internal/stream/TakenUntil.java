package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.task.Branch;
import dev.weft.internal.task.FirstFailure;
import org.jspecify.annotations.Nullable;

/** The elements before a future ends, which is asked first. */
public final class TakenUntil<T> extends Over<T, T> {
  private final Branch end;
  private State state = State.RUNNING;

  /** Those of the end, which were not thrown yet. */
  private FirstFailure failures = new FirstFailure();

  private enum State {
    RUNNING,
    /** The future has ended; the source lets go of what it waited for. */
    STOPPING,
    /** The same, but the strand that waits is cancelled. */
    LEAVING,
    ENDED
  }

  /** A stage that has taken nothing. */
  public TakenUntil(AsyncStream<? extends T> source, Future<?> end) {
    super(source);
    this.end = new Branch(end);
  }

  @Override
  protected @Nullable Object pull(Context context) throws Throwable {
    if (state == State.RUNNING && hasEnded(context)) {
      state = State.STOPPING;
      return stopped(letGo(true, context));
    }
    return switch (state) {
      case RUNNING -> source.pull(context);
      case STOPPING, LEAVING -> stopped(letGo(false, context));
      case ENDED -> end();
    };
  }

  private boolean hasEnded(Context context) {
    try {
      return end.poll(context) != Poll.PENDING;
    } catch (Throwable t) {
      failures.add(t);
      return true;
    }
  }

  private @Nullable Object letGo(boolean first, Context context) {
    try {
      return first ? source.leave(context) : source.pull(context);
    } catch (Throwable t) {
      failures.add(t);
      return Poll.CANCELLED;
    }
  }

  private @Nullable Object stopped(@Nullable Object answer) throws Throwable {
    if (answer == Poll.PENDING) {
      return Poll.PENDING;
    }
    boolean leaving = state == State.LEAVING;
    state = State.ENDED;
    return leaving ? Poll.CANCELLED : end();
  }

  private @Nullable Object end() throws Throwable {
    FirstFailure thrown = failures;
    failures = new FirstFailure();
    thrown.throwFirst();
    return null;
  }

  @Override
  protected Object leave(Context context) throws Throwable {
    if (state == State.STOPPING) {
      state = State.LEAVING;
      return Poll.PENDING;
    }
    return source.leave(context);
  }

  @Override
  public Future<Void> closeAsync() {
    return new Closing(this::cancelEnd, source::closeAsync);
  }

  /** A future that has not started does not start any more. */
  private Future<Void> cancelEnd() {
    if (state != State.RUNNING) {
      return Closing.of(() -> {});
    }
    state = State.ENDED;
    return new Cancelling(end);
  }

  @Override
  String name() {
    return "takeUntil";
  }
}
