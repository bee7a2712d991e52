package dev.weft.internal.scheduler;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A wait of blocking work for something that isn't the runtime's, such as a latch, on a
 * deterministic runtime: it may be for a task, which has no turn as long as the work has it.
 */
final class StrayWait {
  private StrayWait() {}

  /** Whether a thread waits without an end of its own. */
  static boolean isIn(@Nullable Thread thread) {
    return thread != null
        && (thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.BLOCKED);
  }

  /** Tells of the wait, with the stack of the thread. */
  static IllegalStateException failure(Thread thread, String runtime) {
    StackTraceElement[] stack = thread.getStackTrace();
    IllegalStateException failure =
        new IllegalStateException(
            "blocking work waits"
                + place(stack)
                + " on thread '"
                + thread.getName()
                + "', and nobody else has a turn meanwhile on "
                + runtime
                + ", which is deterministic; have it wait by blockingRecv(...), blockOn(...) or the"
                + " like of Weft, or use a runtime of another kind");
    failure.setStackTrace(stack);
    return failure;
  }

  /** The innermost place that isn't the JDK's. */
  private static String place(StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .filter(element -> !isOfJdk(element))
        .findFirst()
        .map(element -> " at " + element)
        .orElse("");
  }

  private static boolean isOfJdk(StackTraceElement element) {
    return element.getClassName().startsWith("java.") || element.getClassName().startsWith("jdk.");
  }
}
