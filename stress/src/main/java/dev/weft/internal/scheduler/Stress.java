package dev.weft.internal.scheduler;

import dev.weft.Future;
import dev.weft.Weft;
import dev.weft.internal.environment.Delay;
import dev.weft.internal.environment.Environment;
import dev.weft.internal.environment.ThreadKind;
import dev.weft.internal.nio.NioDriver;
import dev.weft.internal.task.FailureReporter;
import dev.weft.internal.task.Task;
import dev.weft.internal.time.NanoClock;
import java.time.Duration;

/** What the tests of queues and workers have in common: workers and tasks that never run. */
final class Stress {
  /** Where all tasks are spawned. */
  static final String SITE = "Stress\ntask\n\n-1";

  private static final MultiThread SCHEDULER = new MultiThread(settings());

  private Stress() {}

  /** What a scheduler is made with. */
  static Settings settings() {
    return settings(Delay.JDK);
  }

  /** As above, with a way to run something later. */
  static Settings settings(Delay delay) {
    return new Settings(
        "stress",
        2,
        1,
        Duration.ofSeconds(1),
        new Environment(NanoClock.SYSTEM, delay, 0, ThreadKind.PLATFORM, NioDriver::new),
        new FailureReporter((task, failure) -> {}));
  }

  /** The strand of a {@code blockOn}. */
  static RootStrand root(Future<?> future) {
    return new RootStrand(SCHEDULER, future);
  }

  /** One of two workers whose threads are not started. */
  static Worker worker(int index) {
    return SCHEDULER.worker(index);
  }

  /** A task that is in no queue. */
  static Task<Void> task() {
    return Task.startHere(SCHEDULER, Weft.ready(), SITE);
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
