package dev.weft.junit5;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;
import static dev.weft.Weft.timeout;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Future;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/** Awaits a future for a limited time. Woven, so that whoever looks at tasks sees through it. */
final class TimeCheck {
  private TimeCheck() {}

  /** A future of the outcome of another one, which must come in time. */
  static <T extends @Nullable Object> Future<T> of(Duration limit, Future<? extends T> future) {
    return check(
        Objects.requireNonNull(limit, "limit"),
        TimeCheck.<T>outcome(Objects.requireNonNull(future, "future")));
  }

  /** How a future has ended: a time-out of its own isn't ours. */
  private record Ended<T extends @Nullable Object>(T value, @Nullable Throwable failure) {}

  @Async
  @SuppressWarnings("NullAway") // there is no value beside a failure
  private static <T extends @Nullable Object> Future<Ended<T>> outcome(Future<? extends T> future) {
    try {
      return ready(new Ended<T>(await(future), null));
    } catch (CancelledError e) {
      throw e;
    } catch (Throwable t) {
      return ready(new Ended<T>(null, t));
    }
  }

  @Async
  private static <T extends @Nullable Object> Future<T> check(
      Duration limit, Future<Ended<T>> future) {
    Ended<T> ended;
    try {
      ended = await(timeout(limit, future));
    } catch (TimeoutException e) {
      throw new AssertionFailedError(
          "not complete within " + TimeSpan.format(limit) + " of the runtime's clock", e);
    }
    if (ended.failure() != null) {
      throw TimeCheck.<RuntimeException>rethrown(ended.failure());
    }
    return ready(ended.value());
  }

  /** Throws what a future has failed with, checked or not. */
  @SuppressWarnings("unchecked") // the cast is erased: that is the point
  private static <E extends Throwable> RuntimeException rethrown(Throwable failure) throws E {
    throw (E) failure;
  }
}
