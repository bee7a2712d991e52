package dev.weft.internal.task;

import dev.weft.task.TaskCost;
import dev.weft.task.TaskMeta;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a user wants to be told of a runtime's threads and tasks. A hook that throws is reported and
 * does no other harm.
 *
 * @param threadStart is run on each of the runtime's own threads before anything else
 * @param threadStop is run on each of these threads after everything else
 * @param taskSpawn is told of each new task by the thread that spawns it, before it is queued
 * @param taskTerminate is told of each task that has ended, before anybody can see that
 * @param failures is told of hooks that throw
 */
public record Hooks(
    @Nullable Runnable threadStart,
    @Nullable Runnable threadStop,
    @Nullable Consumer<? super TaskMeta> taskSpawn,
    @Nullable Consumer<? super TaskMeta> taskTerminate,
    FailureReporter failures) {
  /** Hooks that do nothing. */
  public static Hooks none(FailureReporter failures) {
    return new Hooks(null, null, null, null, failures);
  }

  /** The calling thread, which is in the runtime's context, begins its life in it. */
  public void threadStarts() {
    run("onThreadStart", threadStart);
  }

  /** The calling thread, which is in the runtime's context, ends its life in it. */
  public void threadStops() {
    run("onThreadStop", threadStop);
  }

  /** The calling thread has made a task that nobody runs yet. */
  public void taskSpawned(Task<?> task) {
    tell("onTaskSpawn", taskSpawn, task, null);
  }

  /** The calling thread is ending a task. */
  public void taskTerminated(Task<?> task, @Nullable TaskCost cost) {
    tell("onTaskTerminate", taskTerminate, task, cost);
  }

  private void tell(
      String name,
      @Nullable Consumer<? super TaskMeta> hook,
      Task<?> task,
      @Nullable TaskCost cost) {
    if (hook != null) {
      run(name, () -> hook.accept(new TaskMeta(task.id(), task.spawnedAt(), cost)));
    }
  }

  private void run(String name, @Nullable Runnable hook) {
    if (hook == null) {
      return;
    }
    try {
      hook.run();
    } catch (Throwable t) {
      failures.report("the hook " + name, t);
    }
  }
}
