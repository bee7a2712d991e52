package dev.weft.junit5;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What tests are called in messages. */
final class TestNames {
  private TestNames() {}

  /**
   * A method with its class and the types of its parameters, as in {@code OrderTest.loads(int)}.
   */
  static String of(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(Class::getSimpleName)
        .collect(
            Collectors.joining(
                ", ",
                method.getDeclaringClass().getSimpleName() + "." + method.getName() + "(",
                ")"));
  }
}
