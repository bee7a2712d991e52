package dev.weft.internal.future;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.abi.Strand;
import dev.weft.internal.task.RuntimeStrand;
import dev.weft.internal.task.Scheduler;
import dev.weft.internal.task.Task;
import dev.weft.internal.waits.Wait;
import dev.weft.internal.waits.Waiting;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A future that any number of strands wait for: the first one starts it as a task of its runtime.
 *
 * <p>A task, and not a part of whoever happens to poll: it goes on when that one is cancelled, it
 * sees the task-local values of one task alone, and its timers stay those of one runtime.
 */
public final class Shared<T extends @Nullable Object> implements Future<T>, Waiting {
  private static final String SITE = "dev.weft.Future\nshared\n\n-1";

  /** Null once started; guarded by this. */
  private @Nullable Future<T> body;

  /** Written once, under the lock. */
  private volatile @Nullable Task<T> task;

  /** A future that has not started. */
  public Shared(Future<T> body) {
    this.body = body;
  }

  @Override
  public @Nullable Object poll(Context context) throws Throwable {
    Task<T> started = task;
    return (started == null ? start(((RuntimeStrand) context).scheduler()) : started).poll(context);
  }

  /** The task is queued outside of the lock, since the scheduler may run it at once. */
  private Task<T> start(Scheduler scheduler) {
    Task<T> started;
    synchronized (this) {
      started = task;
      if (started != null) {
        return started;
      }
      started = Task.create(scheduler, Objects.requireNonNull(body), SITE);
      body = null;
      task = started;
    }
    started.start();
    return started;
  }

  @Override
  public @Nullable Object cancel(Context context) throws Throwable {
    Task<T> started = task;
    return started == null ? Poll.CANCELLED : started.cancel(context);
  }

  @Override
  public Future<T> shared() {
    return this;
  }

  @Override
  public Wait waitsFor() {
    Task<T> started = task;
    return new Wait.ForStrands(started == null ? List.<Strand>of() : List.of(started));
  }

  @Override
  public String toString() {
    Task<T> started = task;
    return started == null ? "a shared future" : "the end of " + started;
  }
}
