package dev.weft.internal.environment;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs something later; passed in, so that tests can make time pass. */
@FunctionalInterface
public interface Delay {
  /**
   * One thread of the JDK for all. It runs the action itself, which must be short, so that no pool
   * that is busy holds it up.
   */
  Delay JDK =
      (nanos, action) ->
          CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, Runnable::run)
              .execute(action);

  /** Runs an action on some thread when a span in nanoseconds is over, never before. */
  void run(long nanos, Runnable action);
}
