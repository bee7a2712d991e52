package dev.weft.weaver.fuzz;

import dev.weft.weaver.fuzz.Grammar.Field;
import dev.weft.weaver.fuzz.Scope.Local;
import dev.weft.weaver.fuzz.Scope.Use;
import java.util.List;

/**
 * Random expressions: what there is for every type.
 *
 * <p>An expression has exactly the type that is asked for, boxing apart in no case, so that no
 * context changes its meaning. What could stand without parentheses has them.
 */
final class Expressions {
  private static final List<Type> PATTERNS =
      List.of(
          Type.STRING,
          Type.INTEGER,
          Type.LONG_OBJECT,
          Type.POINT,
          Type.WIDE,
          Type.COLOR,
          Type.INTS,
          Type.STRINGS);

  private final Grammar g;

  Expressions(Grammar grammar) {
    g = grammar;
  }

  /** An expression of any size. */
  Node any(Type type, Scope s) {
    return of(type, s, g.dice.weighted(2, 5, 3, 1));
  }

  /** An expression of so many levels at most. */
  Node of(Type type, Scope s, int depth) {
    if (depth <= 0) {
      return leaf(type, s);
    }
    return switch (g.dice.weighted(18, s.awaits ? 30 : 0, 5, 2, s.assigns ? 4 : 0, 3, 3, 3, 35)) {
      case 0 -> leaf(type, s);
      case 1 -> g.awaits.of(type, s, depth - 1);
      case 2 -> conditional(type, s, depth - 1);
      case 3 -> g.switches.expression(type, s, depth - 1);
      case 4 -> g.assignments.expression(type, s, depth - 1);
      case 5 -> log(type, s, depth - 1);
      case 6 -> second(type, s, depth - 1);
      case 7 -> matched(type, s, depth - 1);
      default -> g.operations.of(type, s, depth - 1);
    };
  }

  /** An expression without parts. */
  Node leaf(Type type, Scope s) {
    List<Local> locals = s.locals(type);
    int here = locals.isEmpty() ? 0 : 60;
    List<Field> fields = g.fields.stream().filter(field -> field.type() == type).toList();
    int there = fields.isEmpty() ? 0 : 10;
    int compared = type == Type.BOOLEAN ? 40 : 0;
    return switch (g.dice.weighted(here, there, compared, type == Type.BOOLEAN ? 8 : 30)) {
      case 0 -> Node.expression(type, g.dice.pick(locals).name());
      case 1 -> Node.expression(type, s.self + "." + g.dice.pick(fields).name());
      case 2 -> compared(s);
      default -> Node.expression(type, g.dice.pick(type.literals()));
    };
  }

  private Node compared(Scope s) {
    Type type = g.dice.pick(Type.INT, Type.LONG, Type.INT, Type.DOUBLE, Type.CHAR);
    return Node.expression(
        Type.BOOLEAN, "(", leaf(type, s), g.dice.pick(" < ", " > ", " != "), leaf(type, s), ")");
  }

  private Node conditional(Type type, Scope s, int depth) {
    return Node.expression(
        type,
        "(",
        of(Type.BOOLEAN, s, depth),
        " ? ",
        of(type, s, depth),
        " : ",
        of(type, s, depth),
        ")");
  }

  private Node log(Type type, Scope s, int depth) {
    Node value = of(type, s, depth);
    return type.isObservable() ? Node.expression(type, "p.log(", value, ")") : value;
  }

  /** A value of another type lies below on the stack. */
  private Node second(Type type, Scope s, int depth) {
    return unboxed(
        type,
        "Kit.<Object, " + type.boxed() + ">second(",
        of(g.type(), s, depth),
        ", ",
        of(type, s, depth),
        ")");
  }

  /** A pattern variable, which is in scope on one side only. */
  private Node matched(Type type, Scope s, int depth) {
    Type pattern = g.dice.pick(PATTERNS);
    String name = g.name("m");
    Scope matched = s.block();
    matched.add(new Local(name, pattern, g.dice.pick(Use.VARIABLE, Use.CONSTANT)));
    return Node.expression(
        type,
        "(",
        of(Type.OBJECT, s, depth),
        " instanceof " + pattern + " " + name + " && ",
        of(Type.BOOLEAN, matched, depth),
        " ? ",
        of(type, matched, depth),
        " : ",
        of(type, s, depth),
        ")");
  }

  /** Gives what comes as an object its own type. */
  static Node unboxed(Type type, Object... parts) {
    Node node = Node.expression(type, parts);
    if (type.isPrimitive()) {
      node.parts.add(0, "((" + type + ") ");
      node.parts.add(")");
    }
    return node;
  }
}
