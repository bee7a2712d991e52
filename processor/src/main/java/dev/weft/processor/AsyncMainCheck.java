package dev.weft.processor;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Checks an {@code @AsyncMain} method: WEFT-008, and WEFT-002 and 003 as for {@code @Async}. */
final class AsyncMainCheck {
  private static final Set<String> RESULTS = Set.of("java.lang.Void", "java.lang.Integer");

  private final ElementReporter reporter;
  private final BodyCheck bodies;

  AsyncMainCheck(ElementReporter reporter, BodyCheck bodies) {
    this.reporter = reporter;
    this.bodies = bodies;
  }

  /** Reports what is wrong with a method. */
  void check(ExecutableElement method) {
    if (!Annotations.has(method, Names.ASYNC)) {
      bodies.check(method, "@AsyncMain");
    }
    misuse(method).ifPresent(text -> reporter.error(ErrorId.ASYNC_MAIN, method, text));
    Settings settings = Settings.of(method);
    settings
        .misuse()
        .ifPresent(
            text ->
                reporter.error(
                    ErrorId.ASYNC_MAIN, method, settings.annotation(), settings.threads(), text));
  }

  /** The launcher that a method needs; empty for a {@code void main} and for a wrong method. */
  static Optional<Launcher> launcher(ExecutableElement method) {
    Settings settings = Settings.of(method);
    return isVoid(method) || misuse(method).isPresent() || settings.misuse().isPresent()
        ? Optional.empty()
        : Optional.of(new Launcher(method, settings.flavor(), settings.workerThreads()));
  }

  private static Optional<String> misuse(ExecutableElement method) {
    if (!method.getModifiers().contains(Modifier.STATIC)) {
      return wrong(
          method, "is not static", "no object exists when a program starts; make it static");
    }
    return isVoid(method) ? misuseOfVoidMain(method) : misuseOfFutureMain(method);
  }

  private static Optional<String> misuseOfVoidMain(ExecutableElement method) {
    if (!isNamedMain(method)) {
      return wrong(
          method,
          "returns void but isn't named main",
          "rename it to main, or return Future<Void> and run the generated launcher");
    }
    if (!method.getModifiers().contains(Modifier.PUBLIC)) {
      return wrong(method, "is not public", "the java launcher needs public static void main");
    }
    if (!takesArguments(method)) {
      return wrong(method, "has other parameters than String[]", "declare main(String[] args)");
    }
    return Optional.empty();
  }

  private static Optional<String> misuseOfFutureMain(ExecutableElement method) {
    if (!returnsExitCode(method.getReturnType())) {
      return wrong(
          method,
          "returns " + TypeNames.simple(method.getReturnType()),
          "return void, Future<Void> or Future<Integer> (the exit code)");
    }
    if (isNamedMain(method)) {
      return wrong(
          method,
          "is named main but returns a future",
          "the java launcher would refuse it; rename it, or return void");
    }
    if (!method.getParameters().isEmpty() && !takesArguments(method)) {
      return wrong(
          method, "has other parameters than String[]", "declare no parameter or String[] args");
    }
    return privatePart(method)
        .flatMap(
            part ->
                wrong(
                    method,
                    part.equals(method) ? "is private" : "is in private " + part.getSimpleName(),
                    "the generated launcher calls it from the same package; remove private"));
  }

  private static Optional<String> wrong(ExecutableElement method, String what, String cure) {
    return Optional.of(
        "@AsyncMain method %s %s: %s".formatted(TypeNames.signature(method), what, cure));
  }

  private static boolean isVoid(ExecutableElement method) {
    return method.getReturnType().getKind() == TypeKind.VOID;
  }

  private static boolean isNamedMain(ExecutableElement method) {
    return method.getSimpleName().contentEquals("main");
  }

  private static boolean takesArguments(ExecutableElement method) {
    List<? extends VariableElement> parameters = method.getParameters();
    return parameters.size() == 1
        && parameters.get(0).asType() instanceof ArrayType array
        && TypeNames.qualified(array.getComponentType()).equals("java.lang.String");
  }

  private static boolean returnsExitCode(TypeMirror type) {
    return TypeNames.qualified(type).equals(Names.FUTURE)
        && TypeNames.arguments(type).stream().map(TypeNames::qualified).anyMatch(RESULTS::contains);
  }

  /** The method or the innermost enclosing class that the launcher could not see. */
  private static Optional<Element> privatePart(ExecutableElement method) {
    for (Element part = method; part != null; part = part.getEnclosingElement()) {
      if (part.getModifiers().contains(Modifier.PRIVATE)) {
        return Optional.of(part);
      }
    }
    return Optional.empty();
  }
}
