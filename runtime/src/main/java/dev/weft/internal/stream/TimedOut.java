package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.Context;
import dev.weft.Poll;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The elements, with a failure in front of each that is waited for too long. */
public final class TimedOut<T> extends Over<T, T> {
  private final Duration limit;
  private final Pause pause;

  /** Whether the failure was given for the element that is waited for. */
  private boolean told;

  /** A stage that has taken nothing. */
  public TimedOut(AsyncStream<? extends T> source, Duration limit) {
    super(source);
    this.limit = limit;
    pause = new Pause(limit);
  }

  @Override
  protected @Nullable Object pull(Context context) throws Throwable {
    Object pulled = pullSource(context);
    if (pulled == Poll.PENDING) {
      watch(context);
    } else if (pulled != Poll.CANCELLED) {
      arrived(context);
    }
    return pulled;
  }

  private @Nullable Object pullSource(Context context) throws Throwable {
    try {
      return source.pull(context);
    } catch (Throwable t) {
      arrived(context);
      throw t;
    }
  }

  private void watch(Context context) throws TimeoutException {
    if (told) {
      return;
    }
    if (!pause.isOpen()) {
      pause.begin();
    }
    if (pause.isOver(context)) {
      told = true;
      throw new TimeoutException("no element of a stream has come for " + limit);
    }
  }

  private void arrived(Context context) {
    told = false;
    if (pause.isOpen()) {
      pause.stop(context);
    }
  }

  @Override
  protected Object leave(Context context) throws Throwable {
    pause.leave(context);
    return source.leave(context);
  }

  @Override
  String name() {
    return "timeout";
  }
}
