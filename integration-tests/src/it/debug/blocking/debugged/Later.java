package debugged;

import dev.weft.Future;

/** A future that has its outcome. */
final class Later {
  private Later() {}

  static <T> Future<T> value(T value) {
    return () -> value;
  }

  static <X extends Exception> Future<Void> failed(X failure) throws X {
    return () -> {
      throw failure;
    };
  }
}
