package dev.weft.task;

import dev.weft.AsyncCallable;
import dev.weft.AsyncRunnable;
import dev.weft.CancelUnsafe;
import dev.weft.Future;
import dev.weft.FutureCallable;
import dev.weft.internal.future.LambdaFrame;
import dev.weft.time.Deadline;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How often, when and after which failures something is tried again. Immutable: each method gives
 * another one.
 *
 * <pre>{@code
 * Retry policy =
 *     Retry.times(5)
 *         .backoff(Duration.ofMillis(100), Duration.ofSeconds(10))
 *         .when(failure -> failure instanceof IOException);
 * String page = await(policy.run(() -> await(load("page"))));
 * }</pre>
 *
 * <p>When it is given up, the last failure is thrown, with those of the 16 attempts before
 * suppressed in it. Only exceptions are tried again: an error is thrown at once, and so is {@link
 * dev.weft.CancelledError}: a task that is cancelled makes no further attempt and sleeps no longer.
 *
 * <p>An attempt takes as long as it takes; {@code timeout} inside of it limits one, and around the
 * whole it limits all. Pauses go by the clock of the runtime, and their random part by its seed.
 */
public final class Retry {
  private final RetryPolicy policy;

  private Retry(RetryPolicy policy) {
    this.policy = policy;
  }

  /**
   * A number of attempts, without pauses between them, after any exception.
   *
   * @param attempts all attempts, with the first, at least 1
   * @return the policy
   */
  public static Retry times(int attempts) {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be at least 1: " + attempts);
    }
    return new Retry(RetryPolicy.times(attempts));
  }

  /**
   * Pauses that are all the same.
   *
   * @param pause the time from a failure to the next attempt
   * @return another policy
   */
  public Retry pause(Duration pause) {
    return new Retry(policy.pausing(pause, pause, 1));
  }

  /**
   * Pauses that double, of which a random half or less is left out, so that those who failed
   * together don't come again together.
   *
   * @param first the first one, before that
   * @param longest the longest one, before that
   * @return another policy
   */
  public Retry backoff(Duration first, Duration longest) {
    return new Retry(policy.pausing(first, longest, 2));
  }

  /**
   * Which failures are tried again.
   *
   * @param retriable is asked for each exception but the last; what it throws is thrown
   * @return another policy
   */
  public Retry when(Predicate<? super Exception> retriable) {
    return new Retry(policy.when(Objects.requireNonNull(retriable, "retriable")));
  }

  /**
   * No attempt begins at a deadline or later: where the next pause would reach it, this gives up
   * without the pause. An attempt that has begun goes on.
   *
   * @param deadline the deadline
   * @return another policy
   */
  public Retry until(Deadline deadline) {
    return new Retry(policy.until(Objects.requireNonNull(deadline, "deadline")));
  }

  /**
   * Runs something until it succeeds or is given up.
   *
   * @param attempt the code of an attempt; it may await
   * @param <T> the type of the value
   * @param <E> what the code may throw
   * @return a lazy future of the value. Cancel-safe if the attempt is
   * @throws E never here: the await of the future throws it
   */
  @CancelUnsafe("the attempt, and the count of those before")
  @SuppressWarnings("unchecked") // a lambda's frame gives what the lambda returns
  public <T extends @Nullable Object, E extends Exception> Future<T> run(
      AsyncCallable<? extends T, ? extends E> attempt) throws E {
    Objects.requireNonNull(attempt, "attempt");
    return (Future<T>) new RetryRun(policy, () -> LambdaFrame.of(attempt));
  }

  /**
   * Runs something without a value until it succeeds or is given up; see {@link
   * #run(AsyncCallable)}.
   *
   * @param attempt the code of an attempt; it may await
   * @param <E> what the code may throw
   * @return a lazy future of the end
   * @throws E never here: the await of the future throws it
   */
  @CancelUnsafe("the attempt, and the count of those before")
  @SuppressWarnings("unchecked") // a lambda's frame gives what the lambda returns
  public <E extends Exception> Future<Void> run(AsyncRunnable<? extends E> attempt) throws E {
    Objects.requireNonNull(attempt, "attempt");
    return (Future<Void>) (Future<?>) new RetryRun(policy, () -> LambdaFrame.of(attempt));
  }

  /**
   * Awaits one future after the other until one succeeds or this is given up; see {@link
   * #run(AsyncCallable)}.
   *
   * @param attempt makes the future of an attempt
   * @param <T> the type of the value
   * @param <E> what the code may throw
   * @return a lazy future of the value
   * @throws E never here: the await of the future throws it
   */
  @CancelUnsafe("the attempt, and the count of those before")
  @SuppressWarnings("unchecked") // a lambda's frame gives what the lambda returns
  public <T extends @Nullable Object, E extends Exception> Future<T> run(
      FutureCallable<T, ? extends E> attempt) throws E {
    Objects.requireNonNull(attempt, "attempt");
    return (Future<T>) new RetryRun(policy, () -> LambdaFrame.of(attempt));
  }

  @Override
  public String toString() {
    return policy.toString();
  }
}
