package dev.weft.internal.group;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.group.TaskGroup.Member;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A future of the member of a group that ends next; null if the group is empty. It takes the member
 * when it ends, so one that is cancelled has taken none.
 *
 * @param <K> what the owner knows a member by
 * @param <R> what the owner makes of it
 */
public final class NextEnded<K, R> implements Future<@Nullable R> {
  private final TaskGroup<K> group;
  private final Function<Member<K>, @Nullable R> view;

  /** A future that has not asked; the view of a member that is to be passed over is null. */
  public NextEnded(TaskGroup<K> group, Function<Member<K>, @Nullable R> view) {
    this.group = group;
    this.view = view;
  }

  /** What is there now; null if there is nothing. */
  public @Nullable R take() {
    R seen = null;
    Member<K> member;
    do {
      member = group.takeEnded();
      seen = member == null ? null : view.apply(member);
    } while (member != null && seen == null);
    return seen;
  }

  @Override
  public @Nullable Object poll(Context context) {
    for (; ; ) {
      R next = take();
      if (next != null) {
        return next;
      }
      if (group.awaitNext(context.waker())) {
        return Poll.PENDING;
      }
      if (group.size() == 0) {
        return null;
      }
    }
  }

  @Override
  public Object cancel(Context context) {
    group.leave(context.waker());
    return Poll.CANCELLED;
  }

  @Override
  public String toString() {
    return "joinNext()";
  }
}
