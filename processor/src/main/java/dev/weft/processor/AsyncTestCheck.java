package dev.weft.processor;

import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeKind;

/**
 * Checks an {@code @AsyncTest}, {@code @AsyncBeforeEach} or {@code @AsyncAfterEach} method:
 * WEFT-015, and WEFT-003 as for {@code @Async}.
 */
final class AsyncTestCheck {
  private final ElementReporter reporter;
  private final BodyCheck bodies;

  AsyncTestCheck(ElementReporter reporter, BodyCheck bodies) {
    this.reporter = reporter;
    this.bodies = bodies;
  }

  /** Whether a method's body runs as a test or around one. */
  static boolean isTest(ExecutableElement method) {
    return annotation(method).isPresent();
  }

  /** Reports what is wrong with a method. */
  void check(ExecutableElement method) {
    String annotation = annotation(method).orElseThrow();
    misuse(method, annotation)
        .ifPresentOrElse(
            text ->
                reporter.error(
                    ErrorId.ASYNC_TEST,
                    method,
                    "%s method %s %s".formatted(annotation, TypeNames.signature(method), text)),
            () -> bodies.check(method, annotation));
  }

  private static Optional<String> annotation(ExecutableElement method) {
    return Names.TESTS.stream()
        .sorted()
        .filter(name -> Annotations.has(method, name))
        .map(name -> "@" + name.substring(name.lastIndexOf('.') + 1))
        .findFirst();
  }

  private static Optional<String> misuse(ExecutableElement method, String annotation) {
    Set<Modifier> modifiers = method.getModifiers();
    if (method.getReturnType().getKind() != TypeKind.VOID) {
      return Optional.of(
          "returns %s: JUnit calls it and takes nothing; declare it void"
              .formatted(TypeNames.simple(method.getReturnType())));
    }
    if (modifiers.contains(Modifier.STATIC)) {
      return Optional.of("is static: JUnit runs it on an object of its class; remove static");
    }
    if (modifiers.contains(Modifier.PRIVATE)) {
      return Optional.of("is private: JUnit leaves it out; remove private");
    }
    if (modifiers.contains(Modifier.ABSTRACT)) {
      return Optional.of(
          "is abstract: JUnit looks at the methods that implement it; put %s on those"
              .formatted(annotation));
    }
    return clash(method)
        .map(other -> "is also %s, which it replaces; remove %s".formatted(other, other));
  }

  private static Optional<String> clash(ExecutableElement method) {
    if (Annotations.has(method, Names.PLAIN_TEST)) {
      return Optional.of("@Test");
    }
    return Annotations.has(method, Names.ASYNC) ? Optional.of("@Async") : Optional.empty();
  }
}
