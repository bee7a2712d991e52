package dev.weft.internal.blocking;

import dev.weft.internal.environment.Environment;
import dev.weft.internal.task.Hooks;
import java.time.Duration;

/**
 * What a blocking pool is made with.
 *
 * @param runtimeName the name of the runtime
 * @param threadName what the threads' names begin with
 * @param maximum the most threads
 * @param keepAlive how long a thread stays without work
 * @param environment where threads come from
 * @param hooks what is told of threads
 */
public record PoolSettings(
    String runtimeName,
    String threadName,
    int maximum,
    Duration keepAlive,
    Environment environment,
    Hooks hooks) {
  /** How long a thread stays without work, in nanoseconds; endless if that are too many. */
  public long keepAliveNanos() {
    return keepAlive.compareTo(Duration.ofNanos(Long.MAX_VALUE)) > 0
        ? Long.MAX_VALUE
        : keepAlive.toNanos();
  }
}
