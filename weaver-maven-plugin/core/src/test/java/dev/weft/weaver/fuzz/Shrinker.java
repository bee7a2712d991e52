package dev.weft.weaver.fuzz;

import dev.weft.weaver.fuzz.Node.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes a program smaller for as long as it fails: leaves out statements, methods and optional
 * parts, puts what is in a statement in its place, and simpler values in the place of expressions.
 *
 * <p>It knows nothing of Java: what doesn't compile any more doesn't fail in the same way, and is
 * undone.
 */
final class Shrinker {
  /** Compiling and running is what takes time. */
  private static final int MAX_TRIES = 3000;

  private final Program program;
  private final Predicate<Program> fails;
  private int tries;

  private Shrinker(Program program, Predicate<Program> fails) {
    this.program = program;
    this.fails = fails;
  }

  /** Shrinks a program in place; gives how many others were tried. */
  static int shrink(Program program, Predicate<Program> fails) {
    Shrinker shrinker = new Shrinker(program, fails);
    int before;
    do {
      before = program.root().size();
      shrinker.visit(program.root());
    } while (program.root().size() < before && shrinker.tries < MAX_TRIES);
    return shrinker.tries;
  }

  private boolean stillFails() {
    return tries++ < MAX_TRIES && fails.test(program);
  }

  private void visit(Node node) {
    if (node.kind == Kind.LIST) {
      leaveOut(node);
    }
    for (int i = 0; i < node.parts.size(); i++) {
      while (i < node.parts.size() && replace(node, i)) {
        // what stands there now may be replaced as well
      }
      if (i < node.parts.size() && node.parts.get(i) instanceof Node part) {
        visit(part);
      }
    }
  }

  /** Leaves out parts of a list, many at a time at first. */
  private void leaveOut(Node list) {
    for (int size = list.parts.size(); size > 0; size /= 2) {
      for (int start = list.parts.size() - size; start >= 0; start -= size) {
        put(list, start, Math.min(start + size, list.parts.size()), List.of());
      }
    }
  }

  /** Puts something smaller in the place of a part, and tells whether the program still fails. */
  private boolean replace(Node node, int index) {
    if (!(node.parts.get(index) instanceof Node part)) {
      return false;
    }
    for (List<Object> smaller : smaller(part)) {
      if (put(node, index, index + 1, smaller)) {
        return true;
      }
    }
    return false;
  }

  private static List<List<Object>> smaller(Node part) {
    return switch (part.kind) {
      case EXPRESSION -> values(part);
      case STATEMENT -> contents(part);
      case OPTIONAL -> List.of(List.of());
      case LIST -> List.of();
    };
  }

  /** The simplest value, or an expression of the same type from within. */
  private static List<List<Object>> values(Node expression) {
    if (expression.size() <= Node.zero(expression.type).size()) {
      return List.of();
    }
    List<List<Object>> values = new ArrayList<>();
    values.add(List.of(Node.zero(expression.type)));
    List<Node> inside = new ArrayList<>();
    collect(expression, Kind.EXPRESSION, inside);
    inside.stream()
        .filter(node -> node.type == expression.type)
        .forEach(node -> values.add(List.of(node)));
    return values;
  }

  /** The statements of any list of statements within. */
  private static List<List<Object>> contents(Node statement) {
    List<Node> lists = new ArrayList<>();
    collect(statement, Kind.LIST, lists);
    List<List<Object>> contents = new ArrayList<>();
    lists.stream().filter(list -> !list.parts.isEmpty()).forEach(list -> contents.add(list.parts));
    return contents;
  }

  private static void collect(Node node, Kind kind, List<Node> found) {
    for (Object part : node.parts) {
      if (part instanceof Node inner) {
        if (inner.kind == kind) {
          found.add(inner);
        }
        collect(inner, kind, found);
      }
    }
  }

  /** Replaces some parts, unless the program then doesn't fail any more. */
  private boolean put(Node node, int from, int to, List<Object> parts) {
    List<Object> range = node.parts.subList(from, to);
    List<Object> before = new ArrayList<>(range);
    range.clear();
    node.parts.addAll(from, parts);
    if (stillFails()) {
      return true;
    }
    List<Object> changed = node.parts.subList(from, from + parts.size());
    changed.clear();
    node.parts.addAll(from, Collections.unmodifiableList(before));
    return false;
  }
}
