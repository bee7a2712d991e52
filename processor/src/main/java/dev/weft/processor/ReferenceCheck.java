package dev.weft.processor;

import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.util.TreePath;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;

/** Checks what method references refer to: WEFT-006, WEFT-012 and WEFT-014. */
final class ReferenceCheck {
  private final AsyncCode code;
  private final TreeReporter reporter;

  ReferenceCheck(AsyncCode code, TreeReporter reporter) {
    this.code = code;
    this.reporter = reporter;
  }

  void check(TreePath path, MemberReferenceTree reference) {
    if (code.isAwait(path, reference)) {
      reporter.error(
          ErrorId.AWAIT_REFERENCE,
          reference,
          "a method reference to await can't suspend: await in a for loop of async code instead");
    } else if (code.isEach(path, reference)) {
      reporter.error(
          ErrorId.EACH_OUTSIDE_FOR,
          reference,
          "a method reference to each can't wait for the elements; "
              + "write for (var x : each(stream)) in async code");
    } else {
      lost(path).ifPresent(text -> reporter.error(ErrorId.LOST_FUTURE, reference, text));
    }
  }

  /** A lazy future that a function object of a value or of nothing would make, and nobody run. */
  private Optional<String> lost(TreePath path) {
    Optional<TypeElement> type =
        code.target(path)
            .flatMap(AsyncInterfaces::of)
            .filter(found -> !code.interfaces().returnsFuture(found));
    return type.flatMap(found -> code.interfaces().method(found))
        .flatMap(
            method ->
                code.element(path)
                    .filter(ExecutableElement.class::isInstance)
                    .map(ExecutableElement.class::cast)
                    .filter(called -> isLost(called, method)))
        .map(called -> text(called, type.get()));
  }

  /** A value may well be a future; but an async method that is meant as code should run. */
  private static boolean isLost(ExecutableElement called, ExecutableElement method) {
    return TypeNames.qualified(called.getReturnType()).equals(Names.FUTURE)
        && (method.getReturnType().getKind() == TypeKind.VOID || AsyncCode.isAsyncMethod(called));
  }

  private static String text(ExecutableElement called, TypeElement type) {
    return "the future of %s would not be awaited by %s, and so never run; "
            .formatted(TypeNames.signature(called), type.getSimpleName())
        + "write a lambda that awaits it, or use FutureCallable";
  }
}
