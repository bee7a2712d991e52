package dev.weft.internal.scheduler;

import dev.weft.UnhandledPanic;
import dev.weft.internal.blocking.PoolSettings;
import dev.weft.internal.task.FailureReporter;
import dev.weft.internal.task.Hooks;
import dev.weft.internal.time.NanoClock;
import java.time.Duration;

/**
 * What a runtime was built with; checked by the builder.
 *
 * @param name the name of the runtime
 * @param threadName what the names of its threads begin with
 * @param workers the number of worker threads
 * @param maxBlockingThreads the most threads for blocking work
 * @param keepAlive how long a thread for blocking work stays without work
 * @param clock the time that timers go by
 * @param failures what is told of failures that nobody sees
 * @param hooks what is told of threads and tasks
 * @param unhandledPanic what happens when a task fails with an unchecked exception
 * @param pace how threads take turns
 * @param taskCosts whether to measure what each task costs
 * @param virtualThreads whether threads for blocking work are virtual
 */
public record Settings(
    String name,
    String threadName,
    int workers,
    int maxBlockingThreads,
    Duration keepAlive,
    NanoClock clock,
    FailureReporter failures,
    Hooks hooks,
    UnhandledPanic unhandledPanic,
    Pace pace,
    boolean taskCosts,
    boolean virtualThreads) {
  /** What the pool for blocking work is made with. */
  PoolSettings blocking() {
    return new PoolSettings(name, threadName, maxBlockingThreads, keepAlive, virtualThreads, hooks);
  }

  /** Settings with defaults for what parts of a scheduler don't look at; for their tests. */
  Settings(
      String name,
      int workers,
      int maxBlockingThreads,
      Duration keepAlive,
      NanoClock clock,
      FailureReporter failures) {
    this(
        name,
        name,
        workers,
        maxBlockingThreads,
        keepAlive,
        clock,
        failures,
        Hooks.none(failures),
        UnhandledPanic.IGNORE,
        new Pace(61, 61, 0),
        false,
        false);
  }
}
