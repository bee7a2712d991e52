package dev.weft.internal.task;

import dev.weft.AsyncRuntime;
import dev.weft.abi.Budget;
import dev.weft.internal.time.Timers;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** A scheduler that counts what it is told, and runs a task when it is asked to. */
final class CountingScheduler implements Scheduler {
  private final AtomicInteger queued = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final FailureReporter failures = new FailureReporter((task, failure) -> {});

  /** How many times a task was queued. */
  int queued() {
    return queued.get();
  }

  /** How many times a task has ended. */
  int ended() {
    return ended.get();
  }

  /** Runs a task as often as it was queued, until it isn't queued any more. */
  void runQueued(Task<?> task) {
    while (queued.get() > 0) {
      queued.decrementAndGet();
      run(task);
    }
  }

  /** Runs a task once, as a worker does that has taken it from its queue. */
  static void run(Task<?> task) {
    Budget budget = new Budget();
    budget.renew();
    task.run(budget);
  }

  @Override
  public void spawn(Task<?> task) {}

  @Override
  public boolean adopt(Task<?> task) {
    return true;
  }

  @Override
  public void schedule(Task<?> task) {
    queued.incrementAndGet();
  }

  @Override
  public void reschedule(Task<?> task) {
    queued.incrementAndGet();
  }

  @Override
  public void ending(Task<?> task) {}

  @Override
  public void ended(Task<?> task) {
    ended.incrementAndGet();
  }

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
