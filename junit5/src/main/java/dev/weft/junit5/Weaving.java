package dev.weft.junit5;

import dev.weft.abi.Strand;
import java.lang.reflect.Method;
import java.util.Arrays;

/** Tells whether the weaver has been over a method, without which it would block or fail late. */
final class Weaving {
  private Weaving() {}

  /** Refuses a method that is to be woven and isn't. */
  static void check(Method method) {
    if (isAsync(method) && !isWoven(method)) {
      throw new IllegalStateException(
          "[WEFT-100] the test "
              + TestNames.of(method)
              + " was not woven. Put dev.weft:weft-processor on the annotation processor path of the"
              + " tests, or run the goal weave-tests of dev.weft:weaver-maven-plugin after the"
              + " compiler");
    }
  }

  private static boolean isAsync(Method method) {
    return method.isAnnotationPresent(AsyncTest.class)
        || method.isAnnotationPresent(AsyncBeforeEach.class)
        || method.isAnnotationPresent(AsyncAfterEach.class);
  }

  /** The body is an overload that takes a strand and a frame besides. */
  private static boolean isWoven(Method method) {
    int arguments = method.getParameterCount();
    return Arrays.stream(method.getDeclaringClass().getDeclaredMethods())
        .filter(body -> body.getName().equals(method.getName()))
        .filter(body -> body.getParameterCount() == arguments + 2)
        .anyMatch(body -> body.getParameterTypes()[arguments] == Strand.class);
  }
}
