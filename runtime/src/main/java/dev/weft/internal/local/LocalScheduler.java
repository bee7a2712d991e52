package dev.weft.internal.local;

import dev.weft.AsyncRuntime;
import dev.weft.BlockingCallable;
import dev.weft.Waker;
import dev.weft.abi.Budget;
import dev.weft.internal.io.IoDriver;
import dev.weft.internal.task.Current;
import dev.weft.internal.task.FailureReporter;
import dev.weft.internal.task.Scheduler;
import dev.weft.internal.task.Task;
import dev.weft.internal.time.Timers;
import java.io.IOException;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler whose tasks run inside of the polls of one strand, the <em>driver</em>: on its
 * thread, one at a time.
 *
 * <p>Timers, blocking work and failures are those of the driver's runtime, the <em>host</em>. There
 * is none before somebody drives, but then nothing runs either.
 *
 * <p>No wake-up is lost: who queues a task does that before it looks for the driver's waker, and
 * the driver leaves its waker before it looks at the queue. When the scheduler is closed it drops
 * all tasks that live, and later each one that comes or is woken; so a task is either found by the
 * one who closes, or was added by somebody who sees that it is closed.
 */
public final class LocalScheduler implements Scheduler {
  /** Tasks in one poll of the driver. */
  private static final int MAX_TASKS = 61;

  private final Queue<Task<?>> queue = new ConcurrentLinkedQueue<>();
  private final IntSupplier waiting = queue::size;
  private final Set<Task<?>> living = ConcurrentHashMap.newKeySet();

  /** Who drives; null for nobody. */
  private final AtomicReference<@Nullable Drive<?>> driver = new AtomicReference<>();

  /** Belongs to the driver. */
  private @Nullable Budget budget;

  /** Set by each poll of the driver. */
  private volatile @Nullable Waker waker;

  /** Set by each poll of the driver. */
  private volatile @Nullable Scheduler host;

  private volatile boolean closed;

  /** A scheduler that nobody drives. */
  public LocalScheduler() {}

  /** Makes a future the driver, or keeps it. */
  void begin(Drive<?> drive, Waker newWaker, Scheduler newHost) {
    if (driver.get() != drive && !driver.compareAndSet(null, drive)) {
      throw new IllegalStateException(
          "the local set is driven by another runUntil(...), drained() or shutdown(); one of them"
              + " is enough, as it runs all of the set's tasks");
    }
    if (host != newHost) {
      host = newHost;
      budget = newHost.newBudget();
    }
    waker = newWaker;
  }

  /** The driver stops. */
  void end(Drive<?> drive) {
    if (driver.get() == drive) {
      waker = null;
      driver.set(null);
    }
  }

  /** Runs some tasks; to be called by the driver. */
  void turn() {
    for (int i = 0; i < MAX_TASKS; i++) {
      Task<?> task = next();
      if (task == null) {
        return;
      }
      run(task);
    }
    wakeDriver();
  }

  private @Nullable Task<?> next() {
    int skipped = queue.isEmpty() ? 0 : host().next(waiting);
    for (int i = 0; i < skipped; i++) {
      queue.add(queue.remove());
    }
    return queue.poll();
  }

  private void run(Task<?> task) {
    Budget spent = Objects.requireNonNull(budget, "nothing runs before somebody drives");
    spent.renew();
    Current.Scope scope = Current.enter(Current.Running.start(task));
    try {
      task.run(spent);
    } catch (Throwable t) {
      failures().report(task.toString(), t);
    } finally {
      scope.close();
    }
  }

  @Override
  public void spawn(Task<?> task) {
    living.add(task);
    schedule(task);
  }

  @Override
  public boolean adopt(Task<?> task) {
    living.add(task);
    return !closed;
  }

  @Override
  public void schedule(Task<?> task) {
    if (closed) {
      task.drop("the local set is closed");
    } else {
      queue.add(task);
      wakeDriver();
    }
  }

  @Override
  public void reschedule(Task<?> task) {
    schedule(task);
  }

  @Override
  public void ended(Task<?> task) {
    living.remove(task);
    if (living.isEmpty()) {
      wakeDriver();
    }
  }

  private void wakeDriver() {
    Waker waiting = waker;
    if (waiting != null) {
      waiting.wake();
    }
  }

  /** Aborts all tasks; they clean up when they are driven. */
  public void abortAll() {
    living.forEach(task -> task.abort("the local set is shut down"));
  }

  /** Drops all tasks, those too that come later, where they stand. */
  public void close() {
    closed = true;
    living.forEach(task -> task.drop("the local set is closed"));
  }

  @Override
  public boolean isClosing() {
    return closed;
  }

  /** The number of tasks that have not ended. */
  public int size() {
    return living.size();
  }

  @Override
  public <T extends @Nullable Object, E extends Exception> T blockInPlace(
      BlockingCallable<T, E> work) throws E {
    return host().blockInPlace(work);
  }

  @Override
  public Timers timers() {
    return host().timers();
  }

  @Override
  public IoDriver ioDriver() throws IOException {
    return host().ioDriver();
  }

  @Override
  public Executor blocking() {
    return host().blocking();
  }

  @Override
  public FailureReporter failures() {
    return host().failures();
  }

  @Override
  public AsyncRuntime runtime() {
    return host().runtime();
  }

  private Scheduler host() {
    return Objects.requireNonNull(host, "nothing runs before somebody drives");
  }
}
