package dev.weft.internal.stream;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.task.Branches;
import dev.weft.internal.task.Branches.Member;
import dev.weft.internal.task.FirstFailure;
import org.jspecify.annotations.Nullable;

/** Cancels all branches and waits until they have cleaned up. What they give is dropped. */
final class Drained implements Future<Void> {
  private final Branches branches;
  private final FirstFailure failures = new FirstFailure();
  private boolean told;

  Drained(Branches branches) {
    this.branches = branches;
  }

  @Override
  public @Nullable Object poll(Context context) throws Throwable {
    branches.look(context);
    if (!told) {
      told = true;
      branches.cancel("its stream was closed");
    }
    for (Member ended = next(context); ended != null; ended = next(context)) {
      note(ended);
    }
    if (branches.size() > 0) {
      return Poll.PENDING;
    }
    failures.throwFirst();
    return null;
  }

  private @Nullable Member next(Context context) {
    return branches.pollEnded(context);
  }

  private void note(Member ended) {
    try {
      Object unused = ended.outcome();
    } catch (Throwable t) {
      failures.add(t);
    }
  }

  /** They are cancelled already. */
  @Override
  public @Nullable Object cancel(Context context) throws Throwable {
    return poll(context);
  }

  @Override
  public String toString() {
    return "end of " + branches.size() + " futures of a stream";
  }
}
