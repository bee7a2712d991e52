package dev.weft.internal.scheduler;

import dev.weft.internal.task.FailureReporter;
import dev.weft.internal.time.NanoClock;
import java.time.Duration;

/**
 * What a runtime was built with; checked by the builder.
 *
 * @param name the name of the runtime, which the names of its threads begin with
 * @param workers the number of worker threads
 * @param maxBlockingThreads the most threads for blocking work
 * @param keepAlive how long a thread for blocking work stays without work
 * @param clock the time that timers go by
 * @param failures what is told of failures that nobody sees
 */
public record Settings(
    String name,
    int workers,
    int maxBlockingThreads,
    Duration keepAlive,
    NanoClock clock,
    FailureReporter failures) {}
