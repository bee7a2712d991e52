package dev.weft.internal.scheduler;

import dev.weft.internal.metrics.Counter;
import dev.weft.internal.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * A queue of tasks that are linked through themselves; for one thread at a time, but for the number
 * of those that were ever added, which all may read.
 */
final class TaskFifo {
  private @Nullable Task<?> first;
  private @Nullable Task<?> last;

  private final Counter added = new Counter();

  /** How many tasks were ever added. */
  long added() {
    return added.get();
  }

  boolean isEmpty() {
    return first == null;
  }

  void add(Task<?> task) {
    task.queueNext = null;
    if (last == null) {
      first = task;
    } else {
      last.queueNext = task;
    }
    last = task;
    added.add(1);
  }

  /** Adds tasks that are linked in order. */
  void addAll(@Nullable Task<?> chain) {
    Task<?> task = chain;
    while (task != null) {
      Task<?> next = task.queueNext;
      add(task);
      task = next;
    }
  }

  @Nullable Task<?> poll() {
    Task<?> task = first;
    if (task != null) {
      first = task.queueNext;
      task.queueNext = null;
      if (first == null) {
        last = null;
      }
    }
    return task;
  }
}
