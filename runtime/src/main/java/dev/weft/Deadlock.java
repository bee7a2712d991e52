package dev.weft;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Tasks that wait for one another in a circle, so that none of them goes on unless one is aborted;
 * see {@link AsyncRuntime#findDeadlocks}.
 *
 * <p>{@link #toString} tells it in lines.
 *
 * @param waits one for each of them; each waits for what the next one holds or is, and the last one
 *     for the first
 */
public record Deadlock(List<Wait> waits) {
  /**
   * A deadlock.
   *
   * @param waits one for each that waits
   */
  public Deadlock {
    waits = List.copyOf(waits);
  }

  @Override
  public String toString() {
    return waits.stream()
        .map(Wait::toString)
        .collect(Collectors.joining("\n", "deadlock of " + waits.size() + ":\n", ""));
  }

  /**
   * One that waits.
   *
   * @param waiter who: a task, a branch of one, or the future of a {@code blockOn}
   * @param operation what it has called, such as {@code Mutex.lock}
   * @param obstacle what that waits for, and who holds it in which variable
   * @param stack where it waits, innermost first, and where it was spawned
   */
  public record Wait(
      String waiter, String operation, String obstacle, List<StackTraceElement> stack) {
    /**
     * One that waits.
     *
     * @param waiter who
     * @param operation what it has called
     * @param obstacle what that waits for
     * @param stack where it waits
     */
    public Wait {
      stack = List.copyOf(stack);
    }

    @Override
    public String toString() {
      return stack.stream()
          .map(line -> "\n\tat " + line)
          .collect(
              Collectors.joining("", waiter + " waits in " + operation + " for " + obstacle, ""));
    }
  }
}
