package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A stream of any other make as a stage. Once it has ended it is asked no more. */
final class Foreign<T> extends Stage<T> {
  private final AsyncStream<T> stream;

  /** What was asked for and has not come. */
  private @Nullable Future<@Nullable T> asked;

  /** What has come to a future that was told to give up. */
  private @Nullable Object kept;

  /** Whether {@link #asked} was told to give up. */
  private boolean leaving;

  private boolean ended;

  Foreign(AsyncStream<T> stream) {
    this.stream = stream;
  }

  @Override
  protected @Nullable Object pull(Context context) throws Throwable {
    Future<@Nullable T> future = asked;
    if (future != null) {
      asked = null;
      return leaving ? goOnLeaving(future, context) : poll(future, context);
    }
    return ended || kept != null ? takeKept() : poll(ask(), context);
  }

  private Future<@Nullable T> ask() {
    return Objects.<Future<@Nullable T>>requireNonNull(
        stream.next(), "AsyncStream.next() returned null");
  }

  private @Nullable Object takeKept() {
    Object taken = kept;
    kept = null;
    return taken;
  }

  /** One that fails is done. */
  private @Nullable Object poll(Future<@Nullable T> future, Context context) throws Throwable {
    Object answer = future.poll(context);
    if (answer == Poll.PENDING) {
      asked = future;
    } else if (answer == null) {
      ended = true;
    }
    return answer;
  }

  @Override
  protected Object leave(Context context) throws Throwable {
    Future<@Nullable T> future = asked;
    if (future == null) {
      return Poll.CANCELLED;
    }
    asked = null;
    return leaving ? goOnLeaving(future, context) : settle(future, future.cancel(context));
  }

  private Object goOnLeaving(Future<@Nullable T> future, Context context) throws Throwable {
    leaving = false;
    return settle(future, future.poll(context));
  }

  /** Keeps what has come all the same. */
  private Object settle(Future<@Nullable T> future, @Nullable Object answer) {
    leaving = answer == Poll.PENDING;
    if (leaving) {
      asked = future;
      return Poll.PENDING;
    }
    if (answer == null) {
      ended = true;
    } else if (answer != Poll.CANCELLED) {
      kept = answer;
    }
    return Poll.CANCELLED;
  }

  /** Ends the wait first that may be open still: some stages ask two at once. */
  @Override
  public Future<Void> closeAsync() {
    return new Closing(() -> new Left(this), this::end);
  }

  private Future<Void> end() {
    ended = true;
    kept = null;
    return stream.closeAsync();
  }

  @Override
  public String toString() {
    return stream.toString();
  }
}
