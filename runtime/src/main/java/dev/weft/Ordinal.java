package dev.weft;

import java.util.Locale;
import java.util.NoSuchElementException;

/** The place of a future among others, in words. */
enum Ordinal {
  FIRST,
  SECOND,
  THIRD,
  FOURTH,
  FIFTH,
  SIXTH,
  SEVENTH,
  EIGHTH;

  /** The error for who asks for the value of another one than that which has won. */
  static NoSuchElementException other(int winner, int asked) {
    return new NoSuchElementException(
        "the "
            + values()[winner - 1]
            + " future has won, not the "
            + values()[asked - 1]
            + "; ask index() which one");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
