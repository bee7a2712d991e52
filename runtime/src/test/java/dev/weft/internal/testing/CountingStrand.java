package dev.weft.internal.testing;

import dev.weft.Future;
import dev.weft.Waker;
import dev.weft.abi.Budget;
import dev.weft.internal.task.RuntimeStrand;
import dev.weft.internal.task.Scheduler;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A strand that a test polls futures with, by hand, and that counts how often it is woken. */
public final class CountingStrand extends RuntimeStrand implements Waker {
  private final Scheduler scheduler = new StubScheduler();
  private final AtomicInteger wakes = new AtomicInteger();
  private final Budget budget = new Budget();

  /** A strand whose futures may complete any number of others. */
  public CountingStrand() {
    budget.lift();
    useBudget(budget);
  }

  /** From now on it has the budget of one poll of a task. */
  public void limitBudget() {
    budget.renew();
  }

  /** What a future answers to this strand. */
  public @Nullable Object poll(Future<?> future) {
    try {
      return future.poll(this);
    } catch (Throwable t) {
      throw new AssertionError(t);
    }
  }

  /** What a future answers when this strand gives it up. */
  public @Nullable Object cancel(Future<?> future) {
    try {
      return future.cancel(this);
    } catch (Throwable t) {
      throw new AssertionError(t);
    }
  }

  public int wakes() {
    return wakes.get();
  }

  @Override
  public void wake() {
    wakes.incrementAndGet();
  }

  @Override
  public Waker waker() {
    return this;
  }

  @Override
  public Scheduler scheduler() {
    return scheduler;
  }
}
