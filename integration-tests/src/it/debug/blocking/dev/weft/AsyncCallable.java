package dev.weft;

/** A lambda with a value. */
public interface AsyncCallable<T, E extends Exception> {
  T call() throws E;
}
