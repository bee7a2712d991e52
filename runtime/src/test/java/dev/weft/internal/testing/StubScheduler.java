package dev.weft.internal.testing;

import dev.weft.AsyncRuntime;
import dev.weft.internal.task.FailureReporter;
import dev.weft.internal.task.Scheduler;
import dev.weft.internal.task.Task;
import dev.weft.internal.time.Timers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

/** A scheduler that runs nothing, and keeps the failures it is told of. */
public final class StubScheduler implements Scheduler {
  private final List<Throwable> reported = new CopyOnWriteArrayList<>();
  private final FailureReporter failures = new FailureReporter((task, e) -> reported.add(e));

  /** A task that is in no queue. */
  public Task<?> newTask() {
    return Task.spawn(this, new Yields(0), "Stub\nnewTask\n\n-1");
  }

  public List<Throwable> reported() {
    return reported;
  }

  @Override
  public void spawn(Task<?> task) {}

  @Override
  public boolean adopt(Task<?> task) {
    return true;
  }

  @Override
  public void schedule(Task<?> task) {}

  @Override
  public void reschedule(Task<?> task) {}

  @Override
  public void ended(Task<?> task) {}

  @Override
  public Timers timers() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Executor blocking() {
    throw new UnsupportedOperationException();
  }

  @Override
  public FailureReporter failures() {
    return failures;
  }

  @Override
  public AsyncRuntime runtime() {
    throw new UnsupportedOperationException();
  }
}
