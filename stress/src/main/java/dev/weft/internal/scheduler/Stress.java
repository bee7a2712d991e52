package dev.weft.internal.scheduler;

import dev.weft.Weft;
import dev.weft.internal.task.FailureReporter;
import dev.weft.internal.task.Task;
import dev.weft.internal.time.NanoClock;
import java.time.Duration;

/** What the tests of queues and workers have in common: workers and tasks that never run. */
final class Stress {
  private static final MultiThread SCHEDULER =
      new MultiThread(
          new Settings(
              "stress",
              2,
              1,
              Duration.ofSeconds(1),
              NanoClock.SYSTEM,
              new FailureReporter((task, failure) -> {})));

  private Stress() {}

  /** One of two workers whose threads are not started. */
  static Worker worker(int index) {
    return SCHEDULER.worker(index);
  }

  /** A task that is in no queue. */
  static Task<Void> task() {
    return Task.startHere(SCHEDULER, Weft.ready(), "Stress\ntask\n\n-1");
  }

  /** Takes all out of a queue; answers how many there were. */
  static int drain(LocalQueue queue) {
    int count = 0;
    while (queue.pop() != null) {
      count++;
    }
    return count;
  }

  /** Takes all out of the injector; answers how many there were. */
  static int drain(Injector injector) {
    int count = 0;
    while (injector.take(1, 1) != null) {
      count++;
    }
    return count;
  }
}
