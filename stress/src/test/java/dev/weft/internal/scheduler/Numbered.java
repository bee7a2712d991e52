package dev.weft.internal.scheduler;

import dev.weft.internal.task.Task;
import dev.weft.internal.testing.Lincheck;
import dev.weft.internal.testing.StubScheduler;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Tasks made beforehand, some for each thread, which are known by small numbers. */
final class Numbered {
  /** The number of no task. */
  static final int NONE = -1;

  private static final int PER_THREAD = 10;

  private final StubScheduler scheduler = new StubScheduler();
  private final Task<?>[] tasks = new Task<?>[Lincheck.THREADS * PER_THREAD];
  private final int[] used = new int[Lincheck.THREADS];

  Numbered() {
    for (int i = 0; i < tasks.length; i++) {
      tasks[i] = scheduler.newTask();
    }
  }

  /** The next task of a thread. */
  Task<?> next(int thread) {
    return tasks[number(thread, used[thread]++)];
  }

  /** The number of a task that is one of these, or null. */
  int number(@Nullable Task<?> task) {
    return task == null ? NONE : (int) (task.number() - tasks[0].number());
  }

  /** An empty queue for each thread. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  static <T> ArrayDeque<T>[] deques() {
    ArrayDeque<T>[] deques = new ArrayDeque[Lincheck.THREADS];
    for (int i = 0; i < Lincheck.THREADS; i++) {
      deques[i] = new ArrayDeque<>();
    }
    return deques;
  }

  /** The number of a thread's task. */
  static int number(int thread, int index) {
    return thread * PER_THREAD + index;
  }
}
