package dev.weft.internal.task;

import dev.weft.CancelledError;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.Waker;
import dev.weft.abi.Strand;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A future that runs another one in a strand of its own, inside the task of the strand that polls
 * it; combinators hold one for each of their futures.
 *
 * <p>It is its own waker: a wake-up is noted here before it is passed on, so that a combinator's
 * poll costs one test for each branch that has nothing to do.
 */
public sealed class Branch extends RuntimeStrand implements Future<@Nullable Object>, Waker
    permits Branches.Member {
  static final VarHandle WOKEN;

  static {
    try {
      WOKEN = MethodHandles.lookup().findVarHandle(Branch.class, "woken", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Null once started. */
  private @Nullable Future<?> body;

  /** The strand that polls; set by each poll, read by wakers after the first. */
  private @Nullable RuntimeStrand parent;

  @SuppressWarnings("unused") // through WOKEN; set by wakers, taken by the poll
  private boolean woken;

  /** A branch that has not started. */
  public Branch(Future<?> body) {
    this.body = Objects.requireNonNull(body, "future");
  }

  /**
   * Has what this runs be cancelled at its first await; to be called before the first poll. For
   * what must begin although the strand around it is cancelled.
   */
  public final void cancelAtFirstAwait() {
    requestCancel();
  }

  @Override
  public final @Nullable Object poll(Context context) throws Throwable {
    parent = (RuntimeStrand) context;
    useBudget(parent.sharedBudget());
    Future<?> first = body;
    if (first != null) {
      body = null;
      return begin(first);
    }
    return (boolean) WOKEN.getAndSet(this, false) ? proceed() : Poll.PENDING;
  }

  /**
   * Polls what was started, whether it was woken or not: for whoever has just ended what it waits
   * for.
   */
  public @Nullable Object goOn(Context context) throws Throwable {
    parent = (RuntimeStrand) context;
    useBudget(parent.sharedBudget());
    return proceed();
  }

  /**
   * Cancels the strand. Unlike other futures a branch may be told before its first poll: then
   * nothing of it runs.
   */
  @Override
  public final @Nullable Object cancel(Context context) throws Throwable {
    if (body != null) {
      body = null;
      return Poll.CANCELLED;
    }
    parent = (RuntimeStrand) context;
    useBudget(parent.sharedBudget());
    requestCancel();
    return proceed();
  }

  /** Whether it was polled. */
  final boolean isStarted() {
    return body == null;
  }

  private @Nullable Object begin(Future<?> first) throws Throwable {
    try {
      return start(first);
    } catch (CancelledError e) {
      return cancelled(e);
    }
  }

  private @Nullable Object proceed() throws Throwable {
    try {
      return resume();
    } catch (CancelledError e) {
      return cancelled(e);
    }
  }

  private Poll cancelled(CancelledError e) {
    if (isCancelled()) {
      return Poll.CANCELLED;
    }
    throw e;
  }

  /**
   * Looks at the parent after it has seen the flag: another one may have polled since, which has
   * noted itself before it took the flag.
   */
  @Override
  public void wake() {
    Object unused = WOKEN.getAndSet(this, true);
    parent().waker().wake();
  }

  @Override
  public final Waker waker() {
    return this;
  }

  @Override
  public final Scheduler scheduler() {
    return parent().scheduler();
  }

  @Override
  public final long rest() {
    return parent().rest();
  }

  @Override
  protected final @Nullable Strand outer() {
    return parent;
  }

  private RuntimeStrand parent() {
    return Objects.requireNonNull(parent, "polled first");
  }
}
