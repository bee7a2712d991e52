package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * How a task ended.
 *
 * @param <T> the type of the value
 * @see <a href="https://docs.rs/tokio/latest/tokio/task/struct.JoinError.html">Tokio's
 *     JoinError</a>
 */
public sealed interface Outcome<T extends @Nullable Object> {
  /**
   * The task returned.
   *
   * @param value what it returned
   * @param <T> the type of the value
   */
  record Success<T extends @Nullable Object>(T value) implements Outcome<T> {}

  /**
   * The task threw a checked exception: an error it was expected to have.
   *
   * @param cause the exception
   * @param <T> the type of the value
   */
  record Failure<T extends @Nullable Object>(Exception cause) implements Outcome<T> {}

  /**
   * The task threw a {@link RuntimeException} or an {@link Error}: most likely a bug.
   *
   * @param cause what was thrown
   * @param <T> the type of the value
   */
  record Panic<T extends @Nullable Object>(Throwable cause) implements Outcome<T> {}

  /**
   * The task was aborted, or its runtime was closed.
   *
   * @param reason who or what cancelled it; null if nobody has said
   * @param <T> the type of the value
   */
  record Cancelled<T extends @Nullable Object>(@Nullable String reason) implements Outcome<T> {
    /** A cancellation without a reason. */
    public Cancelled() {
      this(null);
    }
  }
}
