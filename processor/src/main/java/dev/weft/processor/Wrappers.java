package dev.weft.processor;

import java.lang.reflect.Field;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;

/**
 * The environments that build tools wrap around javac's own one, which javac's API refuses.
 *
 * <p>Gradle's incremental compiler keeps the wrapped one in a field {@code delegate}. IntelliJ's
 * build process hands out proxies and a public method to unwrap them.
 */
final class Wrappers {
  private static final String INTELLIJ = "org.jetbrains.jps.javac.APIWrappers";

  private Wrappers() {}

  /** The innermost environment that can be reached. */
  static ProcessingEnvironment unwrap(ProcessingEnvironment environment) {
    return fromIntelliJ(environment)
        .or(() -> fromGradle(environment))
        .filter(inner -> inner != environment)
        .map(Wrappers::unwrap)
        .orElse(environment);
  }

  private static Optional<ProcessingEnvironment> fromIntelliJ(ProcessingEnvironment wrapper) {
    try {
      Object inner =
          Class.forName(INTELLIJ, true, wrapper.getClass().getClassLoader())
              .getMethod("unwrap", Class.class, Object.class)
              .invoke(null, ProcessingEnvironment.class, wrapper);
      return asEnvironment(inner);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return Optional.empty();
    }
  }

  private static Optional<ProcessingEnvironment> fromGradle(ProcessingEnvironment wrapper) {
    try {
      Field delegate = wrapper.getClass().getDeclaredField("delegate");
      delegate.setAccessible(true);
      return asEnvironment(delegate.get(wrapper));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<ProcessingEnvironment> asEnvironment(Object inner) {
    return inner instanceof ProcessingEnvironment environment
        ? Optional.of(environment)
        : Optional.empty();
  }
}
