package dev.weft.processor;

import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.Optional;

/** Checks where an {@code await} or an {@code each} stands: WEFT-004, WEFT-005 and WEFT-014. */
final class AwaitCheck {
  private final AwaitPlace place;
  private final TreeReporter reporter;

  AwaitCheck(AwaitPlace place, TreeReporter reporter) {
    this.place = place;
    this.reporter = reporter;
  }

  void checkAwait(TreePath path, MethodInvocationTree await) {
    check("await", path, await.getMethodSelect());
  }

  void checkEach(TreePath path, MethodInvocationTree each) {
    Tree at = each.getMethodSelect();
    if (check("each", path, at) && !isForHeader(path)) {
      reporter.error(
          ErrorId.EACH_OUTSIDE_FOR,
          at,
          "each outside of a for header, where nothing waits for the elements; "
              + "write for (var x : each(stream))");
    }
  }

  /** Whether code that suspends is right here. */
  private boolean check(String called, TreePath path, Tree at) {
    Optional<String> outside = place.complaint(called, path);
    Optional<SynchronizedTree> monitor = monitor(path);
    if (outside.isPresent()) {
      reporter.error(ErrorId.AWAIT_OUTSIDE_ASYNC, at, outside.get());
    } else if (monitor.isPresent()) {
      reporter.error(ErrorId.AWAIT_UNDER_MONITOR, at, monitorText(called, monitor.get()));
    }
    return outside.isEmpty() && monitor.isEmpty();
  }

  private static boolean isForHeader(TreePath path) {
    TreePath inner = path;
    while (inner.getParentPath().getLeaf() instanceof ParenthesizedTree) {
      inner = inner.getParentPath();
    }
    return inner.getParentPath().getLeaf() instanceof EnhancedForLoopTree loop
        && loop.getExpression() == inner.getLeaf();
  }

  /** The innermost synchronized block whose monitor is held at a tree. */
  private static Optional<SynchronizedTree> monitor(TreePath path) {
    Tree border = AsyncCode.border(path).getLeaf();
    TreePath inner = path;
    for (TreePath outer = path.getParentPath();
        outer.getLeaf() != border;
        outer = outer.getParentPath()) {
      if (outer.getLeaf() instanceof SynchronizedTree block
          && block.getBlock() == inner.getLeaf()) {
        return Optional.of(block);
      }
      inner = outer;
    }
    return Optional.empty();
  }

  private String monitorText(String called, SynchronizedTree block) {
    return "%s inside the synchronized block of line %d: ".formatted(called, reporter.line(block))
        + "its monitor would be held while this waits; "
        + "await before or after the block";
  }
}
