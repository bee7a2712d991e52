package dev.weft.internal.group;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Outcome;
import dev.weft.Poll;
import dev.weft.internal.group.TaskGroup.Member;
import dev.weft.internal.task.FirstFailure;
import dev.weft.internal.task.RuntimeStrand;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A future of the values of all members of a group, in the order of their ends. The first failure
 * aborts the others, and so does cancelling this future; it ends when all of them have ended.
 *
 * @param <K> what the owner knows a member by
 */
public final class JoinAll<K> implements Future<List<@Nullable Object>> {
  private final TaskGroup<K> group;
  private final List<@Nullable Object> values = new ArrayList<>();
  private final FirstFailure failures = new FirstFailure();
  private boolean cancelled;

  /** A future that has not begun to wait. */
  public JoinAll(TaskGroup<K> group) {
    this.group = group;
  }

  @Override
  public @Nullable Object poll(Context context) throws Throwable {
    if (!group.drain(context.waker(), member -> take(member, context))) {
      return Poll.PENDING;
    }
    if (cancelled) {
      return failures.cancelled();
    }
    failures.throwFirst();
    return Collections.unmodifiableList(values);
  }

  private void take(Member<K> member, Context context) {
    if (isAborted() && member.task().ended() instanceof Outcome.Cancelled) {
      return;
    }
    try {
      values.add(member.task().poll(context));
    } catch (Throwable t) {
      failures.add(t);
      group.abortAll("another task of the set has failed");
    }
  }

  /** Whether tasks that end cancelled do so because of this future. */
  private boolean isAborted() {
    return cancelled || failures.isPresent();
  }

  @Override
  public @Nullable Object cancel(Context context) throws Throwable {
    cancelled = true;
    group.abortAll(((RuntimeStrand) context).reason());
    return poll(context);
  }

  @Override
  public String toString() {
    return "joinAll()";
  }
}
