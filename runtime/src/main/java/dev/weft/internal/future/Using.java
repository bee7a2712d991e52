package dev.weft.internal.future;

import dev.weft.AsyncCloseable;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.abi.Shielding;
import dev.weft.internal.task.Branch;
import dev.weft.internal.task.FirstFailure;
import dev.weft.internal.task.RuntimeStrand;
import org.jspecify.annotations.Nullable;

/**
 * Runs a body and then, however that has ended, the end of a resource, which a cancellation doesn't
 * cut short.
 *
 * <p>It may be awaited by a strand that is cancelled already, as what it was given has to be
 * closed: then the body is cancelled at its first await.
 *
 * <p>All fields belong to the strand that polls.
 */
public final class Using<T extends @Nullable Object> implements Future<T>, Shielding {
  private final AsyncCloseable resource;
  private final FirstFailure failures = new FirstFailure();

  /** Null once it has ended. */
  private @Nullable Branch body;

  /** Null until the body has ended. */
  private @Nullable Shield<@Nullable Void> closing;

  /** What the body has given, {@link Poll#CANCELLED} too. */
  private @Nullable Object value;

  private boolean started;
  private boolean cancelled;

  /** A run that has not started. */
  public Using(AsyncCloseable resource, Future<?> body) {
    this.resource = resource;
    this.body = new Branch(body);
  }

  private interface Step {
    @Nullable Object go(Context context) throws Throwable;
  }

  @Override
  public @Nullable Object poll(Context context) throws Throwable {
    Branch running = body;
    if (running == null) {
      return close(context);
    }
    if (!started && ((RuntimeStrand) context).isBeingCancelled()) {
      cancelled = true;
      running.cancelAtFirstAwait();
    }
    started = true;
    return runBody(running::poll, context);
  }

  @Override
  public @Nullable Object cancel(Context context) throws Throwable {
    cancelled = true;
    Branch running = body;
    if (running != null) {
      return runBody(running::cancel, context);
    }
    return endOf(closing == null ? this::begin : closing::cancel, context);
  }

  private @Nullable Object runBody(Step step, Context context) throws Throwable {
    try {
      value = step.go(context);
      if (value == Poll.PENDING) {
        return value;
      }
    } catch (Throwable t) {
      failures.add(t);
    }
    body = null;
    return close(context);
  }

  private @Nullable Object close(Context context) throws Throwable {
    return endOf(closing == null ? this::begin : closing::poll, context);
  }

  /** The resource's end begins; one that is cancelled already begins with its time of grace. */
  private @Nullable Object begin(Context context) throws Throwable {
    closing = new Shield<>(resource.closeAsync());
    Object answer = closing.poll(context);
    return answer == Poll.PENDING && cancelled ? closing.cancel(context) : answer;
  }

  private @Nullable Object endOf(Step step, Context context) throws Throwable {
    try {
      if (step.go(context) == Poll.PENDING) {
        return Poll.PENDING;
      }
    } catch (Throwable t) {
      failures.add(t);
    }
    if (value == Poll.CANCELLED) {
      return failures.cancelled();
    }
    failures.throwFirst();
    return value;
  }

  @Override
  public String toString() {
    return body == null ? "using: closing " + resource : "using " + resource;
  }
}
