package dev.weft.task;

import dev.weft.internal.task.Current;

/**
 * The number of a task, unique in this JVM and never used again.
 *
 * @param value the number, from 1 upward
 * @see <a href="https://docs.rs/tokio/latest/tokio/task/struct.Id.html">Tokio's Id</a>
 */
public record TaskId(long value) {
  /**
   * The number of the task that calls.
   *
   * @return the id, the same until the task has ended, in its cleanup too
   * @throws IllegalStateException outside of a task: in the future that {@code blockOn} runs, and
   *     on threads that run no task
   */
  public static TaskId current() {
    long task = Current.here().task();
    if (task == 0) {
      throw new IllegalStateException(
          "TaskId.current() was called outside of a task; the future that blockOn runs is"
              + " none: spawn(...) makes one");
    }
    return new TaskId(task);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
