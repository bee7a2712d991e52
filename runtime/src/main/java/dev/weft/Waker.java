package dev.weft;

/**
 * Tells the scheduler that a strand can make progress.
 *
 * <p>Safe to call from any thread, any number of times, also after the strand has ended. A wake-up
 * between two polls is never lost; several may be folded into one. Call it outside of locks.
 */
@FunctionalInterface
public interface Waker {
  /** Has the strand that owns this waker polled again. */
  void wake();
}
