package dev.weft.weaver.fuzz;

import dev.weft.weaver.fuzz.Scope.Ending;
import dev.weft.weaver.fuzz.Scope.Ending.Form;
import dev.weft.weaver.fuzz.Scope.Local;
import dev.weft.weaver.fuzz.Scope.Use;
import java.util.List;

/** Random declarations in a body: variables, lambdas and classes. */
final class Declarations {
  private final Grammar g;

  Declarations(Grammar grammar) {
    g = grammar;
  }

  /** A variable with a value. */
  void local(Block block) {
    Type type = g.type();
    declare(block, type, g.expressions.any(type, block.scope()));
  }

  private void declare(Block block, Type type, Node value) {
    Use use = g.dice.pick(Use.VARIABLE, Use.VARIABLE, Use.CONSTANT);
    String name = g.name("x");
    boolean inferred = type != Type.SUPPLIER && g.dice.chance(15) && !hasLambda(value);
    String declared = inferred ? "var" : type.toString();
    String modifier = use == Use.CONSTANT && g.dice.chance(30) ? "final " : "";
    block.add(Node.statement(modifier + declared + " " + name + " = ", value, ";"), true);
    block.scope().add(new Local(name, type, use));
  }

  /** Behind {@code var}, javac doesn't take all lambdas that stand within a switch expression. */
  private static boolean hasLambda(Node value) {
    return value.toString().contains("->");
  }

  /** A declaration that takes more than a statement. */
  void compound(Block block) {
    boolean async = block.scope().awaits && block.scope().checked;
    switch (g.dice.weighted(4, 2, 2, 2, async ? 5 : 0, async ? 9 : 0)) {
      case 0 -> branches(block);
      case 1 -> guarded(block);
      case 2 -> late(block);
      case 3 -> intersection(block);
      case 4 -> classes(block);
      default -> g.lambdas.add(block);
    }
  }

  private void classes(Block block) {
    if (g.dice.chance(60)) {
      localClass(block);
    } else {
      anonymous(block);
    }
  }

  /** A variable that each branch gives its value. */
  private void branches(Block block) {
    Scope s = block.scope();
    Type type = g.type();
    String name = g.name("x");
    block.add(
        Statements.statement(
            type + " " + name + ";\nif (",
            g.expressions.any(Type.BOOLEAN, s),
            ") ",
            assigning(name, type, s.block()),
            " else ",
            assigning(name, type, s.block())),
        true);
    s.add(new Local(name, type, Use.CONSTANT));
  }

  private List<Object> assigning(String name, Type type, Scope s) {
    Block branch = g.statements.completing(s, g.statements.size());
    branch.add(Node.statement(name + " = ", g.expressions.any(type, s), ";"), true);
    return Node.braces(branch.list());
  }

  /** A variable that gets its value in a {@code try} block or in its handler. */
  private void guarded(Block block) {
    Scope s = block.scope();
    Type type = g.type();
    String name = g.name("x");
    String caught = g.name("e");
    block.add(
        Statements.statement(
            type + " " + name + ";\ntry ",
            assigning(name, type, s.guarded()),
            " catch (RuntimeException " + caught + ") ",
            assigning(name, type, s.block())),
        true);
    s.add(new Local(name, type, Use.VARIABLE));
  }

  /** A variable that gets its value some statements later. */
  private void late(Block block) {
    Scope s = block.scope();
    Type type = g.type();
    String name = g.name("x");
    block.add(
        Statements.statement(
            type + " " + name + ";\n",
            g.statements.braces(s.block(), g.statements.size()),
            name + " = ",
            g.expressions.any(type, s),
            ";"),
        true);
    s.add(new Local(name, type, Use.VARIABLE));
  }

  /** A variable whose type can't be written down. */
  private void intersection(Block block) {
    Scope s = block.scope();
    String name = g.name("x");
    block.add(
        Node.statement(
            "var " + name + " = ",
            g.expressions.any(Type.BOOLEAN, s),
            " ? ",
            g.expressions.any(g.dice.pick(Type.INTEGER, Type.COLOR, Type.POINT), s),
            " : ",
            g.expressions.any(g.dice.pick(Type.STRING, Type.LONG_OBJECT, Type.WIDE), s),
            ";"),
        true);
    s.add(new Local("((Object) " + name + ")", Type.OBJECT, Use.CONSTANT));
  }

  /** A class that captures what is around it. */
  private void localClass(Block block) {
    Scope s = block.scope();
    Type type = g.observable();
    Type parameter = g.type();
    String owner = g.name("C");
    Scope body = s.inner(new Ending(Form.FUTURE, type), outer(s));
    String argument = g.name("a");
    body.add(new Local(argument, parameter, Use.VARIABLE));
    Scope field = s.inner(new Ending(Form.VALUE, type), outer(s));
    field.awaits = false;
    field.checked = false;
    block.add(
        Statements.statement(
            "class " + owner + " {\n" + type + " f = ",
            g.expressions.of(type, field, 1),
            ";\n@Async Future<"
                + type.boxed()
                + "> run("
                + parameter
                + " "
                + argument
                + ") throws Exception ",
            Node.braces(g.statements.body(body, g.dice.between(1, 5))),
            "\n}\n",
            Node.statement("p.log(new " + owner + "().f);"),
            Node.statement(
                "p.log(await(new " + owner + "().run(", g.expressions.any(parameter, s), ")));")),
        true);
  }

  /** A local class sees the fields of the object around by another name. */
  String outer(Scope s) {
    return s.self.equals("this") ? g.className + ".this" : s.self;
  }

  /** A class without a name, whose method has a bridge. */
  private void anonymous(Block block) {
    Scope s = block.scope();
    Type type = g.observable();
    Type parameter = g.type();
    String name = g.name("fn");
    Scope body = s.inner(new Ending(Form.FUTURE, type), outer(s));
    String argument = g.name("a");
    body.add(new Local(argument, parameter, Use.VARIABLE));
    String types = "<" + parameter.boxed() + ", " + type.boxed() + ">";
    block.add(
        Statements.statement(
            "Fn" + types + " " + name + " = new Fn" + types + "() {\n@Async public Future<",
            type.boxed() + "> apply(Probe p, " + parameter.boxed() + " boxed) throws Exception {\n",
            parameter + " " + argument + " = boxed;\n",
            g.statements.body(body, g.dice.between(1, 5)),
            "}\n};\n",
            Node.statement(
                "p.log(await(" + name + ".apply(p, ", g.expressions.any(parameter, s), ")));")),
        true);
  }
}
