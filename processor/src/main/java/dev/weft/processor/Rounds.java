package dev.weft.processor;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.BreakTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreePath;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells whether code runs again, by its loops and its {@code catch} blocks. */
final class Rounds {
  private static final Set<String> CATCHERS = Set.of("TimeoutException", "Exception", "Throwable");

  private Rounds() {}

  /** The innermost loop of a method or lambda in whose rounds a tree runs again. */
  static Optional<Tree> loop(TreePath path) {
    Tree border = AsyncCode.border(path).getLeaf();
    TreePath inner = path;
    for (TreePath outer = path.getParentPath();
        outer.getLeaf() != border;
        outer = outer.getParentPath()) {
      if (isRepeated(outer.getLeaf(), inner.getLeaf())) {
        return Optional.of(outer.getLeaf());
      }
      inner = outer;
    }
    return Optional.empty();
  }

  private static boolean isRepeated(Tree loop, Tree part) {
    if (loop instanceof ForLoopTree counted) {
      return !counted.getInitializer().contains(part);
    }
    if (loop instanceof EnhancedForLoopTree each) {
      return part == each.getStatement();
    }
    return loop instanceof WhileLoopTree || loop instanceof DoWhileLoopTree;
  }

  /** The innermost try that catches the end of a time-out, if the code goes on then. */
  static Optional<TreePath> afterTimeout(TreePath timeout) {
    Tree border = AsyncCode.border(timeout).getLeaf();
    TreePath inner = timeout;
    for (TreePath outer = timeout.getParentPath();
        outer.getLeaf() != border;
        outer = outer.getParentPath()) {
      if (outer.getLeaf() instanceof TryTree found && isGuarded(found, inner.getLeaf())) {
        Optional<? extends CatchTree> handler =
            found.getCatches().stream().filter(Rounds::catchesTimeout).findFirst();
        if (handler.isPresent()) {
          TreePath path = outer;
          return handler.filter(Rounds::goesOn).map(each -> path);
        }
      }
      inner = outer;
    }
    return Optional.empty();
  }

  private static boolean isGuarded(TryTree tree, Tree part) {
    return part == tree.getBlock() || tree.getResources().contains(part);
  }

  private static boolean catchesTimeout(CatchTree handler) {
    return Handlers.types(handler).stream().anyMatch(each -> CATCHERS.contains(simpleName(each)));
  }

  private static String simpleName(Tree type) {
    String name = type.toString();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static boolean goesOn(CatchTree handler) {
    BlockTree block = handler.getBlock();
    List<? extends StatementTree> statements = block.getStatements();
    Tree last = statements.isEmpty() ? block : statements.get(statements.size() - 1);
    return !(last instanceof ThrowTree || last instanceof ReturnTree || last instanceof BreakTree);
  }

  /** Whether the statement around a call only awaits it. */
  static boolean isIgnored(TreePath timeout) {
    TreePath await = timeout.getParentPath();
    return await.getLeaf() instanceof MethodInvocationTree
        && await.getParentPath().getLeaf() instanceof ExpressionStatementTree;
  }
}
