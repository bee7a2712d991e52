package dev.weft.processor;

import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.weft.weaver.LintLevel;

/** Reports what the source may ask not to be told of, at trees of one source file. */
final class Lints {
  private final AsyncCode code;
  private final TreeReporter reporter;
  private final LintLevel level;

  Lints(AsyncCode code, TreeReporter reporter, LintLevel level) {
    this.code = code;
    this.reporter = reporter;
    this.level = level;
  }

  /** Warns, unless that is switched off at the tree or everywhere. */
  void warn(ErrorId id, TreePath at, String text) {
    if (level == LintLevel.ERROR) {
      error(id, at, text);
    } else if (level == LintLevel.WARN && !Suppressions.areAt(at, code, id)) {
      reporter.warn(id, at.getLeaf(), text);
    }
  }

  /** Reports an error, unless that is switched off at the tree. */
  void error(ErrorId id, TreePath at, String text) {
    if (!Suppressions.areAt(at, code, id)) {
      reporter.error(id, at.getLeaf(), text);
    }
  }

  /** The line on which a tree starts. */
  long line(Tree tree) {
    return reporter.line(tree);
  }
}
