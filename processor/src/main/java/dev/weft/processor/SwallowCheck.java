package dev.weft.processor;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.BreakTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import dev.weft.weaver.LintRules;
import dev.weft.weaver.LintText;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Finds a {@code catch} or {@code finally} that a cancellation doesn't get past: WEFT-023. */
final class SwallowCheck {
  private final AsyncCode code;
  private final Lints lints;

  SwallowCheck(AsyncCode code, Lints lints) {
    this.code = code;
    this.lints = lints;
  }

  /** Checks a try. */
  void check(TreePath path, TryTree tree) {
    if (Awaits.first(code, new TreePath(path, tree.getBlock())).isPresent()) {
      handler(path, tree)
          .filter(handler -> !rethrows((CatchTree) handler.getLeaf()))
          .ifPresent(handler -> report(handler, LintText.swallowedByCatch()));
      ending(path, tree).ifPresent(last -> report(last, LintText.swallowedByFinally()));
    }
  }

  private void report(TreePath at, String text) {
    lints.warn(ErrorId.SWALLOWED_CANCELLATION, at, text);
  }

  /** The first that catches a cancellation. */
  private Optional<TreePath> handler(TreePath path, TryTree tree) {
    return tree.getCatches().stream()
        .map(handler -> new TreePath(path, handler))
        .filter(this::catchesCancellation)
        .findFirst();
  }

  private boolean catchesCancellation(TreePath handler) {
    CatchTree block = (CatchTree) handler.getLeaf();
    TreePath declared = new TreePath(handler, block.getParameter());
    return Handlers.types(block).stream()
        .flatMap(each -> code.element(new TreePath(declared, each)).stream())
        .filter(TypeElement.class::isInstance)
        .map(each -> ((TypeElement) each).getQualifiedName().toString())
        .anyMatch(LintRules::catchesCancellation);
  }

  private static boolean rethrows(CatchTree handler) {
    Boolean found =
        new TreeScanner<Boolean, @Nullable Void>() {
          @Override
          public Boolean visitThrow(ThrowTree statement, @Nullable Void unused) {
            return true;
          }

          @Override
          public Boolean visitLambdaExpression(LambdaExpressionTree lambda, @Nullable Void unused) {
            return false;
          }

          @Override
          public Boolean visitClass(ClassTree type, @Nullable Void unused) {
            return false;
          }

          @Override
          public Boolean reduce(@Nullable Boolean one, @Nullable Boolean other) {
            return Boolean.TRUE.equals(one) || Boolean.TRUE.equals(other);
          }
        }.scan(handler.getBlock(), null);
    return Boolean.TRUE.equals(found);
  }

  /** The statement by which a finally leaves on its own. */
  private static Optional<TreePath> ending(TreePath path, TryTree tree) {
    BlockTree last = tree.getFinallyBlock();
    if (last == null || last.getStatements().isEmpty()) {
      return Optional.empty();
    }
    StatementTree end = last.getStatements().get(last.getStatements().size() - 1);
    return end instanceof ReturnTree || end instanceof BreakTree || end instanceof ContinueTree
        ? Optional.of(new TreePath(new TreePath(path, last), end))
        : Optional.empty();
  }
}
