package dev.weft.processor;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import java.util.Arrays;
import javax.lang.model.element.Element;

/** What the source doesn't want to be told of: {@code @SuppressWarnings("weft:blocking")}. */
final class Suppressions {
  private static final String PREFIX = "weft:";

  private Suppressions() {}

  /** Whether a declaration around a tree switches a lint off. */
  static boolean areAt(TreePath path, AsyncCode code, ErrorId id) {
    for (TreePath outer = path; outer != null; outer = outer.getParentPath()) {
      if (isDeclaration(outer) && code.element(outer).filter(each -> areOn(each, id)).isPresent()) {
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

  private static boolean areOn(Element declared, ErrorId id) {
    SuppressWarnings given = declared.getAnnotation(SuppressWarnings.class);
    return given != null && Arrays.asList(given.value()).contains(PREFIX + id.lint());
  }
}
