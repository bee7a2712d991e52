package dev.weft.weaver.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Random expressions that only some type has: operators, calls, and what makes objects. */
final class Operations {
  private static final int MANY_OPERANDS = 210;

  private final Grammar g;

  Operations(Grammar grammar) {
    g = grammar;
  }

  Node of(Type type, Scope s, int depth) {
    return switch (type) {
      case BOOLEAN -> truth(s, depth);
      case BYTE, CHAR, SHORT -> new Words(type, s, depth).add("((%s) ").add(Type.INT).end(")");
      case INT -> integer(s, depth);
      case LONG -> wide(s, depth);
      case FLOAT, DOUBLE -> real(type, s, depth);
      case STRING -> string(s, depth);
      case INTEGER -> number(s, depth);
      case LONG_OBJECT -> new Words(type, s, depth).add("((Long) ").add(Type.LONG).end(")");
      case CHARACTER -> new Words(type, s, depth).add("((Character) ").add(Type.CHAR).end(")");
      case OBJECT -> object(s, depth);
      case BYTES, INTS, LONGS, DOUBLES, STRINGS, MATRIX -> array(type, s, depth);
      case NUMBERS, WORDS -> list(type, s, depth);
      default -> made(type, s, depth);
    };
  }

  private Node truth(Scope s, int depth) {
    Type compared = g.dice.pick(Type.NUMERIC);
    Words words = new Words(Type.BOOLEAN, s, depth).add("(");
    return switch (g.dice.below(8)) {
      case 0, 1, 2 ->
          words
              .add(compared)
              .add(g.dice.pick(" < ", " > ", " == ", " != ", " <= ", " >= "))
              .add(compared)
              .end(")");
      case 3 -> words.add(Type.BOOLEAN).add(" && ").add(Type.BOOLEAN).end(")");
      case 4 -> words.add(Type.BOOLEAN).add(" || ").add(Type.BOOLEAN).end(")");
      case 5 -> words.add("!").add(Type.BOOLEAN).end(")");
      case 6 -> words.add(Type.BOOLEAN).add(g.dice.pick(" ^ ", " & ")).add(Type.BOOLEAN).end(")");
      default -> words.add(Type.OBJECT).add(g.dice.pick(" == null", " instanceof String")).end(")");
    };
  }

  private Node integer(Scope s, int depth) {
    Words words = new Words(Type.INT, s, depth);
    return switch (g.dice.below(12)) {
      case 0, 1, 2 -> arithmetic(Type.INT, s, depth);
      case 3 ->
          words
              .add("(")
              .add(Type.INT)
              .add(g.dice.pick(" << ", " >> ", " >>> "))
              .add(g.dice.pick(Type.INT, Type.LONG))
              .end(")");
      case 4 ->
          words
              .add("(")
              .add(Type.INT)
              .add(g.dice.pick(" / (", " % ("))
              .add(Type.INT)
              .end(g.dice.chance(80) ? " | 1))" : "))");
      case 5 -> words.add("((int) ").add(g.dice.pick(Type.LONG, Type.DOUBLE)).end(")");
      case 6 -> words.add("Kit.text(").add(g.observable()).end(").length()");
      case 7 ->
          words
              .add("Kit.mix(")
              .add(Type.INT)
              .add(", ")
              .add(Type.LONG)
              .add(", ")
              .add(g.type())
              .add(", ")
              .add(Type.DOUBLE)
              .end(")");
      case 8 ->
          words
              .add("Kit.sum(")
              .add(Type.INT)
              .add(", ")
              .add(Type.INT)
              .add(", ")
              .add(Type.INT)
              .end(")");
      case 9 -> element(Type.INTS, s, depth);
      case 10 -> words.add(Type.POINT).end(".x()");
      default -> words.add("((int) ").add(Type.SUPPLIER).end(".get())");
    };
  }

  private Node wide(Scope s, int depth) {
    Words words = new Words(Type.LONG, s, depth);
    return switch (g.dice.below(6)) {
      case 0, 1 -> arithmetic(Type.LONG, s, depth);
      case 2 ->
          words
              .add("Kit.mix(")
              .add(Type.DOUBLE)
              .add(", ")
              .add(g.type())
              .add(", ")
              .add(Type.LONG)
              .add(", ")
              .add(Type.BYTE)
              .end(")");
      case 3 -> words.add("((long) ").add(g.dice.pick(Type.INT, Type.DOUBLE)).end(")");
      case 4 -> words.add("new Made(p, ").add(g.type()).add(", ").add(Type.LONG).end(").number()");
      default -> element(Type.LONGS, s, depth);
    };
  }

  private Node real(Type type, Scope s, int depth) {
    Words words = new Words(type, s, depth);
    return g.dice.chance(60)
        ? arithmetic(type, s, depth)
        : words.add("((%s) ").add(g.dice.pick(Type.INT, Type.LONG)).end(")");
  }

  /** The other operand may be narrower, and lies on the right or on the left. */
  private Node arithmetic(Type type, Scope s, int depth) {
    String operator =
        type.isIntegral()
            ? g.dice.pick(" + ", " - ", " * ", " & ", " | ", " ^ ")
            : g.dice.pick(" + ", " - ", " * ", " / ");
    Type other = g.dice.pick(type.narrower());
    boolean swapped = g.dice.chance(50);
    return new Words(type, s, depth)
        .add("(")
        .add(swapped ? other : type)
        .add(operator)
        .add(swapped ? type : other)
        .end(")");
  }

  private Node string(Scope s, int depth) {
    Words words = new Words(Type.STRING, s, depth);
    return switch (g.dice.below(8)) {
      case 0, 1, 2, 3 -> concatenation(s, depth);
      case 4 -> words.add("Kit.text(").add(g.observable()).end(")");
      case 5 -> words.add(Type.POINT).end(".name()");
      case 6 -> observedClass(s, depth);
      default -> element(Type.STRINGS, s, depth);
    };
  }

  private Node concatenation(Scope s, int depth) {
    boolean many = g.dice.below(400) == 0 && s.lambdas == 0;
    int operands = many ? MANY_OPERANDS : g.dice.between(1, 5);
    Words words = new Words(Type.STRING, s, many ? 0 : depth).add("Kit.cut(").add(Type.STRING);
    for (int i = 0; i < operands; i++) {
      words
          .add(" + ")
          .add(
              g.dice.pick(
                  Type.STRING,
                  Type.INT,
                  Type.LONG,
                  Type.DOUBLE,
                  Type.CHAR,
                  Type.BOOLEAN,
                  Type.POINT,
                  Type.INTEGER));
    }
    return words.end(")");
  }

  private Node observedClass(Scope s, int depth) {
    if (g.observed.isEmpty()) {
      return concatenation(s, depth);
    }
    return new Words(Type.STRING, s, depth)
        .add("new " + g.dice.pick(g.observed) + "(")
        .add(g.observable())
        .add(", ")
        .add(g.observable())
        .end(").text()");
  }

  private Node number(Scope s, int depth) {
    Words words = new Words(Type.INTEGER, s, depth);
    return g.dice.chance(60)
        ? words.add("((Integer) ").add(Type.INT).end(")")
        : words
            .add("Kit.<Integer>list(")
            .add(Type.INTEGER)
            .add(", ")
            .add(Type.INTEGER)
            .end(").get(1)");
  }

  private Node object(Scope s, int depth) {
    Words words = new Words(Type.OBJECT, s, depth);
    return switch (g.dice.below(4)) {
      case 0, 1 -> words.add("((Object) ").add(g.observable()).end(")");
      case 2 ->
          words.add("((Object) new Made(p, ").add(g.type()).add(", ").add(Type.LONG).end("))");
      default -> words.add("((Object) ").add(Type.BOX).end(".value)");
    };
  }

  /** An element of an array or of a list. The index is mostly within. */
  private Node element(Type array, Scope s, int depth) {
    return new Words(array.element(), s, depth)
        .add("(")
        .add(array)
        .add(")[")
        .add(Type.INT)
        .end(g.dice.chance(80) ? " & 1]" : "]");
  }

  private Node array(Type type, Scope s, int depth) {
    if (type == Type.INTS && g.dice.chance(20)) {
      return element(Type.MATRIX, s, depth);
    }
    Words words = new Words(type, s, depth).add("new %s {");
    int size = g.dice.between(1, 3);
    for (int i = 0; i < size; i++) {
      words.add(type.element()).add(", ");
    }
    return words.end("}");
  }

  private Node list(Type type, Scope s, int depth) {
    Words words = new Words(type, s, depth).add("Kit.<" + type.element() + ">list(");
    return words.add(type.element()).add(", ").add(type.element()).end(")");
  }

  private Node made(Type type, Scope s, int depth) {
    Words words = new Words(type, s, depth);
    return switch (type) {
      case POINT -> words.add("new Point(").add(Type.INT).add(", ").add(Type.STRING).end(")");
      case WIDE -> words.add("new Wide(").add(Type.LONG).add(", ").add(Type.DOUBLE).end(")");
      case COLOR -> words.add("Color.values()[").add(Type.INT).end(" & 1]");
      case SHAPE ->
          g.dice.chance(50)
              ? words.add("((Shape) new Dot(").add(Type.INT).end("))")
              : words.add("((Shape) new Line(").add(Type.LONG).add(", ").add(Type.STRING).end("))");
      case BOX -> words.add(Type.BOX).add(".with(").add(Type.STRING).end(")");
      case SUPPLIER -> g.lambdas.supplier(s, depth);
      default -> throw new AssertionError(type);
    };
  }

  /** Puts an expression together. */
  private final class Words {
    private final Type type;
    private final Scope scope;
    private final int depth;
    private final List<Object> parts = new ArrayList<>();

    Words(Type type, Scope scope, int depth) {
      this.type = type;
      this.scope = scope;
      this.depth = depth;
    }

    Words add(String text) {
      parts.add(text.replace("%s", type.toString()));
      return this;
    }

    Words add(Type operand) {
      parts.add(g.expressions.of(operand, scope, depth));
      return this;
    }

    Node end(String text) {
      add(text);
      return Node.expression(type, parts.toArray());
    }
  }
}
