package dev.weft.task;

import java.time.Duration;
import java.util.List;

/**
 * A task that has kept its thread for too long without an await that had to wait, so that other
 * tasks have to wait for it.
 *
 * @param thread the name of the thread
 * @param busy how long the poll takes already, at the least
 * @param site where the thread is: the innermost line that belongs neither to the JDK nor to Weft
 * @param task the task in words
 * @param spawnedAt where the task was spawned
 * @param stack the whole stack of the thread, innermost first
 * @see dev.weft.AsyncRuntime.Builder#onSlowPoll
 */
public record SlowPoll(
    String thread,
    Duration busy,
    StackTraceElement site,
    String task,
    StackTraceElement spawnedAt,
    List<StackTraceElement> stack) {
  /** Copies the list. */
  public SlowPoll {
    stack = List.copyOf(stack);
  }

  /** The whole in one line. */
  @Override
  public String toString() {
    return "%s busy %d ms in %s, %s spawned at %s"
        .formatted(thread, busy.toMillis(), site, task, spawnedAt);
  }
}
