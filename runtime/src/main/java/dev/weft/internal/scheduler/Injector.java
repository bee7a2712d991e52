package dev.weft.internal.scheduler;

import dev.weft.internal.task.Task;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The queue of tasks that come from outside of the workers, first in, first out.
 *
 * <p>Producers push onto a stack with one compare-and-set, a whole batch too, and never wait.
 * Consumers share a lock: the one who finds the list of ready tasks used up takes the whole stack
 * and turns it round. Nobody ever pops a single element off the stack, so a task may come back to
 * it at any time (no ABA). Nothing is allocated: the links are in the tasks.
 */
final class Injector {
  private static final VarHandle INCOMING;

  static {
    try {
      INCOMING = MethodHandles.lookup().findVarHandle(Injector.class, "incoming", Task.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final ReentrantLock consumers = new ReentrantLock();

  /** The newest task, linked to older ones. */
  private volatile @Nullable Task<?> incoming;

  /** The oldest task, linked to newer ones, all older than the incoming; written under the lock. */
  private volatile @Nullable Task<?> ready;

  /** Whether a consumer has taken the incoming and not made them ready yet; as above. */
  private volatile boolean turning;

  /** The length of {@link #ready}; guarded by the lock. */
  private int readyCount;

  /** Adds a task at the back. */
  void push(Task<?> task) {
    push(task, task);
  }

  /**
   * Adds linked tasks at the back in one step.
   *
   * @param newest the last of them in the queue's order, linked to the one before it and so on
   * @param oldest the first of them
   */
  void push(Task<?> newest, Task<?> oldest) {
    Task<?> before;
    do {
      before = incoming;
      oldest.queueNext = before;
    } while (!INCOMING.compareAndSet(this, before, newest));
  }

  /**
   * Whether there is nothing. Reads in the order in which a consumer moves tasks, so that it
   * doesn't miss those that are on the way from {@link #incoming} to {@link #ready}.
   */
  boolean isEmpty() {
    return incoming == null && !turning && ready == null;
  }

  /**
   * How many tasks there are. Keeps consumers waiting meanwhile, so that the incoming don't change
   * below the newest, for a time in proportion to their number.
   */
  int size() {
    consumers.lock();
    try {
      int size = readyCount;
      for (Task<?> task = incoming; task != null; task = task.queueNext) {
        size++;
      }
      return size;
    } finally {
      consumers.unlock();
    }
  }

  /** Takes the oldest task; null if there is none, or if another consumer is at work. */
  @Nullable Task<?> tryPop() {
    if (isEmpty() || !consumers.tryLock()) {
      return null;
    }
    try {
      return cut(1, 1);
    } finally {
      consumers.unlock();
    }
  }

  /**
   * Takes a fair share of the oldest tasks.
   *
   * @param consumersAtAll how many share
   * @param maximum the most to take
   * @return the oldest one, linked to the others, or null if there is none
   */
  @Nullable Task<?> take(int consumersAtAll, int maximum) {
    if (isEmpty()) {
      return null;
    }
    consumers.lock();
    try {
      return cut(consumersAtAll, maximum);
    } finally {
      consumers.unlock();
    }
  }

  private @Nullable Task<?> cut(int shares, int maximum) {
    if (ready == null && incoming != null) {
      turning = true;
      ready = turnIncoming();
      turning = false;
    }
    Task<?> first = ready;
    if (first == null) {
      return null;
    }
    int count = Math.min(readyCount / shares + 1, Math.min(readyCount, maximum));
    Task<?> last = first;
    for (int i = 1; i < count; i++) {
      last = Objects.requireNonNull(last.queueNext);
    }
    ready = last.queueNext;
    readyCount -= count;
    last.queueNext = null;
    return first;
  }

  /** Takes the stack and returns its tasks in their order of arrival; counts them. */
  private @Nullable Task<?> turnIncoming() {
    Task<?> newer = null;
    Task<?> task = (Task<?>) INCOMING.getAndSet(this, null);
    for (; task != null; readyCount++) {
      Task<?> older = task.queueNext;
      task.queueNext = newer;
      newer = task;
      task = older;
    }
    return newer;
  }
}
