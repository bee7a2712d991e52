package dev.weft.internal.task;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.waits.Wait;
import dev.weft.internal.waits.Waiting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A future of a task's result; whoever cancels it aborts the task and waits for its cleanup. */
final class OwnedTask<T extends @Nullable Object> implements Future<T>, Waiting {
  private final Task<T> task;
  private boolean aborted;

  OwnedTask(Task<T> task) {
    this.task = task;
  }

  @Override
  public @Nullable Object poll(Context context) throws Throwable {
    return aborted && task.wasCancelled() ? Poll.CANCELLED : task.poll(context);
  }

  @Override
  public @Nullable Object cancel(Context context) throws Throwable {
    aborted = true;
    task.abortFor(((RuntimeStrand) context).reason());
    return poll(context);
  }

  @Override
  public Wait waitsFor() {
    return new Wait.ForStrands(List.of(task));
  }

  @Override
  public String toString() {
    return "the end of " + task;
  }
}
