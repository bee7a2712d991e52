package dev.weft.processor;

import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Checks the declaration of an {@code @Async} method: WEFT-001, 002, 003 and 009. */
final class AsyncMethodCheck {
  private final ElementReporter reporter;
  private final BodyCheck bodies;

  AsyncMethodCheck(ElementReporter reporter, BodyCheck bodies) {
    this.reporter = reporter;
    this.bodies = bodies;
  }

  void check(ExecutableElement method) {
    if (isVoidMain(method)) {
      reporter.error(
          ErrorId.CLASHING_ANNOTATIONS,
          method,
          "method %s is both @Async and @AsyncMain: ".formatted(TypeNames.signature(method))
              + "@AsyncMain alone lets a void main await; remove @Async");
      return;
    }
    checkReturnType(method);
    bodies.check(method, "@Async");
  }

  private static boolean isVoidMain(ExecutableElement method) {
    return method.getReturnType().getKind() == TypeKind.VOID
        && Annotations.has(method, Names.ASYNC_MAIN);
  }

  private void checkReturnType(ExecutableElement method) {
    TypeMirror type = method.getReturnType();
    if (type.getKind() == TypeKind.ERROR || Names.FUTURES.contains(TypeNames.qualified(type))) {
      return;
    }
    reporter.error(
        ErrorId.RETURN_TYPE,
        method,
        "@Async method %s returns %s; ".formatted(TypeNames.signature(method), shown(type))
            + cure(method, type));
  }

  /** With its package where the simple name alone would look right. */
  private static String shown(TypeMirror type) {
    return TypeNames.qualified(type).equals("java.util.concurrent.Future")
        ? "java.util.concurrent.Future"
        : TypeNames.simple(type);
  }

  private static String cure(ExecutableElement method, TypeMirror type) {
    if (TypeNames.qualified(type).equals("java.util.concurrent.Future")) {
      return "import dev.weft.Future instead";
    }
    if (looksLikeFuture(type)) {
      return "declare exactly Future, CompletableFuture or CompletionStage";
    }
    if (method.getSimpleName().contentEquals("main") && type.getKind() == TypeKind.VOID) {
      return "mark it @AsyncMain instead";
    }
    String argument = TypeNames.boxed(type);
    return "return Future<%s>, or CompletableFuture<%s> to start at the call"
        .formatted(argument, argument);
  }

  /** A subtype of a future, or a type variable that may be one. */
  private static boolean looksLikeFuture(TypeMirror type) {
    return type.getKind() == TypeKind.TYPEVAR
        || TypeNames.declaration(type).map(Supertypes::of).stream()
            .flatMap(Set::stream)
            .anyMatch(parent -> Names.FUTURES.contains(parent.getQualifiedName().toString()));
  }
}
