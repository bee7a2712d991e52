package dev.weft.internal.runtime;

import dev.weft.Future;
import dev.weft.abi.Suspension;
import dev.weft.abi.Traces;
import dev.weft.internal.task.RuntimeStrand;
import dev.weft.internal.task.Task;
import dev.weft.task.TaskDump;
import dev.weft.task.TaskId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at tasks from outside, while they run.
 *
 * <p>What was read of a task counts only if it has rested all the time, since it may change
 * anything of itself otherwise.
 */
final class TaskDumps {
  private TaskDumps() {}

  /** Those among strands that are tasks, in the order in which they were spawned. */
  static List<TaskDump> of(Collection<? extends RuntimeStrand> strands) {
    return strands.stream()
        .filter(Task.class::isInstance)
        .<Task<?>>map(strand -> (Task<?>) strand)
        .sorted(Comparator.comparingLong(Task::number))
        .filter(task -> !task.isFinished())
        .map(TaskDumps::of)
        .toList();
  }

  private static TaskDump of(Task<?> task) {
    long rest = task.rest();
    if (rest >= 0) {
      TaskDump seen = resting(task);
      if (seen != null && task.rest() == rest) {
        return seen;
      }
    }
    StackTraceElement place = task.spawnedAt();
    List<StackTraceElement> stack = List.of(Traces.spawned(task.toString(), place));
    return new TaskDump(new TaskId(task.number()), place, null, stack);
  }

  private static @Nullable TaskDump resting(Task<?> task) {
    Suspension suspension = Suspension.of(task);
    return suspension == null
        ? null
        : new TaskDump(
            new TaskId(task.number()),
            task.spawnedAt(),
            inWords(suspension.leaf()),
            Suspension.stack(task));
  }

  /** Leaves may be the program's own, and aren't made to be asked by another thread. */
  private static String inWords(Future<?> leaf) {
    try {
      return String.valueOf(leaf);
    } catch (RuntimeException e) {
      return leaf.getClass().getName();
    }
  }
}
