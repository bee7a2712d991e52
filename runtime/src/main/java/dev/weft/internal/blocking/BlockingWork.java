package dev.weft.internal.blocking;

/**
 * Work for the pool that wants to know if it will never run. Exactly one of its methods is called.
 */
public interface BlockingWork extends Runnable {
  /** Told instead of {@link #run} when the pool is closed. */
  void drop();
}
