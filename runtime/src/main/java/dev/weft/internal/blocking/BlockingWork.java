package dev.weft.internal.blocking;

/**
 * Work for the pool that wants to know if it will never run. Exactly one of {@link #run} and {@link
 * #drop} is called.
 */
public interface BlockingWork extends Runnable {
  /** Told instead of {@link #run} when the pool is closed. */
  void drop();

  /**
   * Whether a pool that is closed still runs it, if it was given to the pool before. May change
   * while it waits.
   */
  default boolean mustRun() {
    return false;
  }
}
