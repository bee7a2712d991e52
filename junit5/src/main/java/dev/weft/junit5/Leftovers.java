package dev.weft.junit5;

import dev.weft.AsyncRuntime;
import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;
import dev.weft.internal.junit.TestBed;
import dev.weft.task.TaskDump;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;

/**
 * Looks for tasks that are alive when their test is over.
 *
 * <p>Those that can go on get a chance to end before: they are run until all that are left wait for
 * one another or for a time. Only where some wait for other threads this takes real time, and then
 * not for long.
 */
final class Leftovers {
  /** How long tasks that run, and other threads, get to come to an end. */
  private static final long PATIENCE_NANOS = 1_000_000_000L;

  private Leftovers() {}

  /** What is wrong with a runtime whose test is over; empty where nothing is. */
  static Optional<AssertionError> of(AsyncRuntime runtime) {
    if (runtime.metrics().aliveTasks() > 0) {
      runtime.blockOn(new Settling(runtime));
    }
    List<TaskDump> left = runtime.dumpTasks();
    return left.isEmpty() ? Optional.empty() : Optional.of(failure(left));
  }

  private static AssertionError failure(List<TaskDump> left) {
    String count = left.size() == 1 ? "a task is" : left.size() + " tasks are";
    AssertionError failure =
        new AssertionFailedError(
            left.stream()
                .map(dump -> "\n" + dump)
                .collect(
                    Collectors.joining(
                        "",
                        count
                            + " still alive at the end of the test; await or abort what a test"
                            + " spawns:",
                        "")));
    failure.setStackTrace(left.stream().map(TaskDump::spawnedAt).toArray(StackTraceElement[]::new));
    return failure;
  }

  /** Ends when nothing changes any more; lets tasks run meanwhile. */
  private static final class Settling implements Future<Boolean> {
    private final AsyncRuntime runtime;
    private final TestBed bed;
    private final long end = System.nanoTime() + PATIENCE_NANOS;

    Settling(AsyncRuntime runtime) {
      this.runtime = runtime;
      bed = TestBed.of(runtime);
    }

    @Override
    public Object poll(Context context) {
      if (runtime.metrics().aliveTasks() == 0 || bed.isSettled() || System.nanoTime() - end > 0) {
        return true;
      }
      context.waker().wake();
      return Poll.PENDING;
    }

    @Override
    public Object cancel(Context context) {
      return Poll.CANCELLED;
    }
  }
}
