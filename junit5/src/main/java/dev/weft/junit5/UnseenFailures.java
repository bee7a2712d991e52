package dev.weft.junit5;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/** The failures of a test's tasks that nobody has awaited. */
final class UnseenFailures implements Thread.UncaughtExceptionHandler {
  /** A failure with the line of its trace that tells of the task, which JUnit cuts off. */
  private record Unseen(Throwable failure, String task) {
    static Unseen of(Throwable failure) {
      StackTraceElement[] trace = failure.getStackTrace();
      String last = trace.length == 0 ? "" : trace[trace.length - 1].toString();
      return new Unseen(failure, last.contains(SPAWNED) ? last : "a task");
    }

    @Override
    public String toString() {
      return task + " failed with " + failure;
    }
  }

  private static final String SPAWNED = " spawned at ";

  private final Queue<Unseen> failures = new ConcurrentLinkedQueue<>();

  @Override
  public void uncaughtException(Thread thread, Throwable failure) {
    failures.add(Unseen.of(failure));
  }

  /**
   * One failure for all of them.
   *
   * @param known how the test has failed itself
   */
  Optional<AssertionError> asOne(@Nullable Throwable known) {
    List<Unseen> unseen = failures.stream().filter(each -> each.failure() != known).toList();
    if (unseen.isEmpty()) {
      return Optional.empty();
    }
    AssertionError all = new AssertionFailedError(message(unseen), unseen.get(0).failure());
    unseen.stream().skip(1).forEach(each -> all.addSuppressed(each.failure()));
    return Optional.of(all);
  }

  private static String message(List<Unseen> unseen) {
    return unseen.stream()
        .map(each -> "\n" + each)
        .collect(Collectors.joining("", "failures of tasks that nobody awaited:", ""));
  }
}
