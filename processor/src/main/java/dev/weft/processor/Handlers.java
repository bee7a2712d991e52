package dev.weft.processor;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnionTypeTree;
import java.util.List;

/** What {@code catch} blocks catch. */
final class Handlers {
  private Handlers() {}

  /** The types that a block names. */
  static List<? extends Tree> types(CatchTree handler) {
    Tree type = handler.getParameter().getType();
    return type instanceof UnionTypeTree union ? union.getTypeAlternatives() : List.of(type);
  }
}
