package dev.weft;

/** What can be awaited. */
public interface Future<T> {
  T get() throws Throwable;
}
