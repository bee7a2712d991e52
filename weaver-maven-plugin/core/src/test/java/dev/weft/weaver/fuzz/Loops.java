package dev.weft.weaver.fuzz;

import dev.weft.weaver.fuzz.Scope.Local;
import dev.weft.weaver.fuzz.Scope.Use;
import org.jspecify.annotations.Nullable;

/**
 * Random loops. All but those over arrays and lists ask the probe whether they may go on, so that
 * every program ends.
 */
final class Loops {
  private static final int MAX_NESTED = 3;

  private final Grammar g;

  Loops(Grammar grammar) {
    g = grammar;
  }

  void add(Block block) {
    if (block.scope().loops == MAX_NESTED) {
      return;
    }
    String label = g.dice.chance(35) ? g.name("l") : null;
    String start = label == null ? "" : label + ": ";
    Scope s = block.scope();
    Node loop =
        switch (g.dice.below(s.awaits && s.checked ? 7 : 6)) {
          case 0 -> whileLoop(start, s, label);
          case 1 -> doLoop(start, s, label);
          case 2, 3 -> counted(start, s, label);
          case 4 -> over(start, s, label);
          case 5 -> endless(start, s, label);
          default -> each(start, s, label);
        };
    block.add(loop, true);
  }

  private Node body(Scope s) {
    return g.statements.any(s, g.dice.between(1, 4)).list();
  }

  private Node whileLoop(String start, Scope s, @Nullable String label) {
    boolean first = g.dice.chance(50);
    return Statements.statement(
        start + "while (" + (first ? "p.more() && " : ""),
        g.expressions.any(Type.BOOLEAN, s),
        (first ? "" : " && p.more()") + ") ",
        Node.braces(body(s.loop(label))));
  }

  private Node doLoop(String start, Scope s, @Nullable String label) {
    return Statements.statement(
        start + "do ",
        g.statements.braces(s.loop(label), g.dice.between(1, 4)),
        " while (p.more() && ",
        g.expressions.any(Type.BOOLEAN, s),
        ");");
  }

  private Node counted(String start, Scope s, @Nullable String label) {
    Type type = g.dice.pick(Type.INT, Type.INT, Type.LONG, Type.BYTE, Type.DOUBLE);
    String name = g.name("i");
    Scope body = s.loop(label);
    body.add(new Local(name, type, Use.COUNTER));
    String bound = String.valueOf(g.dice.between(1, 4));
    boolean computed = g.dice.chance(20);
    return Statements.statement(
        start + "for (" + type + " " + name + " = 0; p.more() && " + name + " < ",
        computed ? g.expressions.any(Type.INT, s) : bound,
        "; " + name + g.dice.pick("++", " += 1", " += 2") + ") ",
        Node.braces(body(body)));
  }

  private Node over(String start, Scope s, @Nullable String label) {
    Type collection =
        g.dice.pick(
            Type.INTS, Type.BYTES, Type.LONGS, Type.STRINGS, Type.MATRIX, Type.NUMBERS, Type.WORDS);
    String name = g.name("x");
    Scope body = s.loop(label);
    Use use = g.dice.pick(Use.VARIABLE, Use.CONSTANT);
    body.add(new Local(name, collection.element(), use));
    return Statements.statement(
        start + "for (" + collection.element() + " " + name + " : ",
        g.expressions.any(collection, s),
        ") ",
        Node.braces(body(body)));
  }

  private Node endless(String start, Scope s, @Nullable String label) {
    return Statements.statement(
        start + g.dice.pick("while (true)", "for (;;)") + " {\nif (!p.more()) break;\n",
        body(s.loop(label)),
        "}");
  }

  /** Elements that are waited for. */
  private Node each(String start, Scope s, @Nullable String label) {
    Type type = g.dice.pick(Type.STRING, Type.INTEGER, Type.POINT, Type.INTS);
    String name = g.name("x");
    Scope body = s.loop(label);
    body.add(new Local(name, type, g.dice.pick(Use.VARIABLE, Use.CONSTANT)));
    Node stream = Node.optional(g.expressions.any(type, s), ", ", g.expressions.any(type, s));
    String thrown = g.dice.chance(20) ? ", Checked.class" : "";
    return Statements.statement(
        start + "for (" + type + " " + name + " : each(Kit.<" + type + ">stream(p, ",
        stream,
        ")" + thrown + ")) ",
        Node.braces(body(body)));
  }
}
