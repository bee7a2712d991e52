package dev.weft.weaver.fuzz;

import dev.weft.weaver.fuzz.Scope.Local;
import dev.weft.weaver.fuzz.Scope.Use;
import java.util.ArrayList;
import java.util.List;

/** Random {@code try} statements. */
final class Tries {
  /** What is caught, each before what contains it. */
  private static final List<String> CAUGHT =
      List.of(
          "SubUnchecked",
          "SubChecked",
          "Checked | Unchecked",
          "Checked",
          "ArithmeticException | IndexOutOfBoundsException",
          "RuntimeException",
          "Exception",
          "Throwable");

  private final Grammar g;

  Tries(Grammar grammar) {
    g = grammar;
  }

  void add(Block block) {
    List<Object> parts = new ArrayList<>(List.of("try "));
    Scope s = block.scope();
    boolean last = g.dice.chance(45);
    Scope body = s.guarded();
    boolean resources = s.checked && g.dice.chance(20);
    if (resources) {
      parts.addAll(resources(body));
    }
    int kinds = last || resources ? g.dice.below(3) : g.dice.between(1, 2);
    List<String> caught = caught(kinds, s);
    Block tried = g.statements.any(body, g.dice.between(1, 4));
    boolean completes = tried.completes();
    parts.add("{\n" + (caught.stream().anyMatch(c -> isChecked(c)) ? "Kit.mayThrow();\n" : ""));
    parts.add(tried.list());
    parts.add("}");
    for (String type : caught) {
      completes |= handler(type, last ? s.guarded() : s.block(), parts);
    }
    if (last) {
      parts.add(
          Node.optional(
              " finally {\n", g.statements.completing(s.block(), g.statements.size()).list(), "}"));
    }
    block.add(Node.statement(parts.toArray()), completes);
  }

  private List<Object> resources(Scope body) {
    List<Object> parts = new ArrayList<>(List.of("("));
    int count = g.dice.between(1, 2);
    for (int i = 0; i < count; i++) {
      parts.add("Resource " + g.name("r") + " = new Resource(p, ");
      parts.add(g.expressions.any(g.observable(), body));
      parts.add(", ");
      parts.add(
          g.dice.chance(80) ? Node.zero(Type.BOOLEAN) : g.expressions.any(Type.BOOLEAN, body));
      parts.add(i + 1 < count ? "); " : ")) ");
    }
    return parts;
  }

  private static boolean isChecked(String type) {
    return type.contains("Checked");
  }

  /** The types of some handlers, in an order that javac takes. */
  private List<String> caught(int count, Scope s) {
    List<String> possible = new ArrayList<>(CAUGHT);
    possible.removeIf(type -> !s.checked && isChecked(type));
    possible.remove(g.dice.chance(50) ? "Checked" : "Checked | Unchecked");
    while (possible.size() > count) {
      possible.remove(g.dice.below(possible.size()));
    }
    return possible;
  }

  private boolean handler(String type, Scope s, List<Object> parts) {
    String name = g.name("e");
    s.add(new Local("((Object) " + name + ")", Type.OBJECT, Use.CONSTANT));
    Block block = new Block(s, false);
    if (g.dice.chance(60)) {
      block.add(Node.statement("p.log(" + name + ");"), true);
    }
    Block rest = g.statements.any(s.block(), g.statements.size());
    boolean rethrown =
        rest.completes() && g.dice.chance(15) && (s.checked || type.equals("RuntimeException"));
    parts.add(" catch (" + type + " " + name + ") {\n");
    parts.add(block.list());
    parts.add(rest.list());
    parts.add(rethrown ? "throw " + name + ";\n}" : "}");
    return rest.completes() && !rethrown;
  }
}
