package dev.weft.internal.stream;

import dev.weft.AsyncFunction;
import dev.weft.AsyncStream;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.future.LambdaFrame;
import dev.weft.internal.task.Branches;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What async code makes of the elements, of which some are in work at once. They get on while
 * somebody waits for an element, each in a branch of the task that does.
 */
abstract class Concurrent<S, T> extends Over<S, T> {
  /** Those in work. */
  final Branches branches = new Branches();

  private final int limit;
  private final AsyncFunction<S, ?, ?> function;

  /** Whether the source has no more. */
  private boolean ended;

  /** Whether the source was told to give up and cleans up. */
  private boolean leaving;

  @SuppressWarnings("unchecked") // it accepts more than it is given
  Concurrent(
      AsyncStream<? extends S> source,
      int limit,
      AsyncFunction<? super S, ? extends T, ?> function) {
    super(source);
    if (limit < 1) {
      throw new IllegalArgumentException("the limit must be at least 1: " + limit);
    }
    this.limit = limit;
    this.function = (AsyncFunction<S, ?, ?>) Objects.requireNonNull(function, "function");
  }

  /** How many were taken and not given. */
  abstract int taken();

  /** Makes place for an element; returns its number. */
  abstract int begin();

  /** The source has failed in the place of an element. */
  abstract void failed(Throwable failure);

  /** What can be given now, or {@link Poll#PENDING}. */
  abstract Object give(Context context) throws Throwable;

  @Override
  protected final @Nullable Object pull(Context context) throws Throwable {
    if (leaving) {
      return left(source.pull(context));
    }
    branches.look(context);
    fill(context);
    if (taken() == 0) {
      return ended ? null : Poll.PENDING;
    }
    return give(context);
  }

  @SuppressWarnings("unchecked") // what is an element is an S
  private void fill(Context context) {
    while (!ended && taken() < limit) {
      try {
        Object pulled = source.pull(context);
        if (pulled instanceof Poll) {
          return;
        }
        if (pulled == null) {
          ended = true;
          return;
        }
        branches.add(LambdaFrame.apply(function, (S) pulled), begin());
      } catch (Throwable t) {
        failed(t);
      }
      if (!mayGoOn(context)) {
        return;
      }
    }
  }

  /** An element of a value. */
  final Object element(@Nullable Object value) {
    return Objects.requireNonNull(
        value,
        "the function of "
            + name()
            + " returned null, which would be the end of the stream; to"
            + " give a value that may be absent return an Optional");
  }

  /** Those in work stay where they are. */
  @Override
  protected final Object leave(Context context) throws Throwable {
    return Objects.requireNonNull(left(source.leave(context)));
  }

  private @Nullable Object left(@Nullable Object answer) {
    leaving = answer == Poll.PENDING;
    return answer;
  }

  @Override
  public final Future<Void> closeAsync() {
    return new Closing(this::drain, source::closeAsync);
  }

  /** Drops what was made and not given. */
  abstract void drop();

  private Future<Void> drain() {
    ended = true;
    drop();
    return new Drained(branches);
  }
}
