package dev.weft.processor;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import javax.lang.model.element.Element;

/** Warnings that the source doesn't want: {@code @SuppressWarnings("weft:cancel-safety")}. */
final class Suppressions {
  private static final String CANCEL_SAFETY = "weft:cancel-safety";

  private Suppressions() {}

  /** Whether a declaration around a tree switches warnings of cancel safety off. */
  static boolean areAt(TreePath path, AsyncCode code) {
    for (TreePath outer = path; outer != null; outer = outer.getParentPath()) {
      if (isDeclaration(outer) && code.element(outer).filter(Suppressions::areOn).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDeclaration(TreePath path) {
    return path.getLeaf() instanceof MethodTree
        || path.getLeaf() instanceof ClassTree
        || path.getLeaf() instanceof VariableTree;
  }

  private static boolean areOn(Element declared) {
    SuppressWarnings given = declared.getAnnotation(SuppressWarnings.class);
    if (given == null) {
      return false;
    }
    for (String each : given.value()) {
      if (each.equals(CANCEL_SAFETY)) {
        return true;
      }
    }
    return false;
  }
}
