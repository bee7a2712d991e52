package dev.weft.weaver;

/**
 * What compiles and is a mistake all the same: the annotation processor tells of it from javac's
 * trees, and the weaver from byte code where that is enough.
 */
public enum Lint {
  /** A lazy future that nobody runs. */
  UNUSED_FUTURE("WEFT-018", "unused-future"),
  /** A catch that its failure never reaches. */
  FAILURE_ELSEWHERE("WEFT-019", "failure-elsewhere"),
  /** The null that ends a stream, unboxed. */
  NULL_END("WEFT-020", "null-end"),
  /** A call in async code that blocks. */
  BLOCKING_CALL("WEFT-021", "blocking"),
  /** What belongs to a thread, held across an await. */
  HELD_ACROSS_AWAIT("WEFT-022", "held-across-await"),
  /** A cancellation that is swallowed. */
  SWALLOWED_CANCELLATION("WEFT-023", "swallowed-cancellation"),
  /** Recursion that is better a loop. */
  RECURSION("WEFT-024", "recursion"),
  /** Another library's annotation beside Weft's. */
  FOREIGN_ASYNC("WEFT-025", "foreign-async");

  private final String id;
  private final String key;

  Lint(String id, String key) {
    this.id = id;
    this.key = key;
  }

  /** The id as it is printed and documented. */
  public String id() {
    return id;
  }

  /** What options call it, and {@code @SuppressWarnings} after {@code weft:}. */
  public String key() {
    return key;
  }
}
