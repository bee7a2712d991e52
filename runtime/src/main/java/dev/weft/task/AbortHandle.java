package dev.weft.task;

/**
 * The means to abort a task.
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/task/struct.AbortHandle.html">Tokio's
 *     AbortHandle</a>
 */
public interface AbortHandle {
  /**
   * Asks the task to end. It throws {@link dev.weft.CancelledError} at the await where the task is
   * suspended, or at its first one, on a thread of the task's own runtime; this method returns at
   * once. A task that completes first keeps its result. Idempotent; callable from any thread.
   */
  void abort();

  /**
   * Asks the task to end as {@link #abort()} does, and says why: the {@link
   * dev.weft.CancelledError}, the exception of who awaits the task, and its {@link
   * dev.weft.Outcome.Cancelled outcome} repeat it. The first reason stays.
   *
   * @param reason who or what ends it, in words that follow "cancelled:"
   */
  void abort(String reason);

  /**
   * Whether the task has ended, its cleanup included.
   *
   * @return true once the result is there
   */
  boolean isFinished();

  /**
   * The task's number.
   *
   * @return the id
   */
  TaskId id();
}
