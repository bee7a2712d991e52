package dev.weft.processor;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Tells what a type's faces consist of, and which types can have none: WEFT-027. */
final class FaceCheck {
  private final ProcessingEnvironment environment;
  private final ElementReporter reporter;

  FaceCheck(ProcessingEnvironment environment, ElementReporter reporter) {
    this.environment = environment;
    this.reporter = reporter;
  }

  /** The face of a type; empty where it can't have one, which is reported. */
  Optional<Face> face(TypeElement type, Face.Kind kind) {
    List<ExecutableElement> methods =
        ElementFilter.methodsIn(environment.getElementUtils().getAllMembers(type)).stream()
            .filter(FaceCheck::isForCallers)
            .toList();
    String complaint = complaint(type, methods);
    if (!complaint.isEmpty()) {
      reporter.error(
          ErrorId.FACE,
          type,
          "@%s type %s ".formatted(simple(kind.annotation()), type.getSimpleName()) + complaint);
      return Optional.empty();
    }
    return Optional.of(new Face(type, kind, methods));
  }

  private static String simple(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static String complaint(TypeElement type, List<ExecutableElement> methods) {
    for (Element each = type; each instanceof TypeElement; each = each.getEnclosingElement()) {
      if (each.getModifiers().contains(Modifier.PRIVATE)) {
        return "is private, or in something that is: its face would not see it; remove private";
      }
    }
    return methods.stream().noneMatch(method -> isFuture(method.getReturnType()))
        ? "has no method that returns a future and can be called: there is nothing to wait for; "
            + "remove the annotation"
        : "";
  }

  private static boolean isForCallers(ExecutableElement method) {
    Set<Modifier> modifiers = method.getModifiers();
    boolean isHidden =
        modifiers.contains(Modifier.PRIVATE) || modifiers.contains(Modifier.PROTECTED);
    boolean isPassedOn =
        modifiers.contains(Modifier.PUBLIC) && !modifiers.contains(Modifier.STATIC);
    return !isHidden
        && !TypeNames.owner(method).getQualifiedName().contentEquals("java.lang.Object")
        && (isFuture(method.getReturnType()) || isPassedOn);
  }

  /** Whether a method's type is one of those whose value a face gives. */
  static boolean isFuture(TypeMirror type) {
    return Names.FUTURES.contains(TypeNames.qualified(type));
  }
}
