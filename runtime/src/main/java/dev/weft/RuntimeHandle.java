package dev.weft;

import dev.weft.internal.runtime.DefaultHandle;
import dev.weft.task.TaskDump;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A runtime for those who may use it and must not close it. Safe from any thread.
 *
 * <p>A handle doesn't keep a runtime open: when that is closed, its methods behave as those of the
 * closed {@link AsyncRuntime}.
 *
 * @see <a href="https://docs.rs/tokio/latest/tokio/runtime/struct.Handle.html">Tokio's Handle</a>
 */
public sealed interface RuntimeHandle permits AsyncRuntime, DefaultHandle {
  /**
   * The name of the runtime.
   *
   * @return the name it was built with; else that of its threads
   */
  String name();

  /**
   * The numbers of the runtime at about this moment. Reading them takes a time in proportion to the
   * workers and to the tasks from outside that wait; nothing stops meanwhile, but workers may have
   * to wait before they can take more tasks from outside.
   *
   * @return the numbers; also after the runtime is closed
   */
  RuntimeMetrics metrics();

  /**
   * Looks for tasks that wait for one another in a circle: for the end of a task or a branch, for a
   * {@link dev.weft.sync.Mutex}, {@link dev.weft.sync.RwLock} or {@link dev.weft.sync.Semaphore},
   * or for the other end of a channel.
   *
   * <p>Costs nothing before it is called, as nobody keeps lists of who holds what: this looks into
   * the variables of the tasks that wait, for guards, permits and ends of channels, also in objects
   * of the program, arrays and common collections that they lead to. What is kept elsewhere, for
   * instance in a static field or in a module that isn't open to reflection, counts as if somebody
   * could give it back any time. So a circle that is reported is one, as long as nobody adds
   * permits to a semaphore without having acquired them; but not each one is found. Whatever has a
   * timer, such as a {@code timeout}, is in no circle.
   *
   * <p>Callable from any thread. Tasks go on meanwhile; those that wait are all looked at once.
   *
   * @return the circles among the tasks of this runtime and the futures of its {@code blockOn}s
   */
  List<Deadlock> findDeadlocks();

  /**
   * Looks at all live tasks, to tell why a program doesn't go on.
   *
   * <p>Callable from any thread, also after the runtime is closed. Tasks go on meanwhile, each is
   * looked at by itself, and one that runs is said to run. Costs nothing before it is called.
   *
   * <pre>{@code
   * runtime.dumpTasks().forEach(System.err::println);
   * }</pre>
   *
   * @return a dump for each task that has not ended, in the order in which they were spawned
   * @see <a
   *     href="https://docs.rs/tokio/latest/tokio/runtime/struct.Handle.html#method.dump">Tokio's
   *     Handle::dump</a>
   */
  List<TaskDump> dumpTasks();

  /**
   * Runs a future to its end and blocks the calling thread meanwhile.
   *
   * @param future the future
   * @param <T> the type of its value
   * @return its value
   * @throws IllegalStateException on a thread that runs tasks, and if the runtime is closed; the
   *     future's own failure is thrown as it is, checked exceptions too
   */
  <T extends @Nullable Object> T blockOn(Future<? extends T> future);

  /**
   * Starts a future as a task, at once and in the background.
   *
   * @param future the future
   * @param <T> the type of its value
   * @return the task's handle; on a closed runtime that of a cancelled task
   */
  <T extends @Nullable Object> JoinHandle<T> spawn(Future<? extends T> future);

  /**
   * Starts a future as a task and completes a {@code CompletableFuture} with its outcome, as {@link
   * Future#toCompletableFuture} does, for threads that are in no runtime's context.
   *
   * @param future the future
   * @param <T> the type of its value
   * @return a future that ends as that one does; cancelling it aborts the task, and on a closed
   *     runtime it is cancelled
   */
  <T extends @Nullable Object> CompletableFuture<T> toCompletableFuture(Future<T> future);

  /**
   * This runtime as an executor for code that takes one, such as {@code CompletableFuture}: each
   * {@code Runnable} runs as a task. It must not block, as it keeps a thread from other tasks;
   * {@link #blockingExecutor} is for what does.
   *
   * <p>What it throws is reported as the failure of a task that nobody awaits. When the runtime is
   * closed, what was accepted still runs unless the deadline is over.
   *
   * @return an executor, which throws {@link java.util.concurrent.RejectedExecutionException} once
   *     the runtime is closed
   */
  Executor executor();

  /**
   * The runtime's threads for blocking work as an executor; otherwise as {@link #executor}. When
   * the runtime is closed, what has not started is dropped, as other blocking work is.
   *
   * @return an executor, which throws {@link java.util.concurrent.RejectedExecutionException} once
   *     the runtime is closed
   */
  Executor blockingExecutor();
}
