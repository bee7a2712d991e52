package dev.weft.internal.local;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import org.jspecify.annotations.Nullable;

/** A future of the end of all tasks of a local scheduler, whose driver polls it. */
public final class AllEnded implements Future<Void> {
  private final LocalScheduler tasks;
  private final Runnable atStart;
  private boolean started;

  /** A future that has not started, and what it does first. */
  public AllEnded(LocalScheduler tasks, Runnable atStart) {
    this.tasks = tasks;
    this.atStart = atStart;
  }

  @Override
  public @Nullable Object poll(Context context) {
    if (!started) {
      started = true;
      atStart.run();
    }
    return tasks.size() == 0 ? null : Poll.PENDING;
  }

  @Override
  public Object cancel(Context context) {
    return Poll.CANCELLED;
  }

  @Override
  public String toString() {
    return "all its tasks have ended";
  }
}
