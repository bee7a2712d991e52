package dev.weft.junit5;

import dev.weft.time.TestClock;
import java.util.Arrays;

/** What methods of a test may have as parameters. */
final class Injected {
  private Injected() {}

  /** Whether a parameter of a type is given. */
  static boolean isKnown(Class<?> type) {
    return type == TestRuntime.class || type == TestClock.class;
  }

  /** What is given for a parameter of a known type. */
  static Object of(Class<?> type, TestRuntime runtime) {
    return type == TestClock.class ? TestClock.of(runtime.handle()) : runtime;
  }

  /** Arguments for another run than the one that they were made for. */
  static Object[] replaced(Object[] arguments, TestRuntime runtime) {
    return Arrays.stream(arguments)
        .map(
            argument ->
                argument != null && isKnown(argument.getClass())
                    ? of(argument.getClass(), runtime)
                    : argument)
        .toArray();
  }
}
