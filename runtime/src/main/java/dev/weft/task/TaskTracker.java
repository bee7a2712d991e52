package dev.weft.task;

import dev.weft.AsyncCallable;
import dev.weft.AsyncRunnable;
import dev.weft.CancelSafe;
import dev.weft.Future;
import dev.weft.FutureCallable;
import dev.weft.JoinHandle;
import dev.weft.abi.SpawnInto;
import dev.weft.internal.group.Drain;
import dev.weft.internal.group.TaskEnd;
import dev.weft.internal.task.Task;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Counts tasks, so that a graceful shutdown can wait for the last one.
 *
 * <pre>{@code
 * TaskTracker connections = new TaskTracker();
 * while (!stop.isCancelled()) {
 *   connections.spawn(serve(await(listener.accept())));
 * }
 * connections.close();
 * await(connections.drained());
 * }</pre>
 *
 * <p>Unlike a {@link JoinSet} it keeps no results: a task that has ended needs no memory. It aborts
 * nothing; pair it with a {@link CancellationToken} to have the tasks stop. All methods are safe
 * from any thread, and none takes a lock.
 *
 * @see <a href="https://docs.rs/tokio-util/latest/tokio_util/task/struct.TaskTracker.html">Tokio's
 *     TaskTracker</a>
 */
public final class TaskTracker {
  /** Places for calls that the weaver has not seen; see {@link SpawnInto}. */
  private static final String SPAWN = "dev.weft.task.TaskTracker\nspawn\n\n-1";

  private static final String SPAWN_BLOCKING = "dev.weft.task.TaskTracker\nspawnBlocking\n\n-1";

  private final Drain drain = new Drain();

  /** An open tracker without tasks. */
  public TaskTracker() {}

  /**
   * Starts a future as a task of the current runtime, at once and in the background, and counts it
   * until it has ended. May be called on a closed tracker too.
   *
   * @param future the future
   * @param <T> the type of the value
   * @return the task's handle; dropping it detaches the task, which still counts
   * @throws IllegalStateException outside of a runtime
   */
  public <T extends @Nullable Object> JoinHandle<T> spawn(Future<? extends T> future) {
    return SpawnInto.spawn(this, future, SPAWN);
  }

  /**
   * Starts a lambda as a task; see {@link #spawn(Future)}.
   *
   * @param lambda the code; it may await
   * @param <T> the type of the value
   * @return the task's handle
   */
  public <T extends @Nullable Object> JoinHandle<T> spawn(AsyncCallable<? extends T, ?> lambda) {
    return SpawnInto.spawn(this, lambda, SPAWN);
  }

  /**
   * Starts a lambda without a value as a task; see {@link #spawn(Future)}.
   *
   * @param lambda the code; it may await
   * @return the task's handle
   */
  public JoinHandle<Void> spawn(AsyncRunnable<?> lambda) {
    return SpawnInto.spawn(this, lambda, SPAWN);
  }

  /**
   * Starts the future that a lambda returns as a task; see {@link #spawn(Future)}.
   *
   * @param lambda makes the future, inside the task
   * @param <T> the type of the value
   * @return the task's handle
   */
  public <T extends @Nullable Object> JoinHandle<T> spawn(FutureCallable<T, ?> lambda) {
    return SpawnInto.spawn(this, lambda, SPAWN);
  }

  /**
   * Runs work that blocks or computes for long on a thread of the pool for blocking work, at once,
   * and counts it until it has ended.
   *
   * @param work the work; it can't await
   * @param <T> the type of the value
   * @return a handle of its result
   * @throws IllegalStateException outside of a runtime
   */
  public <T extends @Nullable Object> JoinHandle<T> spawnBlocking(Callable<? extends T> work) {
    return SpawnInto.spawnBlocking(this, work, SPAWN_BLOCKING);
  }

  /**
   * Counts a task that was spawned elsewhere until it has ended.
   *
   * @param task the task
   * @param <T> the type of the value
   * @return the same handle
   */
  public <T extends @Nullable Object> JoinHandle<T> track(JoinHandle<T> task) {
    drain.enter();
    if (!((Task<T>) task).onEnd(new TaskEnd(drain))) {
      drain.leave();
    }
    return task;
  }

  /**
   * Counts something that is no task until the token is closed.
   *
   * @return a token
   */
  public Token token() {
    return new Token(drain);
  }

  /**
   * Closes this tracker: from now on {@link #drained} ends when there is no task. Tasks may still
   * be spawned, and count.
   *
   * @return false if it was closed already
   */
  public boolean close() {
    return drain.close();
  }

  /**
   * Opens this tracker again: {@link #drained} doesn't end before it is closed.
   *
   * @return false if it was open already
   */
  public boolean reopen() {
    return drain.reopen();
  }

  /**
   * Whether this tracker is closed.
   *
   * @return true between {@link #close} and {@link #reopen}
   */
  public boolean isClosed() {
    return drain.isClosed();
  }

  /**
   * The number of tasks and tokens that count.
   *
   * @return the number
   */
  public int size() {
    return drain.size();
  }

  /**
   * Whether nothing counts.
   *
   * @return true if {@link #size} is 0
   */
  public boolean isEmpty() {
    return size() == 0;
  }

  /**
   * A future that ends once this tracker is closed and empty at the same time. Such a moment from
   * this call on is not missed, even if the tracker is opened again or gets new tasks before the
   * future is polled. Cancel-safe, and may be awaited again.
   *
   * @return the future, for one strand at a time
   */
  @CancelSafe
  public Future<Void> drained() {
    return drain.drained();
  }

  @Override
  public String toString() {
    return "TaskTracker[" + size() + " tasks, " + (isClosed() ? "closed]" : "open]");
  }

  /** Something that counts as a task of a tracker until it is closed. */
  public static final class Token implements AutoCloseable {
    private final Drain drain;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Token(Drain drain) {
      this.drain = drain;
      drain.enter();
    }

    /** Ends the count of this token. Idempotent. */
    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        drain.leave();
      }
    }
  }
}
