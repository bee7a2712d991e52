package dev.weft;

import dev.weft.internal.task.Task;
import dev.weft.task.AbortHandle;
import dev.weft.task.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * A task seen from outside: a future of its result and the means to abort it.
 *
 * <p>Awaiting it gives the task's value or rethrows the task's own exception; for a task that was
 * aborted it throws {@link java.util.concurrent.CancellationException}. It keeps its result and may
 * be awaited any number of times, by any number of tasks. Dropping it detaches the task, which goes
 * on. Losing a {@code select} or a time-out ends the wait, not the task: awaiting is cancel-safe.
 *
 * @param <T> the type of the task's value
 * @see <a href="https://docs.rs/tokio/latest/tokio/task/struct.JoinHandle.html">Tokio's
 *     JoinHandle</a>
 */
@CancelSafe
public sealed interface JoinHandle<T extends @Nullable Object> extends Future<T>, AbortHandle
    permits Task {
  /**
   * A future of how the task ends; it never fails. Cancel-safe, and may be awaited again.
   *
   * @return the future
   */
  @CancelSafe
  Future<Outcome<T>> outcome();

  /**
   * A future of the task's result that owns the task: cancelling it, as losing a {@code select} or
   * a time-out does, aborts the task and goes on when that has ended. A task that ends with a value
   * all the same gives it. Aborts what has been awaited only: dropping this future detaches the
   * task.
   *
   * @return the future
   */
  @CancelUnsafe("the task: it is aborted")
  Future<T> abortOnCancel();

  /**
   * This handle, which any number of tasks may await as it is.
   *
   * @return this
   */
  @Override
  default Future<T> shared() {
    return this;
  }

  /**
   * A handle that can abort the task and can't see its result.
   *
   * @return the handle
   */
  AbortHandle abortHandle();

  /**
   * The task's number, unique in this JVM.
   *
   * @return the id
   */
  @Override
  TaskId id();
}
