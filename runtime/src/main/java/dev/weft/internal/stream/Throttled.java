package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.Context;
import dev.weft.Poll;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The elements, no two of which come closer together than a span. */
public final class Throttled<T> extends Over<T, T> {
  private final Pause pause;

  /** A stage that has taken nothing. */
  public Throttled(AsyncStream<? extends T> source, Duration span) {
    super(source);
    pause = new Pause(span);
  }

  @Override
  protected @Nullable Object pull(Context context) throws Throwable {
    if (pause.isOpen() && !pause.isOver(context)) {
      return Poll.PENDING;
    }
    Object pulled = source.pull(context);
    if (!isNone(pulled)) {
      pause.begin();
    }
    return pulled;
  }

  @Override
  protected Object leave(Context context) throws Throwable {
    pause.leave(context);
    return source.leave(context);
  }

  @Override
  String name() {
    return "throttle";
  }
}
