package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The elements behind which nothing came for a span, and the last. */
public final class Debounced<T> extends Over<T, T> {
  private final Pause pause;

  /** What came last and was not given. */
  private @Nullable Object latest;

  /** Whether {@link #latest} came after the pause has begun. */
  private boolean fresh;

  private boolean ended;

  /** A stage that has taken nothing. */
  public Debounced(AsyncStream<? extends T> source, Duration span) {
    super(source);
    pause = new Pause(span);
  }

  @Override
  protected @Nullable Object pull(Context context) throws Throwable {
    while (!ended) {
      Object pulled = source.pull(context);
      if (pulled instanceof Poll) {
        return isQuiet(pulled, context) ? give(context) : pulled;
      }
      note(pulled);
      if (!ended && !mayGoOn(context)) {
        return Poll.PENDING;
      }
    }
    return give(context);
  }

  private void note(@Nullable Object pulled) {
    if (pulled == null) {
      ended = true;
    } else {
      latest = pulled;
      fresh = true;
    }
  }

  private boolean isQuiet(@Nullable Object pulled, Context context) {
    if (pulled != Poll.PENDING || latest == null) {
      return false;
    }
    if (fresh) {
      fresh = false;
      pause.begin();
    }
    return pause.isOver(context);
  }

  private @Nullable Object give(Context context) {
    pause.stop(context);
    Object given = latest;
    latest = null;
    return given;
  }

  @Override
  protected Object leave(Context context) throws Throwable {
    pause.leave(context);
    return source.leave(context);
  }

  @Override
  public Future<Void> closeAsync() {
    return Closing.of(this::drop, source);
  }

  private void drop() {
    ended = true;
    latest = null;
  }

  @Override
  String name() {
    return "debounce";
  }
}
