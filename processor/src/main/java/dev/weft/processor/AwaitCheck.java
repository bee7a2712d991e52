package dev.weft.processor;

import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.Optional;

/** Checks where an {@code await} stands: WEFT-004 and WEFT-005. */
final class AwaitCheck {
  private final AwaitPlace place;
  private final TreeReporter reporter;

  AwaitCheck(AwaitPlace place, TreeReporter reporter) {
    this.place = place;
    this.reporter = reporter;
  }

  void check(TreePath path, MethodInvocationTree await) {
    Tree at = await.getMethodSelect();
    Optional<String> outside = place.complaint(path);
    if (outside.isPresent()) {
      reporter.error(ErrorId.AWAIT_OUTSIDE_ASYNC, at, outside.get());
    } else {
      monitor(path)
          .ifPresent(block -> reporter.error(ErrorId.AWAIT_UNDER_MONITOR, at, monitorText(block)));
    }
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

  private String monitorText(SynchronizedTree block) {
    return "await inside the synchronized block of line %d: ".formatted(reporter.line(block))
        + "its monitor would be held while this waits; "
        + "await before or after the block";
  }
}
