package dev.weft.internal.task;

import org.jspecify.annotations.Nullable;

/** What the current thread does for which runtime. */
public final class Current {
  private static final ThreadLocal<Current> THREAD = ThreadLocal.withInitial(Current::new);

  /** The runtime whose context this thread is in; null outside of one. */
  private @Nullable Scheduler scheduler;

  /** Whether this thread polls tasks, so that it must not block. */
  private boolean polling;

  private Current() {}

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
    Current current = THREAD.get();
    Scope scope = new Scope(current, current.scheduler, current.polling);
    current.scheduler = scheduler;
    current.polling = polling;
    return scope;
  }

  /** Restores what was before; to be closed by the thread that entered, innermost first. */
  public static final class Scope implements AutoCloseable {
    private final Current current;
    private final @Nullable Scheduler scheduler;
    private final boolean polling;

    private Scope(Current current, @Nullable Scheduler scheduler, boolean polling) {
      this.current = current;
      this.scheduler = scheduler;
      this.polling = polling;
    }

    @Override
    public void close() {
      current.scheduler = scheduler;
      current.polling = polling;
    }
  }
}
