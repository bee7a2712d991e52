package dev.weft;

import java.util.List;

/**
 * Thrown by {@code blockOn} on a {@linkplain AsyncRuntime#deterministic deterministic} runtime when
 * nothing can happen any more: everybody waits and no timer is set. The message tells who waits for
 * what, where, and who was spawned where.
 */
public final class DeadlockException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final transient List<Deadlock> deadlocks;

  /**
   * An exception that tells of an end without a result.
   *
   * @param message who waits where
   * @param deadlocks the circles among those that wait
   */
  public DeadlockException(String message, List<Deadlock> deadlocks) {
    super(message);
    this.deadlocks = List.copyOf(deadlocks);
  }

  /**
   * Those that wait for one another in a circle.
   *
   * @return the circles; none where somebody waits for what nobody will do
   */
  public List<Deadlock> deadlocks() {
    return deadlocks;
  }
}
