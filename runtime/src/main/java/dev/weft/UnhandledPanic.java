package dev.weft;

/**
 * What a runtime does about a task that fails with an unchecked exception other than {@link
 * CancelledError}, whether or not somebody awaits the task.
 *
 * @see AsyncRuntime.Builder#unhandledPanic
 * @see <a href="https://docs.rs/tokio/latest/tokio/runtime/enum.UnhandledPanic.html">Tokio's
 *     UnhandledPanic</a>
 */
public enum UnhandledPanic {
  /** The failure is the affair of whoever awaits the task; nobody else is disturbed. */
  IGNORE,
  /**
   * The runtime closes as by {@link AsyncRuntime#shutdownBackground}. Every call of {@code blockOn}
   * that is under way is cancelled and throws an {@link IllegalStateException} whose cause is the
   * failure, later calls do the same, and what is spawned from then on is cancelled.
   */
  SHUTDOWN
}
