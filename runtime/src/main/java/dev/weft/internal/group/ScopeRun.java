package dev.weft.internal.group;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Outcome;
import dev.weft.Poll;
import dev.weft.internal.future.LambdaFrame;
import dev.weft.internal.group.TaskGroup.Member;
import dev.weft.internal.task.Branch;
import dev.weft.internal.task.FirstFailure;
import dev.weft.internal.task.RuntimeStrand;
import dev.weft.internal.task.Task;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The run of a task scope: its body, in a branch of the task that awaits, and its children. It ends
 * when all of them have ended.
 *
 * <p>The first failure, of the body or of a child, and being cancelled both close the group of
 * children, which aborts them, and cancel the body. From then on those that end cancelled are no
 * failures. A child that fails closes the group itself, before this strand knows of it; it is among
 * the ended then, so the strand looks there before it judges a failure of the body. The group is
 * over at the moment in which it is found empty after the body has ended, so no child can slip in
 * behind the end.
 *
 * <p>All fields belong to the strand that polls.
 */
public final class ScopeRun<T extends @Nullable Object> implements Future<T> {
  private final TaskGroup<Task<?>> children;
  private final FirstFailure failures = new FirstFailure();

  /** Null once it has ended. */
  private @Nullable Branch body;

  private @Nullable Object value;

  /** Whether the strand that awaits was cancelled. */
  private boolean cancelled;

  private boolean bodyCancelled;

  private ScopeRun(TaskGroup<Task<?>> children, LambdaFrame<?> body) {
    this.children = children;
    this.body = new Branch(body);
  }

  /** A run of what makes a body of its scope. */
  public static <T extends @Nullable Object> ScopeRun<T> of(Function<Scope, LambdaFrame<?>> body) {
    TaskGroup<Task<?>> children = TaskGroup.failingTogether();
    return new ScopeRun<>(children, body.apply(new Scope(children)));
  }

  /** A run with a limited number of children at the same time. */
  public static <T extends @Nullable Object> ScopeRun<T> limited(
      int limit, Function<LimitedScope, LambdaFrame<?>> body) {
    return of(scope -> body.apply(new LimitedScope(scope, limit)));
  }

  @Override
  public @Nullable Object poll(Context context) throws Throwable {
    for (; ; ) {
      stepBody(context);
      boolean empty = drain(context);
      if (body != null && isFailing() && !bodyCancelled) {
        continue;
      }
      if (body != null || !empty) {
        return Poll.PENDING;
      }
      if (children.end()) {
        return answer();
      }
    }
  }

  @Override
  public @Nullable Object cancel(Context context) throws Throwable {
    cancelled = true;
    children.close(((RuntimeStrand) context).reason());
    return poll(context);
  }

  private void stepBody(Context context) {
    if (body == null) {
      return;
    }
    try {
      Object answer = poll(body, context);
      if (answer == Poll.PENDING) {
        return;
      }
      value = answer;
    } catch (Throwable t) {
      drain(context);
      failBody(t);
    }
    body = null;
  }

  private @Nullable Object poll(Branch running, Context context) throws Throwable {
    if (isFailing() && !bodyCancelled) {
      bodyCancelled = true;
      return cancelled
          ? running.cancel(context)
          : ((RuntimeStrand) context).cancelFor("a child of the scope has failed", running);
    }
    return running.poll(context);
  }

  /** A body that has awaited a child which was aborted for another failure has not failed. */
  private void failBody(Throwable t) {
    if (!(isFailing() && t instanceof CancellationException)) {
      fail(t);
    }
  }

  /** Takes the children that have ended; returns whether there are none left. */
  private boolean drain(Context context) {
    return children.drain(context.waker(), child -> ended(child, context));
  }

  private void ended(Member<Task<?>> child, Context context) {
    if (child.task().ended() instanceof Outcome.Cancelled) {
      return;
    }
    try {
      Object unused = child.task().poll(context);
    } catch (Throwable t) {
      fail(t);
    }
  }

  private void fail(Throwable t) {
    failures.add(t);
    children.close("the scope has failed");
  }

  private boolean isFailing() {
    return cancelled || failures.isPresent();
  }

  private @Nullable Object answer() throws Throwable {
    if (cancelled) {
      return failures.cancelled();
    }
    failures.throwFirst();
    return value;
  }

  @Override
  public String toString() {
    return "task scope with " + children.size() + " children";
  }
}
