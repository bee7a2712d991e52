package dev.weft.processor;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.Trees;
import javax.tools.Diagnostic;

/** Reports errors and warnings at trees of one source file. */
final class TreeReporter {
  private final Trees trees;
  private final CompilationUnitTree unit;

  TreeReporter(Trees trees, CompilationUnitTree unit) {
    this.trees = trees;
    this.unit = unit;
  }

  void error(ErrorId id, Tree at, String text) {
    trees.printMessage(Diagnostic.Kind.ERROR, id.prefix(text), at, unit);
  }

  void warn(ErrorId id, Tree at, String text) {
    trees.printMessage(Diagnostic.Kind.WARNING, id.prefix(text), at, unit);
  }

  /** The line on which a tree starts. */
  long line(Tree tree) {
    long start = trees.getSourcePositions().getStartPosition(unit, tree);
    return unit.getLineMap().getLineNumber(start);
  }
}
