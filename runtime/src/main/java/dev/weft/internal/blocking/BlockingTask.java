package dev.weft.internal.blocking;

import dev.weft.CancelledError;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.JoinHandle;
import dev.weft.Poll;
import dev.weft.Waker;
import dev.weft.abi.Traces;
import dev.weft.internal.jfr.Begun;
import dev.weft.internal.jfr.Flight;
import dev.weft.internal.task.Current;
import dev.weft.internal.task.Scheduler;
import dev.weft.internal.task.Task;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The leaf future of work that runs on a thread of the blocking pool.
 *
 * <p>Its state goes from {@code NEW} to {@code RUNNING} or {@code DROPPED}, by whoever of the pool
 * and the cancelling strand comes first, and from {@code RUNNING} to {@code DONE}. Work that runs
 * is not interrupted: a strand that is cancelled meanwhile waits for it and gets its value.
 */
public final class BlockingTask<T extends @Nullable Object> implements Future<T>, BlockingWork {
  private static final int NEW = 0;
  private static final int RUNNING = 1;
  private static final int DONE = 2;
  private static final int DROPPED = 3;

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(BlockingTask.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Executor pool;

  /** Null once it is running or dropped; belongs to who moves the state away from {@code NEW}. */
  private @Nullable Callable<? extends T> work;

  /** Written before the work is handed to the pool. */
  private @Nullable Waker waker;

  /** What the work is a part of; written before it is handed to the pool. */
  private Current.@Nullable Running running;

  /** Written before {@code DONE}. */
  private @Nullable T value;

  /** Written before {@code DONE}. */
  private @Nullable Throwable failure;

  private volatile int state;

  private BlockingTask(Executor pool, Callable<? extends T> work) {
    this.pool = pool;
    this.work = Objects.requireNonNull(work, "work");
  }

  /**
   * Starts work on a thread of the runtime's blocking pool.
   *
   * @param site where that is, in the form of {@link Traces#place}
   * @return the handle; aborting it prevents work from starting and doesn't affect what has started
   */
  public static <T extends @Nullable Object> JoinHandle<T> spawn(
      Scheduler scheduler, Callable<? extends T> work, String site) {
    Task<T> task = create(scheduler, work, site);
    task.startHere();
    return task;
  }

  /** Makes a task of work; its first poll, which is to be made at once, hands it to the pool. */
  public static <T extends @Nullable Object> Task<T> create(
      Scheduler scheduler, Callable<? extends T> work, String site) {
    return Task.create(scheduler, new BlockingTask<T>(scheduler.blocking(), work), site);
  }

  @Override
  public @Nullable Object poll(Context context) throws Throwable {
    if (waker == null) {
      waker = context.waker();
      running = Current.here().running();
      pool.execute(this);
    }
    return answer();
  }

  @Override
  public @Nullable Object cancel(Context context) throws Throwable {
    if (STATE.compareAndSet(this, NEW, DROPPED)) {
      work = null;
      return Poll.CANCELLED;
    }
    return answer();
  }

  private @Nullable Object answer() throws Throwable {
    int now = state;
    if (now == DROPPED) {
      throw new CancelledError("the runtime was closed before the blocking work started");
    }
    if (now != DONE) {
      return Poll.PENDING;
    }
    if (failure != null) {
      throw failure;
    }
    return value;
  }

  @Override
  public void run() {
    if (!STATE.compareAndSet(this, NEW, RUNNING)) {
      return;
    }
    Callable<? extends T> started = Objects.requireNonNull(work);
    work = null;
    Current.Scope scope = Current.enter(Objects.requireNonNull(running));
    Begun recorded = Flight.RECORDER.blockingBegins();
    try {
      value = started.call();
    } catch (Throwable t) {
      Traces.leaveBlockingWork(t);
      failure = t;
    } finally {
      if (recorded != null) {
        Flight.RECORDER.blockingEnds(recorded, running.task(), this);
      }
      scope.close();
    }
    state = DONE;
    wake();
  }

  @Override
  public void drop() {
    if (STATE.compareAndSet(this, NEW, DROPPED)) {
      work = null;
      wake();
    }
  }

  private void wake() {
    Objects.requireNonNull(waker, "handed to the pool by a poll").wake();
  }

  @Override
  public String toString() {
    return "blocking work";
  }
}
