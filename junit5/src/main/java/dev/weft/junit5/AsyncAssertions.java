package dev.weft.junit5;

import dev.weft.AsyncCallable;
import dev.weft.AsyncRunnable;
import dev.weft.Future;
import dev.weft.FutureCallable;
import dev.weft.Weft;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about code that awaits, each of which is a future itself: it is awaited.
 *
 * <p>JUnit's own that take lambdas, such as {@code assertThrows}, run them at once and can't wait,
 * so {@code await} is an error there.
 */
public final class AsyncAssertions {
  private AsyncAssertions() {}

  /**
   * Asserts that code fails with an exception of a type, or of a subtype of it.
   *
   * <pre>{@code
   * IOException e = await(fails(IOException.class, () -> await(store.load("none"))));
   * assertEquals("none is missing", e.getMessage());
   * }</pre>
   *
   * @param type the type
   * @param code the code, whose value doesn't matter
   * @param <X> the type
   * @return a future of the exception; it fails with an {@link AssertionError} if the code fails
   *     with another one, or with none. Cancelling it cancels the code
   */
  public static <X extends Throwable> Future<X> fails(
      Class<X> type, AsyncCallable<?, ? extends Exception> code) {
    return FailureCheck.of(type, FailureCheck.future(() -> Weft.async(code)));
  }

  /**
   * Asserts that code without a value fails; as {@link #fails(Class, AsyncCallable)}.
   *
   * @param type the type
   * @param code the code
   * @param <X> the type
   * @return a future of the exception
   */
  public static <X extends Throwable> Future<X> fails(
      Class<X> type, AsyncRunnable<? extends Exception> code) {
    return FailureCheck.of(type, FailureCheck.future(() -> Weft.async(code)));
  }

  /**
   * Asserts that the future that code returns fails; as {@link #fails(Class, AsyncCallable)}.
   *
   * @param type the type
   * @param code the code
   * @param <X> the type
   * @return a future of the exception
   */
  public static <X extends Throwable> Future<X> fails(
      Class<X> type, FutureCallable<?, ? extends Exception> code) {
    return FailureCheck.of(type, FailureCheck.future(() -> Weft.async(code)));
  }

  /**
   * Asserts that a future fails; as {@link #fails(Class, AsyncCallable)}.
   *
   * @param type the type
   * @param future the future
   * @param <X> the type
   * @return a future of the exception
   */
  public static <X extends Throwable> Future<X> fails(Class<X> type, Future<?> future) {
    return FailureCheck.of(type, future);
  }

  /**
   * Asserts that a future ends within a time of the runtime's clock. Under a clock that stands
   * still this takes no real time.
   *
   * <pre>{@code
   * assertEquals("pong", await(completesWithin(Duration.ofSeconds(1), server.ask("ping"))));
   * }</pre>
   *
   * @param limit the time
   * @param future the future
   * @param <T> the type of its value
   * @return a future of its value or failure; it fails with an {@link AssertionError} once the time
   *     is over and the future, which is cancelled then, has cleaned up
   */
  public static <T extends @Nullable Object> Future<T> completesWithin(
      Duration limit, Future<? extends T> future) {
    return TimeCheck.of(limit, future);
  }
}
