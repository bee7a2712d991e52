package dev.weft.junit5;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.TestTemplate;
import org.junit.platform.commons.support.AnnotationSupport;

/** Tells who provides the runs of a test. */
final class Templates {
  private Templates() {}

  /** Whether another annotation than {@link AsyncTest} does, such as {@code @ParameterizedTest}. */
  static boolean hasOther(Method test) {
    return Arrays.stream(test.getAnnotations())
        .map(Annotation::annotationType)
        .filter(type -> type != AsyncTest.class)
        .anyMatch(
            type ->
                type == TestTemplate.class
                    || AnnotationSupport.isAnnotated(type, TestTemplate.class));
  }
}
