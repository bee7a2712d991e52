package dev.weft.internal.group;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.group.TaskGroup.Member;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A future that aborts all members of a group and ends when they have ended. It doesn't look at how
 * they do, so a failure of a cleanup stays unseen and is reported.
 */
public final class Shutdown<K> implements Future<Void> {
  private final TaskGroup<K> group;
  private final Consumer<Member<K>> taker;
  private boolean aborted;

  /** A future that has not aborted anything yet, and what is handed the members that ended. */
  public Shutdown(TaskGroup<K> group, Consumer<Member<K>> taker) {
    this.group = group;
    this.taker = taker;
  }

  @Override
  public @Nullable Object poll(Context context) {
    if (!aborted) {
      aborted = true;
      group.abortAll("its group is shut down");
    }
    return group.drain(context.waker(), taker) ? null : Poll.PENDING;
  }

  @Override
  public Object cancel(Context context) {
    group.leave(context.waker());
    return Poll.CANCELLED;
  }

  @Override
  public String toString() {
    return "shutdown()";
  }
}
