package dev.weft.it.woven;

/** What a future has given, if it has. */
final class Kept<T> {
  private boolean there;
  private T value;

  T keep(T given) {
    there = true;
    value = given;
    return given;
  }

  boolean isThere() {
    return there;
  }

  T value() {
    return value;
  }
}
