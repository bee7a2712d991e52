package dev.weft.internal.local;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.task.RuntimeStrand;
import org.jspecify.annotations.Nullable;

/**
 * Polls a future and runs the tasks of a local scheduler in between, until the future ends.
 *
 * <p>The future goes first in each poll, so tasks that are always ready can't keep it waiting. When
 * it is cancelled, tasks run on while it cleans up, as it may wait for them.
 */
public final class Drive<T extends @Nullable Object> implements Future<T> {
  private final LocalScheduler tasks;
  private final Future<? extends T> body;

  /** A drive that has not started, of a future that may be polled at any time. */
  public Drive(LocalScheduler tasks, Future<? extends T> body) {
    this.tasks = tasks;
    this.body = body;
  }

  @Override
  public @Nullable Object poll(Context context) throws Throwable {
    tasks.begin(this, context.waker(), ((RuntimeStrand) context).scheduler());
    Object answer = Poll.PENDING;
    try {
      answer = step(context);
    } catch (Throwable t) {
      tasks.end(this);
      throw t;
    }
    return ended(answer);
  }

  private @Nullable Object step(Context context) throws Throwable {
    Object answer = body.poll(context);
    if (answer == Poll.PENDING) {
      tasks.turn();
    }
    return answer;
  }

  private @Nullable Object ended(@Nullable Object answer) {
    if (answer != Poll.PENDING) {
      tasks.end(this);
    }
    return answer;
  }

  @Override
  public @Nullable Object cancel(Context context) throws Throwable {
    Object answer;
    try {
      answer = body.cancel(context);
    } catch (Throwable t) {
      tasks.end(this);
      throw t;
    }
    return ended(answer);
  }

  @Override
  public String toString() {
    return "a local set that runs until " + body;
  }
}
