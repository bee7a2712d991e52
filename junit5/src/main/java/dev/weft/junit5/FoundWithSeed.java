package dev.weft.junit5;

import java.lang.reflect.Method;

/**
 * Tells with which seed a test has failed, and how to see it again.
 *
 * <p>It is suppressed into the failure: so that keeps its type, message and values, which tools
 * show side by side, and whatever prints a stack trace prints this below it.
 */
final class FoundWithSeed extends Exception {
  private static final long serialVersionUID = 1L;

  private FoundWithSeed(String message) {
    super(message, null, false, false);
  }

  /** Adds what there is to say of a run to its failure. */
  static void tell(Throwable failure, Method test, Seeded run) {
    failure.addSuppressed(
        new FoundWithSeed(
            "with %s on a %s runtime; to replay it: %s"
                .formatted(run.label(), run.kind(), command(test, run))));
  }

  /** Shells take a dollar for something else. */
  private static String command(Method test, Seeded run) {
    String name = test.getDeclaringClass().getName() + "#" + test.getName();
    String quoted = name.indexOf('$') < 0 ? name : "'" + name + "'";
    return "mvn test -Dtest=" + quoted + " " + run.replay();
  }
}
