package dev.weft.internal.future;

import java.lang.StackWalker.StackFrame;
import java.util.function.Predicate;

/** The errors of an {@code await} and of a loop over {@code each} that the weaver never saw. */
public final class Unwoven {
  private static final StackWalker WALKER = StackWalker.getInstance();

  private Unwoven() {}

  /** The error to throw from the body of {@code Weft.await}; names the code that called it. */
  public static IllegalStateException await() {
    return error("await was called");
  }

  /** The error to throw where a loop asks for an element; names the code of the loop. */
  public static IllegalStateException each() {
    return error("a loop over each runs");
  }

  private static IllegalStateException error(String what) {
    String caller =
        WALKER.walk(
            frames ->
                frames
                    .skip(3)
                    .filter(Predicate.not(Unwoven::isOfTheJdk))
                    .findFirst()
                    .map(Object::toString)
                    .orElse("unknown code"));
    return new IllegalStateException(
        "[WEFT-100] "
            + what
            + " in "
            + caller
            + ", whose class was not woven. Put dev.weft:weft-processor on the annotation"
            + " processor path, or run the goal weave of dev.weft:weaver-maven-plugin after the"
            + " compiler");
  }

  /** The JDK calls iterators and method references for others. */
  private static boolean isOfTheJdk(StackFrame frame) {
    return frame.getClassName().startsWith("java.");
  }
}
