package dev.weft;

/** The answers of {@link Future#poll} and {@link Future#cancel} that are not a value. */
public enum Poll {
  /** Not done: the context's waker was stored and will be woken. */
  PENDING,
  /** Given up: nothing was delivered and nothing is held any more. */
  CANCELLED
}
