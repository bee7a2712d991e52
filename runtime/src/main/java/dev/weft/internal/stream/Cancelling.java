package dev.weft.internal.stream;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.task.Branch;
import org.jspecify.annotations.Nullable;

/** Cancels a branch that has not ended and waits until it has cleaned up. */
final class Cancelling implements Future<Void> {
  private final Branch branch;
  private boolean told;

  Cancelling(Branch branch) {
    this.branch = branch;
  }

  @Override
  public @Nullable Object poll(Context context) throws Throwable {
    Object answer = told ? branch.poll(context) : tell(context);
    return answer == Poll.PENDING ? Poll.PENDING : null;
  }

  private @Nullable Object tell(Context context) throws Throwable {
    told = true;
    return branch.cancel(context);
  }

  /** It is cancelled already. */
  @Override
  public @Nullable Object cancel(Context context) throws Throwable {
    return poll(context);
  }

  @Override
  public String toString() {
    return "end of a cancelled future";
  }
}
