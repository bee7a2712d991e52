package dev.weft.internal.scheduler;

import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Waker;
import dev.weft.abi.Budget;
import dev.weft.abi.Traces;
import dev.weft.internal.task.Current;
import dev.weft.internal.task.RuntimeStrand;
import dev.weft.internal.task.Scheduler;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The strand of a future that a thread outside of a runtime runs to its end.
 *
 * <p>It is its own waker: a wake-up wakes the thread, or keeps it from its next sleep. Everything
 * else belongs to that thread.
 */
final class CallerStrand extends RuntimeStrand implements Waker {
  private final Future<?> body;
  private final Parker parker = new Parker(Thread.currentThread());
  private final Budget budget = new Budget();
  private boolean ended;
  private boolean interrupted;

  /** The frames that wait; null until a failure shows them. */
  private StackTraceElement @Nullable [] callers;

  /** A strand for the calling thread. */
  CallerStrand(Future<?> body) {
    this.body = body;
    parker.onInterrupt(this::interrupt);
  }

  private void interrupt() {
    if (!ended && !interrupted) {
      interrupted = true;
      requestCancel();
      wake();
    }
  }

  /** Runs the future to its end, or to that of its cleanup if the thread is interrupted. */
  @Nullable Object run() throws Throwable {
    Current.Scope scope = Current.enter(null, true);
    try {
      Object answer = runToEnd();
      ended = true;
      if (!interrupted) {
        return answer;
      }
    } catch (Throwable t) {
      ended = true;
      if (!interrupted) {
        throw t;
      }
    } finally {
      scope.close();
    }
    throw new InterruptedException(parker.thread() + " was interrupted");
  }

  private @Nullable Object runToEnd() throws Throwable {
    parker.noticeInterrupt();
    renew();
    Object answer = start(body);
    while (answer == Poll.PENDING) {
      parker.park();
      renew();
      answer = resume();
    }
    return answer;
  }

  private void renew() {
    budget.renew();
    useBudget(budget);
  }

  @Override
  public void wake() {
    parker.unpark();
  }

  @Override
  public Waker waker() {
    return this;
  }

  @Override
  public Scheduler scheduler() {
    return CallerThread.INSTANCE;
  }

  /** Always the same objects, by which a trace is known that has got them. */
  @Override
  protected StackTraceElement[] origin() {
    if (callers == null) {
      callers = Traces.callersOf(CallerThread.class, "blockOnInterruptibly");
    }
    return callers;
  }

  @Override
  protected void onAbandoned(List<StackTraceElement> stack) {
    scheduler().failures().reportAbandoned(toString(), stack);
  }

  @Override
  public String toString() {
    return "the future that thread " + parker.thread().getName() + " waits for";
  }
}
