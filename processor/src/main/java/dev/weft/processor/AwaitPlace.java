package dev.weft.processor;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** What is wrong with the code that an {@code await} or {@code each} stands in: WEFT-004. */
final class AwaitPlace {
  private final AsyncCode code;

  AwaitPlace(AsyncCode code) {
    this.code = code;
  }

  /**
   * What is wrong and how to cure it; empty in async code.
   *
   * @param called what is called there: await or each
   * @param call the call
   */
  Optional<String> complaint(String called, TreePath call) {
    return complaint(call).map(text -> called + " in " + text);
  }

  private Optional<String> complaint(TreePath await) {
    TreePath border = AsyncCode.border(await);
    if (border.getLeaf() instanceof LambdaExpressionTree) {
      return code.target(border)
          .filter(target -> AsyncInterfaces.of(target).isEmpty())
          .map(target -> lambdaText(border, target));
    }
    if (border.getLeaf() instanceof MethodTree) {
      return code.method(border).filter(method -> !code.isAsync(method)).map(this::methodText);
    }
    return Optional.of(initializerText(border, await));
  }

  private String lambdaText(TreePath lambda, TypeMirror target) {
    return "a lambda of type %s%s, which is not async; "
            .formatted(lambdaType(target), callee(lambda).map(" passed to "::concat).orElse(""))
        + asyncSupertype(target)
            .map(type -> "mark it @AsyncLambda too, as its supertype %s is".formatted(type))
            .or(() -> assertionCure(lambda))
            .orElse(
                "use a for loop in async code, or pass the code to spawn(() -> ...) or"
                    + " async(() -> ...)");
  }

  /** Where a lambda goes to an assertion, which runs it at once: what to write in its place. */
  private Optional<String> assertionCure(TreePath lambda) {
    return code.isInAssertion(lambda)
        ? Optional.of(
            "write await(AsyncAssertions.fails(X.class, () -> ...)), which is in weft-junit5, or"
                + " await before the assertion")
        : Optional.empty();
  }

  private static Optional<String> asyncSupertype(TypeMirror type) {
    return TypeNames.declaration(type).map(Supertypes::of).stream()
        .flatMap(Set::stream)
        .filter(AsyncInterfaces::isMarked)
        .map(marked -> marked.getSimpleName().toString())
        .findFirst();
  }

  private static String lambdaType(TypeMirror target) {
    String name = TypeNames.qualified(target);
    return name.isEmpty() ? target.toString() : name;
  }

  /** The name of the method that a lambda is an argument of. */
  private static Optional<String> callee(TreePath lambda) {
    return lambda.getParentPath().getLeaf() instanceof MethodInvocationTree call
        ? AsyncCode.simpleName(call.getMethodSelect())
        : Optional.empty();
  }

  private String methodText(ExecutableElement method) {
    if (method.getKind() == ElementKind.CONSTRUCTOR) {
      return "a constructor of %s, which can't suspend: "
              .formatted(TypeNames.owner(method).getSimpleName())
          + "await in async code before the object is made, and pass the value in";
    }
    return foreignAsync(method)
        .map(annotation -> foreignText(method, annotation))
        .orElseGet(() -> plainText(method));
  }

  /** An annotation of another library that is named like ours. */
  private static Optional<TypeElement> foreignAsync(ExecutableElement method) {
    return method.getAnnotationMirrors().stream()
        .<AnnotationMirror>map(mirror -> mirror)
        .map(Annotations::type)
        .filter(type -> type.getSimpleName().contentEquals("Async"))
        .findFirst();
  }

  private static String foreignText(ExecutableElement method, TypeElement annotation) {
    return "method %s, which is marked @%s and not Weft's @Async; "
            .formatted(TypeNames.signature(method), annotation.getQualifiedName())
        + "import dev.weft.Async, or write @dev.weft.Async";
  }

  private static String plainText(ExecutableElement method) {
    if (Annotations.has(method, Names.PLAIN_TEST)) {
      return "method %s, a @Test, which is not async; mark it @AsyncTest instead, which is in"
              .formatted(TypeNames.signature(method))
          + " weft-junit5";
    }
    TypeMirror type = method.getReturnType();
    if (method.getSimpleName().contentEquals("main") && type.getKind() == TypeKind.VOID) {
      return "method %s, which is not async; mark it @AsyncMain"
          .formatted(TypeNames.signature(method));
    }
    String cure =
        TypeNames.qualified(type).equals(Names.FUTURE)
            ? "mark it @Async"
            : "mark it @Async and return Future<%s>".formatted(TypeNames.boxed(type));
    return "method %s, which is not async; ".formatted(TypeNames.signature(method))
        + cure
        + ", or block with AsyncRuntime.blockOn";
  }

  private String initializerText(TreePath type, TreePath await) {
    Tree member = memberOf(type, await).getLeaf();
    boolean isStatic = isStatic(new TreePath(type, member));
    return "%s of %s, which can't suspend: "
            .formatted(initializer(member, isStatic), typeName(type))
        + (isStatic
            ? "await in an @Async method and pass the value on, or keep the future and await that"
            : "await in async code before the object is made, and pass the value in");
  }

  private static String initializer(Tree member, boolean isStatic) {
    return member instanceof VariableTree field
        ? "the initializer of field " + field.getName()
        : isStatic ? "a static initializer" : "an instance initializer";
  }

  private String typeName(TreePath type) {
    String name = code.element(type).map(Element::getSimpleName).map(Object::toString).orElse("");
    return name.isEmpty() ? "an anonymous class" : name;
  }

  private boolean isStatic(TreePath member) {
    return member.getLeaf() instanceof BlockTree block
        ? block.isStatic()
        : code.element(member)
            .filter(field -> field.getModifiers().contains(Modifier.STATIC))
            .isPresent();
  }

  private static TreePath memberOf(TreePath type, TreePath path) {
    TreePath member = path;
    while (member.getParentPath().getLeaf() != type.getLeaf()) {
      member = member.getParentPath();
    }
    return member;
  }
}
