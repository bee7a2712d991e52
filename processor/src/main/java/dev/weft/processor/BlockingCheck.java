package dev.weft.processor;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePath;
import dev.weft.weaver.BlockingCalls;
import dev.weft.weaver.LintText;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** Finds calls in async code that hold its thread while they wait: WEFT-021. */
final class BlockingCheck {
  private final AsyncCode code;
  private final Javac javac;
  private final BlockingCalls calls;
  private final Lints lints;

  BlockingCheck(AsyncCode code, Javac javac, BlockingCalls calls, Lints lints) {
    this.code = code;
    this.javac = javac;
    this.calls = calls;
    this.lints = lints;
  }

  /** Checks a call, which may be any. */
  void check(TreePath path, MethodInvocationTree call) {
    boolean mayBlock =
        AsyncCode.simpleName(call.getMethodSelect())
            .filter(name -> calls.mayBe(name, call.getArguments().size()))
            .isPresent();
    if (mayBlock && isInAsyncCode(path)) {
      TreePath select = new TreePath(path, call.getMethodSelect());
      code.element(select)
          .filter(ExecutableElement.class::isInstance)
          .map(ExecutableElement.class::cast)
          .ifPresent(called -> check(select, called));
    }
  }

  private void check(TreePath select, ExecutableElement called) {
    TypeElement owner = TypeNames.owner(called);
    String name = called.getSimpleName().toString();
    Set<String> types = Supertypes.names(receiver(select).orElse(owner));
    calls
        .cure(name, called.getParameters().size(), types)
        .ifPresent(cure -> lints.warn(ErrorId.BLOCKING_CALL, select, text(owner, called, cure)));
  }

  private static String text(TypeElement owner, ExecutableElement called, String cure) {
    return LintText.blocking(owner.getSimpleName().toString(), TypeNames.signature(called), cure);
  }

  private Optional<TypeElement> receiver(TreePath select) {
    return select.getLeaf() instanceof MemberSelectTree of
        ? Optional.ofNullable(javac.trees().getTypeMirror(expression(select, of)))
            .flatMap(TypeNames::declaration)
        : Optional.empty();
  }

  private static TreePath expression(TreePath select, MemberSelectTree of) {
    ExpressionTree expression = of.getExpression();
    return new TreePath(select, expression);
  }

  private boolean isInAsyncCode(TreePath path) {
    TreePath border = AsyncCode.border(path);
    if (border.getLeaf() instanceof LambdaExpressionTree) {
      return code.target(border).flatMap(AsyncInterfaces::of).isPresent();
    }
    return border.getLeaf() instanceof MethodTree
        && code.method(border).filter(code::isAsync).isPresent();
  }
}
