package dev.weft.processor;

import com.sun.source.util.TreePath;
import dev.weft.weaver.LintRules;
import dev.weft.weaver.LintText;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** Finds async methods that another library would run in its own way, too: WEFT-025. */
final class ForeignAsyncCheck {
  private final Lints lints;

  ForeignAsyncCheck(Lints lints) {
    this.lints = lints;
  }

  /** Checks a method. */
  void check(TreePath path, ExecutableElement method) {
    if (Annotations.has(method, Names.ASYNC)) {
      foreign(method)
          .ifPresent(type -> lints.warn(ErrorId.FOREIGN_ASYNC, path, text(method, type)));
    }
  }

  /** Spring's {@code Async}, or one of those inside of JetBrains' class of that name. */
  private static Optional<TypeElement> foreign(ExecutableElement method) {
    return method.getAnnotationMirrors().stream()
        .<AnnotationMirror>map(mirror -> mirror)
        .map(Annotations::type)
        .filter(type -> isNamedAsync(type) || isInAsync(type))
        .filter(type -> !type.getQualifiedName().contentEquals(Names.ASYNC))
        .findFirst();
  }

  private static boolean isNamedAsync(TypeElement type) {
    return type.getSimpleName().contentEquals(LintRules.ASYNC);
  }

  private static boolean isInAsync(TypeElement type) {
    return type.getEnclosingElement() instanceof TypeElement outer && isNamedAsync(outer);
  }

  private static String text(ExecutableElement method, TypeElement type) {
    return LintText.foreignAsync(TypeNames.signature(method), type.getQualifiedName().toString());
  }
}
