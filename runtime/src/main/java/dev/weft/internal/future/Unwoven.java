package dev.weft.internal.future;

/** The error of an {@code await} that the weaver never saw. */
public final class Unwoven {
  private static final StackWalker WALKER = StackWalker.getInstance();

  private Unwoven() {}

  /** The error to throw from the body of {@code Weft.await}; names the code that called it. */
  public static IllegalStateException await() {
    String caller =
        WALKER.walk(
            frames -> frames.skip(2).findFirst().map(Object::toString).orElse("unknown code"));
    return new IllegalStateException(
        "[WEFT-100] await was called in "
            + caller
            + ", whose class was not woven. Put dev.weft:weft-processor on the annotation"
            + " processor path, or run the goal weave of dev.weft:weaver-maven-plugin after the"
            + " compiler");
  }
}
