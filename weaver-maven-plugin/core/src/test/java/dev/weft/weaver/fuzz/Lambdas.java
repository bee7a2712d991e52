package dev.weft.weaver.fuzz;

import dev.weft.weaver.fuzz.Scope.Ending;
import dev.weft.weaver.fuzz.Scope.Ending.Form;
import dev.weft.weaver.fuzz.Scope.Local;
import dev.weft.weaver.fuzz.Scope.Use;
import java.util.ArrayList;
import java.util.List;

/** Random lambdas that are made in one place of a body and run in another. */
final class Lambdas {
  /** The async interfaces of each program. */
  static final String INTERFACES =
      """
      @AsyncLambda
      interface Step<A, B> { B go(A a) throws Exception; }
      @AsyncLambda
      interface Scale { double of(long a, double b, int c) throws Exception; }
      """;

  /** What stands for the variables of a generic type. */
  private static final List<Type> OBJECTS =
      List.of(Type.STRING, Type.INTEGER, Type.LONG_OBJECT, Type.POINT, Type.OBJECT, Type.INTS);

  private final Grammar g;

  Lambdas(Grammar grammar) {
    g = grammar;
  }

  void add(Block block) {
    switch (g.dice.below(5)) {
      case 0 -> callable(block);
      case 1 -> deferred(block);
      case 2, 3 -> step(block);
      default -> scale(block);
    }
  }

  /** A lambda, or a class, of an async interface, whose calls suspend by themselves. */
  private void step(Block block) {
    Scope s = block.scope();
    Type from = g.dice.pick(OBJECTS);
    Type to = g.dice.pick(OBJECTS);
    String name = g.name("fn");
    String type = "Step<" + from + ", " + to + ">";
    List<Object> made = g.dice.chance(60) ? lambda(from, to, s) : made(type, from, to, s);
    block.add(
        Statements.statement(
            type + " " + name + " = ",
            made,
            ";\n",
            g.statements.braces(s.block(), g.statements.size()),
            Node.statement("p.log(" + name + ".go(", g.expressions.any(from, s), "));"),
            Node.statement("p.log(" + name + ".go(", g.expressions.any(from, s), "));")),
        true);
  }

  private List<Object> lambda(Type from, Type to, Scope s) {
    String parameter = g.name("a");
    Scope body = s.lambda(new Ending(Form.VALUE, to), true);
    body.add(new Local(parameter, from, g.dice.pick(Use.VARIABLE, Use.CONSTANT)));
    List<Object> parts = new ArrayList<>(List.of(parameter + " -> "));
    parts.addAll(Node.braces(g.statements.body(body, g.dice.between(1, 4))));
    return parts;
  }

  private List<Object> made(String type, Type from, Type to, Scope s) {
    String parameter = g.name("a");
    Scope body = s.inner(new Ending(Form.VALUE, to), g.declarations.outer(s));
    body.add(new Local(parameter, from, Use.VARIABLE));
    List<Object> parts = new ArrayList<>();
    parts.add("new " + type + "() {\npublic " + to + " go(" + from + " " + parameter);
    parts.add(") throws Exception ");
    parts.addAll(Node.braces(g.statements.body(body, g.dice.between(1, 4))));
    parts.add("\n}");
    return parts;
  }

  /** A lambda with arguments of one slot and of two. */
  private void scale(Block block) {
    Scope s = block.scope();
    String name = g.name("fn");
    Scope body = s.lambda(new Ending(Form.VALUE, Type.DOUBLE), true);
    String[] parameters = {g.name("a"), g.name("a"), g.name("a")};
    body.add(new Local(parameters[0], Type.LONG, Use.VARIABLE));
    body.add(new Local(parameters[1], Type.DOUBLE, Use.CONSTANT));
    body.add(new Local(parameters[2], Type.INT, Use.VARIABLE));
    block.add(
        Statements.statement(
            "Scale " + name + " = (" + String.join(", ", parameters) + ") -> ",
            Node.braces(g.statements.body(body, g.dice.between(1, 4))),
            ";\n",
            g.statements.braces(s.block(), g.statements.size()),
            "p.log(" + name + ".of(",
            g.expressions.any(Type.LONG, s),
            ", ",
            g.expressions.any(Type.DOUBLE, s),
            ", ",
            g.expressions.any(Type.INT, s),
            "));"),
        true);
  }

  /** An async lambda that is made here, and run some statements later, twice. */
  private void callable(Block block) {
    Scope s = block.scope();
    Type type = g.observable();
    String name = g.name("fn");
    block.add(
        Statements.statement(
            "AsyncCallable<" + type.boxed() + ", Exception> " + name + " = ",
            g.awaits.callable(type, s, 2),
            ";\n",
            g.statements.braces(s.block(), g.statements.size()),
            Node.statement("p.log(await(async(" + name + ")));"),
            Node.statement("p.log(await(async(" + name + ")));")),
        true);
  }

  /** A future that is awaited some statements after it is made. */
  private void deferred(Block block) {
    Scope s = block.scope();
    Type type = g.observable();
    String name = g.name("w");
    boolean some = g.dice.chance(70);
    Ending end = new Ending(Form.VOID, type);
    String result = some ? type.boxed() : "Void";
    block.add(
        Statements.statement(
            "Future<" + result + "> " + name + " = async((Async",
            some ? "Callable<" + result + ", Exception>) " : "Runnable<Exception>) ",
            some ? g.awaits.callable(type, s, 2) : runnable(s.lambda(end, true)),
            ");\n",
            g.statements.braces(s.block(), g.statements.size()),
            "p.log(await(" + name + "));"),
        true);
  }

  private List<Object> runnable(Scope body) {
    List<Object> parts = new ArrayList<>(List.of("() -> "));
    parts.addAll(Node.braces(g.statements.any(body, g.dice.between(1, 4)).list()));
    return parts;
  }

  /** A lambda that isn't async. */
  Node supplier(Scope s, int depth) {
    Scope body = s.lambda(new Ending(Form.VALUE, Type.INTEGER), false);
    return Node.expression(
        Type.SUPPLIER,
        "((Supplier<Integer>) () -> ",
        g.expressions.of(Type.INTEGER, body, depth),
        ")");
  }
}
