package dev.weft.processor;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.util.TreePath;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/**
 * Checks that async code doesn't return an unfinished future from inside a {@code try}: WEFT-007.
 *
 * <p>Such a future is awaited in tail position, which is after the {@code finally}.
 */
final class ReturnCheck {
  private final AsyncCode code;
  private final TreeReporter reporter;

  ReturnCheck(AsyncCode code, TreeReporter reporter) {
    this.code = code;
    this.reporter = reporter;
  }

  void check(TreePath path, ReturnTree statement) {
    ExpressionTree value = statement.getExpression();
    if (value == null) {
      return;
    }
    enclosingTry(path)
        .filter(outer -> !isFinished(path, value))
        .ifPresent(
            outer ->
                factory(AsyncCode.border(path))
                    .ifPresent(
                        ready ->
                            reporter.error(ErrorId.RETURN_IN_TRY, statement, text(outer, ready))));
  }

  private String text(TryTree outer, String factory) {
    return "the returned future would run only after the try of line %d has ended, "
            .formatted(reporter.line(outer))
        + "its catch, finally and close() included; write return %s(await(...))".formatted(factory);
  }

  /** The innermost try that would still have something to do after the return. */
  private static Optional<TryTree> enclosingTry(TreePath path) {
    Tree border = AsyncCode.border(path).getLeaf();
    TreePath inner = path;
    for (TreePath outer = path.getParentPath();
        outer.getLeaf() != border;
        outer = outer.getParentPath()) {
      if (outer.getLeaf() instanceof TryTree found && guards(found, inner.getLeaf())) {
        return Optional.of(found);
      }
      inner = outer;
    }
    return Optional.empty();
  }

  private static boolean guards(TryTree tree, Tree part) {
    return part == tree.getBlock() || (part instanceof CatchTree && tree.getFinallyBlock() != null);
  }

  /**
   * The factory of finished futures of the kind that the code at a border returns; empty where a
   * return doesn't hand over a future to await.
   */
  private Optional<String> factory(TreePath border) {
    if (border.getLeaf() instanceof LambdaExpressionTree) {
      return code.target(border).flatMap(AsyncInterfaces::of).flatMap(this::factory);
    }
    return border.getLeaf() instanceof MethodTree
        ? code.method(border).filter(code::isAsync).flatMap(this::factory)
        : Optional.empty();
  }

  private Optional<String> factory(TypeElement type) {
    return code.interfaces()
        .method(type)
        .filter(method -> code.interfaces().returnsFuture(type))
        .map(method -> factory(method.getReturnType()));
  }

  private Optional<String> factory(ExecutableElement method) {
    return AsyncCode.isAsyncMethod(method)
        ? Optional.of(factory(method.getReturnType()))
        : code.interfaces().implementedBy(method).stream().findFirst().flatMap(this::factory);
  }

  private static String factory(TypeMirror returnType) {
    return TypeNames.qualified(returnType).equals(Names.FUTURE) ? "ready" : "completed";
  }

  /** Whether every value that an expression can have is a future that has ended, or null. */
  private boolean isFinished(TreePath outer, Tree value) {
    TreePath path = new TreePath(outer, value);
    if (value instanceof ParenthesizedTree inner) {
      return isFinished(path, inner.getExpression());
    }
    if (value instanceof TypeCastTree cast) {
      return isFinished(path, cast.getExpression());
    }
    if (value instanceof ConditionalExpressionTree choice) {
      return isFinished(path, choice.getTrueExpression())
          && isFinished(path, choice.getFalseExpression());
    }
    if (value instanceof SwitchExpressionTree choice) {
      return choice.getCases().stream().allMatch(branch -> isFinished(path, branch));
    }
    return value.getKind() == Tree.Kind.NULL_LITERAL || isFactoryCall(path);
  }

  private boolean isFinished(TreePath choice, CaseTree branch) {
    Tree body = branch.getBody();
    return body instanceof ThrowTree
        || (body instanceof ExpressionTree && isFinished(new TreePath(choice, branch), body));
  }

  private boolean isFactoryCall(TreePath path) {
    return code.isCall(path, Names.WEFT, Names.WEFT_FACTORIES)
        || code.isCall(path, Names.COMPLETABLE_FUTURE, Names.JDK_FACTORIES);
  }
}
