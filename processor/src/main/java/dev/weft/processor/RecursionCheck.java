package dev.weft.processor;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.util.TreePath;
import dev.weft.weaver.LintText;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import org.jspecify.annotations.Nullable;

/** Finds methods whose last step awaits themselves, which a loop would do better: WEFT-024. */
final class RecursionCheck {
  private static final Set<String> READY = Set.of("ready", "completed");

  private final AsyncCode code;
  private final Lints lints;

  RecursionCheck(AsyncCode code, Lints lints) {
    this.code = code;
    this.lints = lints;
  }

  /** Checks an async method. */
  void check(TreePath path, MethodTree tree, ExecutableElement method) {
    if (tree.getBody() != null && code.isAsync(method)) {
      checkBlock(new TreePath(path, tree.getBody()), method);
    }
  }

  private void checkBlock(TreePath block, ExecutableElement method) {
    List<? extends StatementTree> all = ((BlockTree) block.getLeaf()).getStatements();
    int last = all.size() - 1;
    if (last >= 0) {
      checkLast(new TreePath(block, all.get(last)), method);
    }
    if (last > 0 && isEmptyReturn(new TreePath(block, all.get(last)))) {
      checkLast(new TreePath(block, all.get(last - 1)), method);
    }
  }

  private void checkLast(TreePath path, ExecutableElement method) {
    StatementTree statement = (StatementTree) path.getLeaf();
    if (statement instanceof BlockTree) {
      checkBlock(path, method);
    } else if (statement instanceof IfTree choice) {
      checkLast(new TreePath(path, choice.getThenStatement()), method);
      if (choice.getElseStatement() != null) {
        checkLast(new TreePath(path, choice.getElseStatement()), method);
      }
    } else if (statement instanceof ExpressionStatementTree step) {
      checkAwait(new TreePath(path, step.getExpression()), method);
    } else if (statement instanceof ReturnTree end && end.getExpression() != null) {
      checkReturn(new TreePath(path, end.getExpression()), method);
    }
  }

  private void checkReturn(TreePath value, ExecutableElement method) {
    if (code.isCall(value, Names.WEFT, READY) && !arguments(value).isEmpty()) {
      checkAwait(Losses.argument(value, 0), method);
    }
  }

  private boolean isEmptyReturn(TreePath path) {
    if (!(path.getLeaf() instanceof ReturnTree end)) {
      return false;
    }
    @Nullable ExpressionTree value = end.getExpression();
    if (value == null) {
      return true;
    }
    TreePath call = new TreePath(path, value);
    return code.isCall(call, Names.WEFT, READY) && arguments(call).isEmpty();
  }

  private static List<? extends ExpressionTree> arguments(TreePath call) {
    return ((MethodInvocationTree) call.getLeaf()).getArguments();
  }

  private void checkAwait(TreePath await, ExecutableElement method) {
    if (code.isAwait(await) && calls(Losses.argument(await, 0), method)) {
      lints.warn(
          ErrorId.RECURSION,
          Losses.argument(await, 0),
          LintText.recursion(TypeNames.signature(method)));
    }
  }

  private boolean calls(TreePath value, ExecutableElement method) {
    return value.getLeaf() instanceof MethodInvocationTree call
        && code.element(new TreePath(value, call.getMethodSelect()))
            .filter(method::equals)
            .isPresent();
  }
}
