package dev.weft.processor;

import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;

/** Checks that an async method has a body that may suspend: WEFT-002 and WEFT-003. */
final class BodyCheck {
  private final ElementReporter reporter;

  BodyCheck(ElementReporter reporter) {
    this.reporter = reporter;
  }

  /**
   * Checks a method.
   *
   * @param method the method
   * @param annotation the annotation that makes it async, as it is written
   */
  void check(ExecutableElement method, String annotation) {
    if (method.getModifiers().contains(Modifier.ABSTRACT)) {
      reporter.error(ErrorId.NO_BODY, method, abstractText(method, annotation));
    } else if (method.getModifiers().contains(Modifier.NATIVE)) {
      reporter.error(ErrorId.NO_BODY, method, nativeText(method, annotation));
    } else if (method.getModifiers().contains(Modifier.SYNCHRONIZED)) {
      reporter.error(ErrorId.SYNCHRONIZED_METHOD, method, synchronizedText(method, annotation));
    }
  }

  private static String abstractText(ExecutableElement method, String annotation) {
    return "%s method %s is abstract: there is no body to weave; "
            .formatted(annotation, TypeNames.signature(method))
        + "put %s on the methods that implement it, callers only see the future"
            .formatted(annotation);
  }

  private static String nativeText(ExecutableElement method, String annotation) {
    return "%s method %s is native: there is no body to weave; "
            .formatted(annotation, TypeNames.signature(method))
        + "write its body in Java";
  }

  private static String synchronizedText(ExecutableElement method, String annotation) {
    return "%s method %s is synchronized: its monitor would be held while it waits; "
            .formatted(annotation, TypeNames.signature(method))
        + "use synchronized blocks without an await in them";
  }
}
