package dev.weft.internal.inspect;

import dev.weft.abi.Strand;
import dev.weft.abi.Suspension;
import dev.weft.abi.Traces;
import dev.weft.internal.task.Branch;
import dev.weft.internal.task.RuntimeStrand;
import dev.weft.internal.task.Task;
import dev.weft.internal.waits.Wait;
import dev.weft.task.TaskDump;
import dev.weft.task.TaskId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Looks at tasks from outside, while they run.
 *
 * <p>What was read of a task counts only if it has rested all the time, since it may change
 * anything of itself otherwise.
 */
public final class TaskDumps {
  /** Of more branches the rest is left out. */
  private static final int MAX_BRANCHES = 100;

  private static final TaskDump.Branch READY =
      new TaskDump.Branch(null, List.of(), List.of(), List.of());

  private final Holders holders;
  private final long now = System.nanoTime();

  private TaskDumps(Collection<? extends RuntimeStrand> strands) {
    holders = new Holders(strands);
    Task.births().look(now);
  }

  /** Those among strands that are tasks, in the order in which they were spawned. */
  public static List<TaskDump> of(Collection<? extends RuntimeStrand> strands) {
    TaskDumps dumps = new TaskDumps(strands);
    return strands.stream()
        .filter(Task.class::isInstance)
        .<Task<?>>map(strand -> (Task<?>) strand)
        .sorted(Comparator.comparingLong(Task::number))
        .filter(task -> !task.isFinished())
        .map(dumps::of)
        .toList();
  }

  private TaskDump of(Task<?> task) {
    long rest = task.rest();
    if (rest >= 0) {
      Suspension suspension = Suspension.of(task);
      if (suspension != null) {
        TaskDump seen = dump(task, waiting(suspension, Suspension.stack(task)));
        if (task.rest() == rest) {
          return seen;
        }
      }
    }
    StackTraceElement spawn = Traces.spawned(task.toString(), task.spawnedAt());
    return dump(task, new TaskDump.Branch(null, List.of(), List.of(spawn), List.of()));
  }

  private TaskDump dump(Task<?> task, TaskDump.Branch seen) {
    return new TaskDump(
        new TaskId(task.number()),
        task.name(),
        task.spawnedAt(),
        task.age(now),
        seen.waitsFor(),
        seen.heldBy(),
        seen.stack(),
        seen.branches());
  }

  private TaskDump.Branch waiting(Suspension suspension, List<StackTraceElement> stack) {
    Wait wait = Leaves.waitOf(suspension.leaf());
    return new TaskDump.Branch(
        Leaves.inWords(suspension.leaf()),
        wait instanceof Wait.ForUnits units ? holders.of(units.resource()) : List.of(),
        stack,
        wait instanceof Wait.ForStrands on ? branches(on) : List.of());
  }

  private List<TaskDump.Branch> branches(Wait.ForStrands on) {
    return on.strands().stream()
        .filter(Branch.class::isInstance)
        .limit(MAX_BRANCHES)
        .map(this::branch)
        .toList();
  }

  private TaskDump.Branch branch(Strand branch) {
    Suspension suspension = Suspension.of(branch);
    return suspension == null ? READY : waiting(suspension, suspension.lines());
  }
}
