package dev.weft.processor;

import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Tells what is lost if the future that an expression makes is cancelled and made again: by the
 * marks of the method that is called, and of the type of the future.
 */
final class Losses {
  private static final Set<String> BORROW = Set.of("borrow");

  /**
   * What a future loses.
   *
   * @param path the call that makes it
   * @param method the method that is called there
   * @param what it, after "it loses"
   * @param isMarked whether the method says so itself
   * @param isPlace whether it is no data but the place in a line
   */
  record Loss(
      TreePath path, ExecutableElement method, String what, boolean isMarked, boolean isPlace) {
    /** Where to show it. */
    TreePath at() {
      return new TreePath(path, ((MethodInvocationTree) path.getLeaf()).getMethodSelect());
    }

    /** The call, as a message shows it. */
    String call() {
      return TypeNames.signature(method);
    }

    /** What the method's author could do, where that is the user. */
    String cure() {
      return isMarked
          ? ""
          : ", or mark %s @CancelSafe if it loses nothing".formatted(method.getSimpleName());
    }
  }

  private final AsyncCode code;
  private final Javac javac;

  Losses(AsyncCode code, Javac javac) {
    this.code = code;
    this.javac = javac;
  }

  /** What the future of an expression loses; empty for nothing, and where that isn't known. */
  Optional<Loss> of(TreePath path) {
    Tree tree = path.getLeaf();
    if (tree instanceof ParenthesizedTree inner) {
      return of(new TreePath(path, inner.getExpression()));
    }
    if (tree instanceof TypeCastTree cast) {
      return of(new TreePath(path, cast.getExpression()));
    }
    if (tree instanceof ConditionalExpressionTree choice) {
      return of(new TreePath(path, choice.getTrueExpression()))
          .or(() -> of(new TreePath(path, choice.getFalseExpression())));
    }
    if (tree instanceof IdentifierTree) {
      return initializer(path).flatMap(this::of);
    }
    return tree instanceof MethodInvocationTree call ? ofCall(path, call) : Optional.empty();
  }

  /** Whether a future that loses something is about what a loop declares for each round. */
  boolean isNewIn(Tree loop, Loss loss) {
    Boolean found = new RoundVariables(loop).scan(loss.path(), null);
    return Boolean.TRUE.equals(found);
  }

  /** Looks for variables that are declared inside a loop. */
  private final class RoundVariables extends TreePathScanner<@Nullable Boolean, @Nullable Void> {
    private final Tree loop;

    RoundVariables(Tree loop) {
      this.loop = loop;
    }

    @Override
    public Boolean visitIdentifier(IdentifierTree identifier, @Nullable Void unused) {
      return code.element(getCurrentPath())
          .filter(VariableElement.class::isInstance)
          .map(variable -> javac.trees().getPath(variable))
          .filter(path -> isLocal(path) && isInside(path))
          .isPresent();
    }

    private boolean isInside(TreePath declaration) {
      for (Tree outer : declaration) {
        if (outer == loop) {
          return true;
        }
      }
      return false;
    }

    @Override
    public @Nullable Boolean reduce(@Nullable Boolean one, @Nullable Boolean other) {
      return Boolean.TRUE.equals(one) || Boolean.TRUE.equals(other);
    }
  }

  /** What a local variable was set to where it is declared. */
  private Optional<TreePath> initializer(TreePath identifier) {
    return code.element(identifier)
        .filter(VariableElement.class::isInstance)
        .map(variable -> javac.trees().getPath(variable))
        .filter(path -> isLocal(path) && path.getLeaf() instanceof VariableTree)
        .flatMap(
            path ->
                Optional.ofNullable(((VariableTree) path.getLeaf()).getInitializer())
                    .map(value -> new TreePath(path, value)));
  }

  private boolean isLocal(TreePath path) {
    return code.element(path).filter(variable -> !variable.getKind().isField()).isPresent();
  }

  private Optional<Loss> ofCall(TreePath path, MethodInvocationTree call) {
    if (code.isCall(path, Names.WEFT, BORROW)) {
      return Optional.empty();
    }
    return code.element(new TreePath(path, call.getMethodSelect()))
        .filter(ExecutableElement.class::isInstance)
        .map(ExecutableElement.class::cast)
        .filter(method -> isFuture(method.getReturnType()) && !isSafeType(method.getReturnType()))
        .flatMap(method -> ofCall(path, call, method));
  }

  private Optional<Loss> ofCall(
      TreePath path, MethodInvocationTree call, ExecutableElement method) {
    Optional<AnnotationMirror> unsafe = mark(method, Names.CANCEL_UNSAFE);
    Optional<AnnotationMirror> safe = mark(method, Names.CANCEL_SAFE);
    if (unsafe.isPresent() && !Annotations.has(method, Names.CANCEL_SAFE)) {
      return Optional.of(new Loss(path, method, text(unsafe.get()), true, false));
    }
    if (safe.isEmpty()) {
      return Optional.of(new Loss(path, method, "what it has done so far", false, false));
    }
    return switch (keeps(safe.get())) {
      case "ALL_BUT_PLACE" ->
          Optional.of(new Loss(path, method, "its place in the line", true, true));
      case "WHAT_ARGUMENTS_KEEP" -> ofArguments(path, call);
      default -> Optional.empty();
    };
  }

  private Optional<Loss> ofArguments(TreePath path, MethodInvocationTree call) {
    return call.getArguments().stream()
        .map(argument -> new TreePath(path, argument))
        .flatMap(argument -> of(argument).stream())
        .findFirst();
  }

  /** The mark of a method or of one that it overrides. */
  private Optional<AnnotationMirror> mark(ExecutableElement method, String annotation) {
    return Annotations.find(method, annotation)
        .or(
            () ->
                overridden(method)
                    .flatMap(above -> Annotations.find(above, annotation).stream())
                    .findFirst());
  }

  private Stream<ExecutableElement> overridden(ExecutableElement method) {
    TypeElement owner = TypeNames.owner(method);
    return Supertypes.of(owner).stream()
        .filter(type -> !type.equals(owner))
        .<Element>flatMap(type -> type.getEnclosedElements().stream())
        .filter(ExecutableElement.class::isInstance)
        .map(ExecutableElement.class::cast)
        .filter(above -> javac.environment().getElementUtils().overrides(method, above, owner));
  }

  private static String text(AnnotationMirror unsafe) {
    return Annotations.explicit(unsafe, "value")
        .map(value -> String.valueOf(value.getValue()))
        .orElse("");
  }

  private static String keeps(AnnotationMirror safe) {
    return Annotations.explicit(safe, "value")
        .map(AnnotationValue::getValue)
        .filter(VariableElement.class::isInstance)
        .map(value -> ((VariableElement) value).getSimpleName().toString())
        .orElse("");
  }

  /** Whether a type is that of a lazy future. */
  static boolean isFuture(TypeMirror type) {
    return supertypes(type).anyMatch(each -> each.getQualifiedName().contentEquals(Names.FUTURE));
  }

  private static boolean isSafeType(TypeMirror type) {
    return supertypes(type).anyMatch(each -> Annotations.has(each, Names.CANCEL_SAFE));
  }

  private static Stream<TypeElement> supertypes(TypeMirror type) {
    return TypeNames.declaration(type).map(Supertypes::of).stream().flatMap(Set::stream);
  }

  /** The path of an argument of a call. */
  static TreePath argument(TreePath call, int index) {
    ExpressionTree argument = ((MethodInvocationTree) call.getLeaf()).getArguments().get(index);
    return new TreePath(call, argument);
  }
}
