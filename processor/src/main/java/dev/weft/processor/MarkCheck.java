package dev.weft.processor;

import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** Checks that {@code @AsyncLambda} stands on a functional interface: WEFT-011. */
final class MarkCheck {
  private final AsyncInterfaces interfaces;
  private final ElementReporter reporter;

  MarkCheck(AsyncInterfaces interfaces, ElementReporter reporter) {
    this.interfaces = interfaces;
    this.reporter = reporter;
  }

  /** Checks a type that may have no such annotation. */
  void check(TypeElement type) {
    if (!AsyncInterfaces.isMarked(type)) {
      return;
    }
    if (!type.getKind().isInterface()) {
      error(type, "is not an interface: mark its methods @Async and let them return Future");
    } else if (interfaces.method(type).isEmpty()) {
      error(type, "has not exactly one abstract method: declare one, or remove @AsyncLambda");
    } else if (type.getModifiers().contains(Modifier.SEALED)) {
      error(type, "is sealed, so no lambda can implement it: remove sealed, or @AsyncLambda");
    }
  }

  private void error(TypeElement type, String text) {
    reporter.error(
        ErrorId.ASYNC_LAMBDA, type, "@AsyncLambda type %s ".formatted(type.getSimpleName()) + text);
  }
}
