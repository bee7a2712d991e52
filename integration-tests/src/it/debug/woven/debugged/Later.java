package debugged;

import dev.weft.Context;
import dev.weft.Future;
import dev.weft.Poll;

/** A future that has its outcome at once, or when it is polled for the second time. */
final class Later<T> implements Future<T> {
  static boolean suspends;

  private final T value;
  private final Throwable failure;
  private boolean waited;

  private Later(T value, Throwable failure) {
    this.value = value;
    this.failure = failure;
  }

  static <T> Future<T> value(T value) {
    return new Later<>(value, null);
  }

  /** The type of the exception is there for javac. */
  static <X extends Exception> Future<Void> failed(X failure) throws X {
    return new Later<>(null, failure);
  }

  @Override
  public Object poll(Context context) throws Throwable {
    if (suspends && !waited) {
      waited = true;
      context.waker().wake();
      return Poll.PENDING;
    }
    if (failure != null) {
      throw failure;
    }
    return value;
  }

  @Override
  public Object cancel(Context context) {
    return Poll.CANCELLED;
  }
}
