package dev.weft.internal.future;

import dev.weft.CancelledError;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.abi.AsyncFrame;
import dev.weft.abi.Strand;
import dev.weft.abi.Traces;
import dev.weft.internal.task.Task;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A frame, shaped as if woven, that awaits a future and completes a CompletableFuture with it. */
public final class CompletionFrame<T extends @Nullable Object> extends AsyncFrame {
  private final Completion<T> completion = new Completion<>();

  /** Remembers how long the trace of its failure was when it got it. */
  static final class Completion<T extends @Nullable Object> extends CompletableFuture<T> {
    /** Written before it completes. */
    private int traceLength = -1;

    /**
     * Whether the task has ended and completes it, if nobody else has. Written by the task; whom
     * that races with aborts a task that has ended.
     */
    private boolean byTask;

    void succeed(T value) {
      byTask = true;
      complete(value);
    }

    /** Returns false if somebody else has completed it, so that nobody will see the failure. */
    boolean fail(Throwable failure) {
      traceLength = Traces.length(failure);
      byTask = true;
      return completeExceptionally(failure);
    }

    void end() {
      byTask = true;
      cancel(false);
    }

    /** The length of the trace; -1 if it didn't fail by itself. */
    int traceLength() {
      return traceLength;
    }
  }

  /** Null once started. */
  private @Nullable Future<T> body;

  /** A frame for a future that has not started. */
  public CompletionFrame(Future<T> body) {
    this.body = body;
  }

  /** What this frame completes, without a tie back to the task. */
  public CompletableFuture<T> completion() {
    return completion;
  }

  /** What this frame completes; whoever else completes or cancels it aborts the task. */
  public CompletableFuture<T> aborting(Task<?> task) {
    CompletableFuture<?> unused =
        completion.whenComplete(
            (value, failure) -> {
              if (!completion.byTask) {
                task.abort("its CompletableFuture was completed or cancelled");
              }
            });
    // A task that is dropped with its runtime never gets here again; otherwise it has no effect.
    if (!task.onEnd(completion::end)) {
      completion.end();
    }
    return completion;
  }

  @Override
  @SuppressWarnings({"unchecked", "NullAway"}) // the body gives a T, null if T allows it
  protected @Nullable Object resume(Strand strand) throws Throwable {
    boolean first = body != null;
    try {
      Object answer = first ? begin(strand) : take(strand);
      if (answer == Poll.PENDING) {
        suspend(strand, 1);
        return Poll.PENDING;
      }
      completion.succeed((T) answer);
    } catch (CancelledError e) {
      completion.end();
    } catch (Throwable t) {
      if (first) {
        Traces.leaveEager(t, strand);
      }
      if (!completion.fail(t)) {
        throw t;
      }
    }
    return null;
  }

  private @Nullable Object begin(Strand strand) throws Throwable {
    Future<T> future = body;
    body = null;
    return Strand.await(future, strand, strand.depth());
  }
}
