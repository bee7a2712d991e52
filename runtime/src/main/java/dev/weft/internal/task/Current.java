package dev.weft.internal.task;

import org.jspecify.annotations.Nullable;

/** What the current thread does for which runtime. */
public final class Current {
  /** Stands for a thread that has not started. */
  public static final Current NOWHERE = new Current();

  private static final ThreadLocal<Current> THREAD = ThreadLocal.withInitial(Current::new);

  /** The runtime whose context this thread is in; null outside of one. */
  private @Nullable Scheduler scheduler;

  /** Whether this thread polls tasks, so that it must not block. */
  private boolean polling;

  /** The number of the task that this thread polls; 0 for none. */
  private long task;

  /** The task-local values of what this thread polls. */
  private @Nullable Bindings bindings;

  private Current() {}

  /** What this thread does. */
  public static Current here() {
    return THREAD.get();
  }

  /** The number of the task that this thread polls; 0 for none. */
  public long task() {
    return task;
  }

  /** Notes the task that this thread polls from now on; to be called by this thread. */
  public void polls(Task<?> polled) {
    task = polled.number();
  }

  /** Notes that this thread polls no task any more; to be called by this thread. */
  public void pollsNothing() {
    task = 0;
  }

  /** The task-local values of what this thread polls. */
  public @Nullable Bindings bindings() {
    return bindings;
  }

  /** Puts task-local values in place; whoever does that puts back those that were there before. */
  void bind(@Nullable Bindings values) {
    bindings = values;
  }

  /** The runtime whose context this thread is in, or null. */
  public static @Nullable Scheduler schedulerOrNull() {
    return THREAD.get().scheduler;
  }

  /**
   * The runtime whose context this thread is in.
   *
   * @throws IllegalStateException outside of a runtime
   */
  public static Scheduler scheduler(String operation) {
    Scheduler scheduler = schedulerOrNull();
    if (scheduler == null) {
      throw new IllegalStateException(
          operation
              + " was called outside of a runtime; call it from a task, from the future given to"
              + " AsyncRuntime.blockOn, or use the methods of an AsyncRuntime (an @AsyncMain method that"
              + " was not woven has no runtime: see WEFT-100)");
    }
    return scheduler;
  }

  /** Whether this thread polls tasks, so that it must not block. */
  public static boolean isPolling() {
    return THREAD.get().polling;
  }

  /** Puts this thread into the context of a runtime until the scope is closed. */
  public static Scope enter(@Nullable Scheduler scheduler, boolean polling) {
    Scope scope = new Scope(THREAD.get());
    scope.current.scheduler = scheduler;
    scope.current.polling = polling;
    scope.current.task = 0;
    scope.current.bindings = null;
    return scope;
  }

  /** Has this thread run something of another task until the scope is closed. */
  public static Scope enter(Running running) {
    Scope scope = new Scope(THREAD.get());
    scope.current.task = running.task;
    scope.current.bindings = running.bindings;
    return scope;
  }

  /** Lets this thread block until the scope is closed, though it is in the midst of a poll. */
  public static Scope mayBlock() {
    Scope scope = new Scope(THREAD.get());
    scope.current.polling = false;
    return scope;
  }

  /** What this thread polls, for another one to go on with. */
  public Running running() {
    return new Running(task, bindings);
  }

  /**
   * What a thread runs: the number of a task, and the task-local values that are in place.
   *
   * @param task the number; 0 for no task
   * @param bindings the values
   */
  public record Running(long task, @Nullable Bindings bindings) {
    /** A task that has not begun, so that no values are in place. */
    public static Running start(Task<?> task) {
      return new Running(task.number(), null);
    }
  }

  /** Restores what was before; to be closed by the thread that entered, innermost first. */
  public static final class Scope implements AutoCloseable {
    private final Current current;
    private final @Nullable Scheduler scheduler;
    private final boolean polling;
    private final long task;
    private final @Nullable Bindings bindings;

    private Scope(Current current) {
      this.current = current;
      scheduler = current.scheduler;
      polling = current.polling;
      task = current.task;
      bindings = current.bindings;
    }

    /** What the thread does meanwhile. */
    public Current current() {
      return current;
    }

    @Override
    public void close() {
      current.scheduler = scheduler;
      current.polling = polling;
      current.task = task;
      current.bindings = bindings;
    }
  }
}
