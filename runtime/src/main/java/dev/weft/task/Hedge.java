package dev.weft.task;

import dev.weft.AsyncCallable;
import dev.weft.CancelUnsafe;
import dev.weft.Future;
import dev.weft.FutureCallable;
import dev.weft.internal.future.LambdaFrame;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks a second time when an answer takes long, and takes the first that comes: so one slow server
 * among many doesn't make a request slow. For requests that may be made twice. Immutable.
 *
 * <pre>{@code
 * Hedge hedge = Hedge.after(Duration.ofMillis(50));
 * String page = await(hedge.run(() -> await(load("page"))));
 * }</pre>
 *
 * <p>The attempts run side by side in the task that awaits. The first value is the result; the
 * other attempts are cancelled and have cleaned up before it is given, and a failure of that
 * cleanup is reported. An attempt that fails has the next one start at once. When all have failed,
 * the first failure is thrown with the others suppressed.
 */
public final class Hedge {
  private final Duration delay;
  private final int most;

  private Hedge(Duration delay, int most) {
    this.delay = delay;
    this.most = most;
  }

  /**
   * Two attempts, the second one if the first has not ended after a time.
   *
   * @param delay the time, not negative
   * @return what runs them
   */
  public static Hedge after(Duration delay) {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("delay must not be negative: " + delay);
    }
    return new Hedge(delay, 2);
  }

  /**
   * Another number of attempts, each of them the delay after the one before.
   *
   * @param count all attempts, with the first, at least 1
   * @return what runs them
   */
  public Hedge attempts(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("attempts must be at least 1: " + count);
    }
    return new Hedge(delay, count);
  }

  /**
   * Runs something as often as it takes.
   *
   * @param attempt the code of an attempt; it may await
   * @param <T> the type of the value
   * @param <E> what the code may throw
   * @return a lazy future of the first value. Cancelling it cancels all attempts: cancel-safe if
   *     they are
   * @throws E never here: the await of the future throws it
   */
  @CancelUnsafe("the attempts that run")
  @SuppressWarnings("unchecked") // a lambda's frame gives what the lambda returns
  public <T extends @Nullable Object, E extends Exception> Future<T> run(
      AsyncCallable<? extends T, ? extends E> attempt) throws E {
    Objects.requireNonNull(attempt, "attempt");
    return (Future<T>) new HedgeRun(delay, most, () -> LambdaFrame.of(attempt));
  }

  /**
   * Awaits as many futures as it takes; see {@link #run(AsyncCallable)}.
   *
   * @param attempt makes the future of an attempt
   * @param <T> the type of the value
   * @param <E> what the code may throw
   * @return a lazy future of the first value
   * @throws E never here: the await of the future throws it
   */
  @CancelUnsafe("the attempts that run")
  @SuppressWarnings("unchecked") // a lambda's frame gives what the lambda returns
  public <T extends @Nullable Object, E extends Exception> Future<T> run(
      FutureCallable<T, ? extends E> attempt) throws E {
    Objects.requireNonNull(attempt, "attempt");
    return (Future<T>) new HedgeRun(delay, most, () -> LambdaFrame.of(attempt));
  }

  @Override
  public String toString() {
    return "Hedge[" + most + " attempts, " + delay + " apart]";
  }
}
