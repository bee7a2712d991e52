package dev.weft.internal.future;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Waker;
import dev.weft.abi.Traces;
import dev.weft.internal.future.CompletionFrame.Completion;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A future that waits for a completion stage. Cancelling it ends the wait and leaves the stage
 * alone.
 */
public final class StageFuture<T extends @Nullable Object> implements Future<T> {
  private record Outcome(@Nullable Object value, @Nullable Throwable failure) {}

  private final CompletionStage<? extends T> stage;
  private boolean registered;

  /**
   * Who waits. A poll writes it before it reads {@link #outcome} for the last time, and the stage
   * reads it after writing the outcome, so one sees the other; a stage that is done wakes nobody.
   */
  private volatile @Nullable Waker waker;

  private volatile @Nullable Outcome outcome;

  /** A future that has not asked the stage yet. */
  public StageFuture(CompletionStage<? extends T> stage) {
    this.stage = Objects.requireNonNull(stage, "stage");
  }

  @Override
  public @Nullable Object poll(Context context) throws Throwable {
    if (!registered) {
      registered = true;
      stage.whenComplete(this::complete);
    }
    if (outcome == null) {
      waker = context.waker();
    }
    Outcome ended = outcome;
    if (ended == null) {
      return Poll.PENDING;
    }
    if (ended.failure != null) {
      int length = stage instanceof Completion<?> own ? own.traceLength() : -1;
      throw Traces.rethrown(ended.failure, length, context);
    }
    return ended.value;
  }

  private void complete(@Nullable Object value, @Nullable Throwable failure) {
    outcome = new Outcome(value, failure == null ? null : Futures.unwrap(failure));
    Waker waiting = waker;
    if (waiting != null) {
      waiting.wake();
    }
  }

  @Override
  public @Nullable Object cancel(Context context) {
    waker = null;
    return Poll.CANCELLED;
  }
}
