package dev.weft.weaver.scan;

/** How a body is started, which says what stands in its place in the user's class. */
public enum Role {
  /** By awaiting or spawning the frame that the method returns. */
  LAZY,
  /** At the call of the method, which returns a CompletableFuture. */
  EAGER,
  /** By the {@code java} launcher. */
  MAIN,
  /** By JUnit, on a thread that its extension has put into a runtime's context. */
  TEST,
  /** By a woven function object; nothing stands in its place. */
  LAMBDA,
  /** By a call of the async interface that the class implements, from async code. */
  IMPLEMENTATION;

  /** The role of a method with an annotation, or of code that returns a future in another way. */
  static Role of(ReturnKind returns) {
    return returns == ReturnKind.STAGE ? EAGER : LAZY;
  }
}
