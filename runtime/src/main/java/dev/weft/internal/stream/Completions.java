package dev.weft.internal.stream;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Waker;
import dev.weft.internal.task.Branches;
import dev.weft.internal.task.Branches.Member;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What futures give, in the order in which they end. */
public final class Completions<T> extends Stage<T> {
  private final Branches branches = new Branches();

  /** Who waits for an element. */
  private @Nullable Waker waiting;

  private boolean closed;

  /** No futures. */
  public Completions() {}

  /** Adds a future, which starts when an element is waited for. */
  public void push(Future<? extends T> future) {
    Objects.requireNonNull(future, "future");
    if (closed) {
      throw new IllegalStateException(
          "this CompletionStream was closed; make another one for further futures");
    }
    branches.add(future, 0);
    Waker waker = waiting;
    if (waker != null) {
      waker.wake();
    }
  }

  /** How many futures have not ended. */
  public int size() {
    return branches.size();
  }

  @Override
  protected @Nullable Object pull(Context context) throws Throwable {
    waiting = null;
    if (closed || branches.size() == 0) {
      return null;
    }
    branches.look(context);
    Member ended = branches.pollEnded(context);
    if (ended == null) {
      waiting = context.waker();
      return Poll.PENDING;
    }
    return Objects.requireNonNull(
        ended.outcome(),
        "a future of a CompletionStream gave null, which would be the end of the stream; let it"
            + " give what says that it is done");
  }

  /** The futures stay where they are. */
  @Override
  protected Object leave(Context context) {
    waiting = null;
    return Poll.CANCELLED;
  }

  @Override
  public Future<Void> closeAsync() {
    return new Closing(this::drain);
  }

  private Future<Void> drain() {
    closed = true;
    return new Drained(branches);
  }

  @Override
  public String toString() {
    return "CompletionStream";
  }
}
