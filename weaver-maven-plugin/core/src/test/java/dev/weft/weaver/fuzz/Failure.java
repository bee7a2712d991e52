package dev.weft.weaver.fuzz;

/**
 * Something that is wrong with what became of a program.
 *
 * @param kind what sort of wrong
 * @param id what tells it from others of the kind; it stays the same while the program shrinks
 * @param detail all that is known
 */
record Failure(Kind kind, String id, String detail) {
  /** From the first step that can fail to the last. */
  enum Kind {
    /** The generator made what is no Java. */
    DOES_NOT_COMPILE,
    /** The compiler's own code fails the JVM's verifier, which is no fault of the weaver. */
    COMPILERS_FAULT,
    /** The weaver refuses a class, or fails. */
    REFUSED,
    /** A woven class fails the JVM's verifier. */
    DOES_NOT_VERIFY,
    /** A woven method has a loop with two entries. */
    IRREDUCIBLE,
    /** Woven code does something else. */
    DIFFERENT
  }

  /** Whether another one is the same fault, as far as one can see. */
  boolean isLike(Failure other) {
    return kind == other.kind && id.equals(other.id);
  }

  @Override
  public String toString() {
    return kind + " " + id + "\n" + detail;
  }
}
