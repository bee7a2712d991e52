package dev.weft.task;

import dev.weft.AsyncCallable;
import dev.weft.AsyncRunnable;
import dev.weft.CancelSafe;
import dev.weft.CancelSafe.Keeps;
import dev.weft.Future;
import dev.weft.FutureCallable;
import dev.weft.JoinHandle;
import dev.weft.internal.future.LambdaFrame;
import dev.weft.internal.local.AllEnded;
import dev.weft.internal.local.Drive;
import dev.weft.internal.local.LocalScheduler;
import dev.weft.internal.task.Branch;
import dev.weft.internal.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that run on the thread which drives the set, one at a time, so that what they share needs
 * no locks.
 *
 * <pre>{@code
 * runtime.blockOn(async(() -> {
 *   try (LocalSet set = new LocalSet()) {
 *     List<String> lines = new ArrayList<>();
 *     set.spawn(() -> lines.add(await(read(left))));
 *     set.spawn(() -> lines.add(await(read(right))));
 *     await(set.drained());
 *     return lines;
 *   }
 * }));
 * }</pre>
 *
 * <p>The tasks run while somebody awaits {@link #runUntil}, {@link #drained} or {@link #shutdown},
 * and only then: inside of the polls of the task that awaits. In the future of {@code blockOn}, and
 * on a current-thread runtime, that is always the same thread. A task of a multi-thread runtime may
 * move from worker to worker, and its local tasks with it, but never do two of them run at the same
 * time. Each has a budget of its own, and after 61 of them the driver lets other tasks run.
 *
 * <p>{@code Weft.spawn} inside of a local task makes a task of the runtime. Handles can be awaited
 * and aborted from anywhere, and tasks can be spawned into the set and woken from any thread.
 *
 * <p>Closing the set ends its tasks as cancelled where they stand, without their cleanup, as there
 * may be nobody who drives it; {@code await(set.shutdown())} runs it.
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/task/struct.LocalSet.html">Tokio's LocalSet</a>
 */
@SuppressWarnings("unchecked") // a lambda's frame gives what the lambda returns
public final class LocalSet implements AutoCloseable {
  /** What traces show as the place where a task was spawned. */
  private static final String SPAWN = "dev.weft.task.LocalSet\nspawn\n\n-1";

  private final LocalScheduler tasks = new LocalScheduler();

  /** A set without tasks, which nobody drives. */
  public LocalSet() {}

  /**
   * Puts a future into the set as a task. It runs when the set is driven.
   *
   * @param future the future
   * @param <T> the type of the value
   * @return the task's handle; that of a cancelled task if the set is closed
   */
  public <T extends @Nullable Object> JoinHandle<T> spawn(Future<? extends T> future) {
    return Task.spawn(tasks, future, SPAWN);
  }

  /**
   * Puts a lambda into the set as a task; see {@link #spawn(Future)}.
   *
   * @param lambda the code; it may await
   * @param <T> the type of the value
   * @return the task's handle
   */
  public <T extends @Nullable Object> JoinHandle<T> spawn(AsyncCallable<? extends T, ?> lambda) {
    return spawn((Future<T>) LambdaFrame.of(lambda));
  }

  /**
   * Puts a lambda without a value into the set as a task; see {@link #spawn(Future)}.
   *
   * @param lambda the code; it may await
   * @return the task's handle
   */
  public JoinHandle<Void> spawn(AsyncRunnable<?> lambda) {
    return spawn((Future<Void>) (Future<?>) LambdaFrame.of(lambda));
  }

  /**
   * Puts the future that a lambda returns into the set as a task; see {@link #spawn(Future)}.
   *
   * @param lambda makes the future, inside the task
   * @param <T> the type of the value
   * @return the task's handle
   */
  public <T extends @Nullable Object> JoinHandle<T> spawn(FutureCallable<T, ?> lambda) {
    return spawn((Future<T>) LambdaFrame.of(lambda));
  }

  /**
   * Runs a future in the task that awaits, and the tasks of this set in between. When the future
   * has ended, tasks stay where they are until the set is driven again.
   *
   * <p>Cancel-safe if the future is: cancelling the await stops driving the set, once the future
   * has cleaned up.
   *
   * @param future the future; its failure is passed on
   * @param <T> the type of the value
   * @return a future of the same outcome; its await throws {@link IllegalStateException} while
   *     somebody else drives the set
   */
  @CancelSafe(Keeps.WHAT_ARGUMENTS_KEEP)
  public <T extends @Nullable Object> Future<T> runUntil(Future<? extends T> future) {
    return drive(new Branch(future));
  }

  private <T extends @Nullable Object> Future<T> drive(Future<?> until) {
    return new Drive<>(tasks, (Future<T>) until);
  }

  /**
   * Runs the tasks of this set until all have ended, those too that are spawned meanwhile.
   * Cancel-safe: cancelling the await stops driving the set.
   *
   * @return a future of that; its await throws {@link IllegalStateException} while somebody else
   *     drives the set
   */
  @CancelSafe
  public Future<Void> drained() {
    return drive(new AllEnded(tasks, () -> {}));
  }

  /**
   * Aborts all tasks and runs their cleanup to its end. Cancel-safe: cancelling the await stops
   * driving the set.
   *
   * @return a future of that, which begins when it is started; its await throws {@link
   *     IllegalStateException} while somebody else drives the set
   */
  @CancelSafe
  public Future<Void> shutdown() {
    return drive(new AllEnded(tasks, tasks::abortAll));
  }

  /**
   * The number of tasks that have not ended.
   *
   * @return the number
   */
  public int size() {
    return tasks.size();
  }

  /**
   * Whether all tasks have ended.
   *
   * @return true if {@link #size} is 0
   */
  public boolean isEmpty() {
    return size() == 0;
  }

  /**
   * Ends all tasks as cancelled where they stand, without their cleanup, and those that are spawned
   * later. A task that runs at the time ends where it has to wait next. Doesn't wait; idempotent.
   *
   * @see #shutdown
   */
  @Override
  public void close() {
    tasks.close();
  }

  @Override
  public String toString() {
    return "LocalSet[" + size() + " tasks]";
  }
}
