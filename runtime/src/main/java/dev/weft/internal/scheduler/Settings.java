package dev.weft.internal.scheduler;

import dev.weft.UnhandledPanic;
import dev.weft.internal.blocking.PoolSettings;
import dev.weft.internal.environment.Environment;
import dev.weft.internal.task.FailureReporter;
import dev.weft.internal.task.Hooks;
import java.time.Duration;

/**
 * What a runtime was built with; checked by the builder.
 *
 * @param name the name of the runtime
 * @param threadName what the names of its threads begin with
 * @param workers the number of worker threads
 * @param maxBlockingThreads the most threads for blocking work
 * @param keepAlive how long a thread for blocking work stays without work
 * @param environment the time, chance and threads
 * @param failures what is told of failures that nobody sees
 * @param hooks what is told of threads and tasks
 * @param unhandledPanic what happens when a task fails with an unchecked exception
 * @param pace how threads take turns
 * @param taskCosts whether to measure what each task costs
 */
public record Settings(
    String name,
    String threadName,
    int workers,
    int maxBlockingThreads,
    Duration keepAlive,
    Environment environment,
    FailureReporter failures,
    Hooks hooks,
    UnhandledPanic unhandledPanic,
    Pace pace,
    boolean taskCosts) {
  /** What the pool for blocking work is made with. */
  PoolSettings blocking() {
    return new PoolSettings(name, threadName, maxBlockingThreads, keepAlive, environment, hooks);
  }

  /** Settings with defaults for what parts of a scheduler don't look at; for their tests. */
  Settings(
      String name,
      int workers,
      int maxBlockingThreads,
      Duration keepAlive,
      Environment environment,
      FailureReporter failures) {
    this(
        name,
        name,
        workers,
        maxBlockingThreads,
        keepAlive,
        environment,
        failures,
        Hooks.none(failures),
        UnhandledPanic.IGNORE,
        new Pace(61, 61),
        false);
  }
}
