package dev.weft.weaver.corpus;

/** What an async copy of a method is, and where the suspensions stand in it. */
enum Shape {
  /** The body of an async lambda, with a suspension before each call: arguments on the stack. */
  LAMBDA,
  /**
   * A method with {@code @Async}, with a suspension after each call: its result on the stack. Calls
   * of the class's own methods go to their async copies, and are awaited.
   */
  METHOD
}
