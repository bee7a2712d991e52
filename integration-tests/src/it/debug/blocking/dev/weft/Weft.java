package dev.weft;

import java.util.concurrent.CompletableFuture;

/** The twin of the language: the same program, not woven, whose awaits block. */
public final class Weft {
  private Weft() {}

  public static <T> T await(Future<T> future) {
    try {
      return future.get();
    } catch (Throwable t) {
      throw sneak(t);
    }
  }

  public static <T> T await(CompletableFuture<T> future) {
    return future.join();
  }

  public static <T> Future<T> ready(T value) {
    return () -> value;
  }

  public static <T> CompletableFuture<T> completed(T value) {
    return CompletableFuture.completedFuture(value);
  }

  public static <T, E extends Exception> Future<T> async(AsyncCallable<T, E> lambda) throws E {
    return lambda::call;
  }

  @SuppressWarnings("unchecked")
  private static <X extends Throwable> RuntimeException sneak(Throwable failure) throws X {
    throw (X) failure;
  }
}
