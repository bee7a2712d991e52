package dev.weft.weaver.fuzz;

import dev.weft.weaver.fuzz.Scope.Local;
import dev.weft.weaver.fuzz.Scope.Use;
import java.util.ArrayList;
import java.util.List;

/** Random {@code switch} statements and expressions, of the old and the new kind. */
final class Switches {
  private static final int MAX_CASES = 4;

  private final Grammar g;

  /** What is switched on, with the labels that it can have. */
  private enum Selector {
    NUMBER(Type.INT, "0", "1", "2", "7", "100"),
    SPARSE(Type.INT, "-1000000", "0", "3", "40000"),
    CHARACTER(Type.CHAR, "'a'", "'c'", "'z'"),
    TEXT(Type.STRING, "\"\"", "\"s\"", "\"text\"", "\"AaAa\"", "\"BBBB\""),
    CONSTANT(Type.COLOR, "RED", "GREEN", "BLUE");

    final Type type;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    final List<String> labels;

    Selector(Type type, String... labels) {
      this.type = type;
      this.labels = List.of(labels);
    }
  }

  Switches(Grammar grammar) {
    g = grammar;
  }

  /** A statement, which always completes. */
  void add(Block block) {
    Scope s = block.scope();
    if (g.patterns() && g.dice.chance(50)) {
      block.add(Statements.statement(patterns(s, this::ruleBlock)), true);
    } else if (g.dice.chance(50)) {
      block.add(Statements.statement(groups(s)), true);
    } else {
      block.add(Statements.statement(rules(s, this::ruleBlock)), true);
    }
  }

  /** What a case comes to. */
  private interface Outcome {
    List<Object> of(Scope s);
  }

  private List<Object> ruleBlock(Scope s) {
    return g.statements.braces(s.cases(), g.statements.size());
  }

  /** An expression, to whose arms nothing but {@code yield} and exceptions leads out. */
  Node expression(Type type, Scope s, int depth) {
    Scope inside = s.closed();
    List<Object> parts = new ArrayList<>(List.of("("));
    if (g.patterns() && g.dice.chance(50)) {
      parts.addAll(patterns(inside, arm -> yielded(type, arm, depth)));
    } else if (g.dice.chance(25)) {
      parts.addAll(yieldingGroups(type, inside, depth));
    } else {
      parts.addAll(rules(inside, arm -> yielded(type, arm, depth)));
    }
    parts.add(")");
    return Node.expression(type, parts.toArray());
  }

  private List<Object> yielded(Type type, Scope s, int depth) {
    if (s.budget.left <= 0 || g.dice.chance(60)) {
      return List.of(g.expressions.of(type, s, depth), ";");
    }
    Block block = g.statements.completing(arm(s), g.dice.between(1, 2));
    List<Object> parts = new ArrayList<>(List.of("{\n", block.list()));
    parts.addAll(yielding(type, g.expressions.of(type, block.scope(), depth)));
    parts.add("}");
    return parts;
  }

  /**
   * Mostly without loops and the like, of which compilers make code that doesn't verify where other
   * values lie on the stack.
   */
  private Scope arm(Scope s) {
    Scope arm = s.block();
    arm.compounds &= g.dice.chance(15);
    return arm;
  }

  /** A parenthesis after {@code yield} would have it taken for a method. */
  private List<Object> yielding(Type type, Node value) {
    if (!value.toString().startsWith("(")) {
      return List.of("yield ", value, ";\n");
    }
    String name = g.name("y");
    return List.of(type + " " + name + " = ", value, ";\nyield " + name + ";\n");
  }

  /** Old cases, which may fall through. */
  private List<Object> groups(Scope s) {
    Selector selector = g.dice.pick(Selector.values());
    List<Object> parts = head(selector, s);
    List<String> labels = labels(selector);
    int otherwise = g.dice.below(labels.size() + 2);
    for (int i = 0; i <= labels.size(); i++) {
      if (i == labels.size() && i != otherwise) {
        continue;
      }
      parts.add(i == otherwise ? "default:\n" : "case " + labels.get(i) + ":\n");
      parts.add(g.statements.completing(s.cases(), g.statements.size()).list());
      parts.add(g.dice.chance(50) ? "break;\n" : "");
    }
    parts.add("}");
    return parts;
  }

  private List<Object> yieldingGroups(Type type, Scope s, int depth) {
    Selector selector = g.dice.pick(Selector.values());
    List<Object> parts = head(selector, s);
    for (String label : labels(selector)) {
      parts.add("case " + label + ":\n");
      parts.add(g.statements.completing(arm(s), g.dice.below(2)).list());
      if (g.dice.chance(60)) {
        parts.addAll(yielding(type, g.expressions.of(type, s, depth)));
      }
    }
    parts.add("default:\n");
    parts.addAll(yielding(type, g.expressions.of(type, s, depth)));
    parts.add("}");
    return parts;
  }

  /** New cases. */
  private List<Object> rules(Scope s, Outcome outcome) {
    Selector selector = g.dice.pick(Selector.values());
    List<Object> parts = head(selector, s);
    List<String> labels = labels(selector);
    for (int i = 0; i < labels.size(); i++) {
      boolean two = i + 1 < labels.size() && g.dice.chance(20);
      parts.add("case " + labels.get(i) + (two ? ", " + labels.get(++i) : "") + " -> ");
      parts.addAll(outcome.of(s.block()));
      parts.add("\n");
    }
    parts.add("default -> ");
    parts.addAll(outcome.of(s.block()));
    parts.add("\n}");
    return parts;
  }

  /** javac 17 breaks down at a text that it knows. */
  private List<Object> head(Selector selector, Scope s) {
    Node value = g.expressions.any(selector.type, s);
    return new ArrayList<>(
        selector == Selector.TEXT
            ? List.of("switch (p.log(", value, ")) {\n")
            : List.of("switch (", value, ") {\n"));
  }

  private List<String> labels(Selector selector) {
    List<String> labels = new ArrayList<>(selector.labels);
    int count = g.dice.between(1, Math.min(MAX_CASES, labels.size()));
    while (labels.size() > count) {
      labels.remove(g.dice.below(labels.size()));
    }
    return labels;
  }

  /** Cases with patterns and guards, of Java 21. */
  private List<Object> patterns(Scope s, Outcome outcome) {
    boolean sealed = g.dice.chance(40);
    List<Object> parts = new ArrayList<>();
    parts.addAll(
        List.of("switch (", g.expressions.any(sealed ? Type.SHAPE : Type.OBJECT, s), ") {\n"));
    if (g.dice.chance(50)) {
      parts.add("case null -> ");
      parts.addAll(outcome.of(s.block()));
      parts.add("\n");
    }
    int count = g.dice.between(1, 3);
    for (int i = 0; i < count; i++) {
      guarded(sealed, s, outcome, parts);
    }
    if (sealed) {
      type("Dot", s, outcome, parts);
      type("Line", s, outcome, parts);
    } else {
      parts.add("default -> ");
      parts.addAll(outcome.of(s.block()));
      parts.add("\n");
    }
    parts.add("}");
    return parts;
  }

  /** A case that need not hold, since others may follow for the same type. */
  private void guarded(boolean sealed, Scope s, Outcome outcome, List<Object> parts) {
    Scope matched = s.block();
    String pattern = sealed ? shape(matched) : object(matched);
    parts.add("case " + pattern + " when p.log(");
    parts.add(g.expressions.any(Type.BOOLEAN, matched.guard()));
    parts.add(") -> ");
    parts.addAll(outcome.of(matched));
    parts.add("\n");
  }

  private void type(String type, Scope s, Outcome outcome, List<Object> parts) {
    parts.add("case " + type + " " + g.name("m") + " -> ");
    parts.addAll(outcome.of(s.block()));
    parts.add("\n");
  }

  private String shape(Scope s) {
    return g.dice.chance(50)
        ? "Dot(" + component(Type.INT, s) + ")"
        : "Line(" + component(Type.LONG, s) + ", " + component(Type.STRING, s) + ")";
  }

  private String object(Scope s) {
    return switch (g.dice.below(5)) {
      case 0 -> component(Type.STRING, s);
      case 1 -> component(Type.INTEGER, s);
      case 2 -> "Point(" + component(Type.INT, s) + ", " + component(Type.STRING, s) + ")";
      case 3 -> "Wide(" + component(Type.LONG, s) + ", " + component(Type.DOUBLE, s) + ")";
      default -> component(Type.COLOR, s);
    };
  }

  private String component(Type type, Scope s) {
    String name = g.name("m");
    s.add(new Local(name, type, Use.CONSTANT));
    return type + " " + name;
  }
}
