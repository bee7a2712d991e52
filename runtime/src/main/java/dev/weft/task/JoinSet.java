package dev.weft.task;

import dev.weft.AsyncCallable;
import dev.weft.AsyncRunnable;
import dev.weft.CancelSafe;
import dev.weft.CancelUnsafe;
import dev.weft.Future;
import dev.weft.FutureCallable;
import dev.weft.JoinHandle;
import dev.weft.Outcome;
import dev.weft.abi.SpawnInto;
import dev.weft.internal.group.JoinAll;
import dev.weft.internal.group.NextEnded;
import dev.weft.internal.group.Shutdown;
import dev.weft.internal.group.TaskGroup;
import dev.weft.internal.group.TaskGroup.Member;
import dev.weft.internal.task.Task;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Tasks whose results are taken in the order in which the tasks end.
 *
 * <pre>{@code
 * try (JoinSet<Page> pages = new JoinSet<>()) {
 *   for (String address : addresses) {
 *     pages.spawn(() -> fetch(address));
 *   }
 *   for (Outcome<Page> page = await(pages.joinNext());
 *       page != null;
 *       page = await(pages.joinNext())) {
 *     print(page);
 *   }
 * }
 * }</pre>
 *
 * <p>A result is kept until it is taken, so a set that only grows needs memory for all of them; see
 * {@link TaskTracker} for tasks whose results nobody wants. A failure that is never taken is
 * reported to the runtime's uncaught handler, as that of every task is.
 *
 * <p>Closing the set aborts its tasks and doesn't wait for them; {@link #shutdown} does. A set that
 * becomes unreachable unclosed leaves its tasks alone. All methods are safe from any thread.
 *
 * @param <T> the type of the tasks' values
 * @see <a href="https://docs.rs/tokio/latest/tokio/task/struct.JoinSet.html">Tokio's JoinSet</a>
 */
public final class JoinSet<T extends @Nullable Object> implements AutoCloseable {
  /** Places for calls that the weaver has not seen; see {@link SpawnInto}. */
  private static final String SPAWN = "dev.weft.task.JoinSet\nspawn\n\n-1";

  private static final String SPAWN_BLOCKING = "dev.weft.task.JoinSet\nspawnBlocking\n\n-1";

  /** A task is its own key. */
  private final TaskGroup<Task<?>> group = new TaskGroup<>();

  /** A set without tasks. */
  public JoinSet() {}

  /**
   * Starts a future as a task of the current runtime, at once and in the background.
   *
   * @param future the future
   * @return what can abort the task
   * @throws IllegalStateException outside of a runtime
   */
  public AbortHandle spawn(Future<? extends T> future) {
    return SpawnInto.spawn(this, future, SPAWN);
  }

  /**
   * Starts a lambda as a task; see {@link #spawn(Future)}.
   *
   * @param lambda the code; it may await
   * @return what can abort the task
   */
  public AbortHandle spawn(AsyncCallable<? extends T, ?> lambda) {
    return SpawnInto.spawn(this, lambda, SPAWN);
  }

  /**
   * Starts a lambda without a value as a task; see {@link #spawn(Future)}. The value is null.
   *
   * @param lambda the code; it may await
   * @return what can abort the task
   */
  public AbortHandle spawn(AsyncRunnable<?> lambda) {
    return SpawnInto.spawn(this, lambda, SPAWN);
  }

  /**
   * Starts the future that a lambda returns as a task; see {@link #spawn(Future)}.
   *
   * @param lambda makes the future, inside the task
   * @return what can abort the task
   */
  public AbortHandle spawn(FutureCallable<? extends T, ?> lambda) {
    return SpawnInto.spawn(this, lambda, SPAWN);
  }

  /**
   * Runs work that blocks or computes for long on a thread of the pool for blocking work, at once.
   * Aborting prevents work that has not started; work that has started goes on to its end.
   *
   * @param work the work; it can't await
   * @return what can abort the work
   * @throws IllegalStateException outside of a runtime
   */
  public AbortHandle spawnBlocking(Callable<? extends T> work) {
    return SpawnInto.spawnBlocking(this, work, SPAWN_BLOCKING);
  }

  /**
   * Adds a task that was spawned elsewhere, by another runtime for one. It may have ended.
   *
   * @param task the task; if this set is closed it is aborted
   * @return what can abort the task
   */
  public AbortHandle add(JoinHandle<? extends T> task) {
    Task<?> added = (Task<?>) task;
    group.add(group.member(added, added));
    return task.abortHandle();
  }

  /**
   * Waits for the task that ends next, and takes it out of the set. Tasks come in the order in
   * which they end.
   *
   * <p>Cancel-safe: an await that is cancelled takes nothing. Where several tasks wait at the same
   * time each gets results of its own.
   *
   * @return a future of how the task has ended; of null if the set is empty
   */
  @CancelSafe
  public Future<@Nullable Outcome<T>> joinNext() {
    return next();
  }

  /**
   * Takes a task out of the set that has ended already. Doesn't wait.
   *
   * @return how the task has ended; null if none has, or if the set is empty, which {@link
   *     #isEmpty} tells
   */
  public @Nullable Outcome<T> tryJoinNext() {
    return next().take();
  }

  private NextEnded<Task<?>, Outcome<T>> next() {
    return new NextEnded<>(group, JoinSet::outcome);
  }

  @SuppressWarnings("unchecked") // each task was added as one of a T
  private static <T extends @Nullable Object> Outcome<T> outcome(Member<?> member) {
    return (Outcome<T>) member.task().ended();
  }

  /**
   * Waits for all tasks, those too that are added meanwhile, and takes them out of the set.
   *
   * <p>The first task that fails or was aborted has all others aborted. When all have ended its
   * failure is thrown with those of the others suppressed, as an await of its handle throws it: a
   * {@link java.util.concurrent.CancellationException} for a task that was aborted. Not
   * cancel-safe: cancelling the await, once it has begun, aborts all tasks and waits for their
   * cleanup.
   *
   * @return a future of the values in the order in which the tasks have ended
   */
  @SuppressWarnings("unchecked") // each task was added as one of a T
  @CancelUnsafe("all results: the tasks are aborted")
  public Future<List<T>> joinAll() {
    return (Future<List<T>>) (Future<?>) new JoinAll<>(group);
  }

  /**
   * Aborts all tasks. They stay in the set until they have ended and are taken.
   *
   * @see #shutdown
   */
  public void abortAll() {
    group.abortAll(null);
  }

  /** Takes all tasks out of the set without aborting them, and forgets their results. */
  public void detachAll() {
    group.detachAll();
  }

  /**
   * Aborts all tasks and waits for the end of their cleanup; then the set is empty. Results are
   * dropped, and failures go to the runtime's uncaught handler. Cancel-safe: the tasks are aborted
   * and stay in the set.
   *
   * @return the future, which begins when it is started
   */
  @CancelSafe
  public Future<Void> shutdown() {
    return new Shutdown<>(group, member -> {});
  }

  /**
   * The number of tasks that nobody has taken yet, whether they have ended or not.
   *
   * @return the number
   */
  public int size() {
    return group.size();
  }

  /**
   * Whether there are no tasks.
   *
   * @return true if {@link #size} is 0
   */
  public boolean isEmpty() {
    return size() == 0;
  }

  /** Aborts all tasks, and those that are spawned later. Doesn't wait; idempotent. */
  @Override
  public void close() {
    group.close("the set is closed");
  }

  @Override
  public String toString() {
    return "JoinSet[" + size() + " tasks]";
  }
}
