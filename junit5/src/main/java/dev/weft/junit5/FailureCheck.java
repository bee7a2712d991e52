package dev.weft.junit5;

import static dev.weft.Weft.await;
import static dev.weft.Weft.ready;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Future;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.opentest4j.AssertionFailedError;

/** Awaits a failure. Woven, so that whoever looks at tasks sees through it. */
final class FailureCheck {
  private FailureCheck() {}

  /** A future of the failure of another one, which must be of a type. */
  static <X extends Throwable> Future<X> of(Class<X> type, Future<?> future) {
    return check(Objects.requireNonNull(type, "type"), Objects.requireNonNull(future, "future"));
  }

  /** Makes the future of an async lambda, which throws nothing before it is awaited. */
  static Future<?> future(Callable<Future<?>> lambda) {
    try {
      return lambda.call();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Async
  private static <X extends Throwable> Future<X> check(Class<X> type, Future<?> future) {
    try {
      await(future);
    } catch (CancelledError e) {
      throw e;
    } catch (Throwable t) {
      return ready(cast(type, t));
    }
    throw new AssertionFailedError(
        "expected " + type.getName() + " to be thrown, but nothing was thrown");
  }

  private static <X extends Throwable> X cast(Class<X> type, Throwable thrown) {
    if (type.isInstance(thrown)) {
      return type.cast(thrown);
    }
    throw new AssertionFailedError(
        "expected " + type.getName() + " to be thrown, but was " + thrown,
        type,
        thrown.getClass(),
        thrown);
  }
}
