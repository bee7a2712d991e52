package dev.weft.internal.scheduler;

import dev.weft.CancelledError;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Waker;
import dev.weft.abi.Budget;
import dev.weft.abi.Traces;
import dev.weft.internal.task.RuntimeStrand;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The strand of one {@code blockOn}, polled by the thread that is inside it.
 *
 * <p>It is its own waker: a wake-up is noted and wakes the thread. Everything that is not volatile
 * belongs to that thread.
 */
final class RootStrand extends RuntimeStrand implements Waker, Goal {
  private static final VarHandle EPOCH;
  private static final VarHandle WOKEN;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      EPOCH = lookup.findVarHandle(RootStrand.class, "epoch", int.class);
      WOKEN = lookup.findVarHandle(RootStrand.class, "woken", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final RuntimeScheduler scheduler;
  private final Parker parker;
  private final Budget budget;

  /** Null once started. */
  private @Nullable Future<?> body;

  /** The frames that called {@code blockOn}; null until a failure shows them. */
  private StackTraceElement @Nullable [] callers;

  /** Written before the epoch that tells of it. */
  private boolean ended;

  private @Nullable Object value;
  private @Nullable Throwable failure;

  /** Set by wakers, taken by the poll. */
  @SuppressWarnings("unused") // through WOKEN
  private volatile boolean woken = true;

  /** Odd while it is polled; for who looks from outside. Written by the thread that polls. */
  private volatile int epoch;

  /** Set when the runtime closes. */
  private volatile boolean closing;

  /** Why it is cancelled without the runtime closing; set by the thread that polls. */
  private @Nullable Throwable reason;

  /** Whether an interrupt of the thread ends the strand; changes before it starts. */
  private boolean endsOnInterrupt;

  /** Set when the runtime is closed and nothing will run any more. */
  private volatile boolean dropped;

  /** A strand for the calling thread. */
  RootStrand(RuntimeScheduler scheduler, Future<?> body) {
    this.scheduler = scheduler;
    parker = scheduler.parker();
    budget = scheduler.newBudget();
    this.body = Objects.requireNonNull(body, "future");
  }

  /** From now on an interrupt of the thread cancels this strand, which fails with it then. */
  void endOnInterrupt() {
    endsOnInterrupt = true;
    parker.onInterrupt(this::interrupt);
  }

  private void interrupt() {
    if (!ended && reason == null) {
      fail(new InterruptedException(parker.thread() + " was interrupted"));
    }
  }

  /** Whether an interrupt has cancelled it. */
  boolean isInterrupted() {
    return reason instanceof InterruptedException;
  }

  /** Polls if woken; returns whether the strand has ended. */
  @Override
  public boolean reached() {
    lookUp();
    if (!ended && woken) {
      EPOCH.setOpaque(this, epoch + 1);
      takeWakeUp();
      EPOCH.setRelease(this, epoch + 1);
    }
    return ended;
  }

  @Override
  public void lookUp() {
    if (endsOnInterrupt) {
      parker.noticeInterrupt();
    }
  }

  private void takeWakeUp() {
    if ((boolean) WOKEN.getAndSet(this, false)) {
      ended = dropped || pollOnce();
    }
    if (dropped) {
      forget();
    }
  }

  @Override
  public long rest() {
    return closing ? -1 : pause();
  }

  /**
   * A number that stays the same as long as this strand is suspended and not woken, though it may
   * be cancelled; -1 otherwise. The epoch turns odd before the wake-up is taken. Safe from any
   * thread.
   */
  long pause() {
    int now = epoch;
    return woken || ended || (now & 1) != 0 ? -1 : now;
  }

  private boolean pollOnce() {
    budget.renew();
    useBudget(budget);
    if (closing) {
      requestCancel(scheduler.closedMessage());
    }
    try {
      value = proceed();
      return value != Poll.PENDING;
    } catch (Throwable t) {
      failure = t;
      return true;
    }
  }

  private @Nullable Object proceed() throws Throwable {
    Future<?> first = body;
    if (first == null) {
      return resume();
    }
    body = null;
    return start(first);
  }

  @Override
  public long patience() {
    return Long.MAX_VALUE;
  }

  @Override
  public Parker parker() {
    return parker;
  }

  @Override
  public void wake() {
    if (!(boolean) WOKEN.getAndSet(this, true)) {
      parker.unpark();
    }
  }

  /** The runtime closes: cancels this strand. Safe from any thread. */
  void cancel() {
    closing = true;
    wake();
  }

  /** Cancels this strand, which fails with the reason then, whatever its cleanup does. */
  void fail(Throwable why) {
    reason = why;
    cancel();
  }

  /** Whether it was told to {@link #fail}. */
  boolean isFailed() {
    return reason != null;
  }

  /** The runtime is closed: ends this strand where it stands. Safe from any thread. */
  void drop() {
    dropped = true;
    wake();
  }

  /** What the strand has ended with. */
  @Nullable Object result() throws Throwable {
    if (reason != null) {
      throw reason;
    }
    boolean cancelled = failure instanceof CancelledError && isCancelled();
    if (failure != null && !cancelled) {
      throw failure;
    }
    if (cancelled || value == Poll.PENDING) {
      throw scheduler.closedMeanwhile(failure);
    }
    return value;
  }

  @Override
  public RuntimeScheduler scheduler() {
    return scheduler;
  }

  @Override
  public Waker waker() {
    return this;
  }

  /** Always the same objects, by which a trace is known that has got them. */
  @Override
  protected StackTraceElement[] origin() {
    if (callers == null) {
      callers = Traces.callersOf(RuntimeScheduler.class, "blockOn");
    }
    return callers;
  }

  @Override
  protected void onAbandoned(List<StackTraceElement> stack) {
    scheduler.failures().reportAbandoned(toString(), stack);
  }

  @Override
  public String toString() {
    return "the future of blockOn on thread " + parker.thread().getName();
  }
}
