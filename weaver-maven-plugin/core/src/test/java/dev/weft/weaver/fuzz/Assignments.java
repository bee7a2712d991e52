package dev.weft.weaver.fuzz;

import dev.weft.weaver.fuzz.Grammar.Field;
import dev.weft.weaver.fuzz.Scope.Local;
import java.util.ArrayList;
import java.util.List;

/** Random assignments of all kinds, to variables, fields and elements, as expressions. */
final class Assignments {
  private static final String SET = " = ";

  private final Grammar g;

  Assignments(Grammar grammar) {
    g = grammar;
  }

  /** An assignment to something of a type, whose value it has. */
  Node expression(Type type, Scope s, int depth) {
    List<Object> parts = assignment(type, s, depth);
    parts.add(0, "(");
    parts.add(")");
    return Expressions.unboxed(type, parts.toArray());
  }

  /** The same as a statement. */
  Node statement(Scope s) {
    List<Object> parts = assignment(g.type(), s, g.dice.between(1, 3));
    parts.add(";");
    return Node.statement(parts.toArray());
  }

  private List<Object> assignment(Type type, Scope s, int depth) {
    List<Object> parts = new ArrayList<>(target(type, s, depth));
    boolean box = parts.get(0).toString().startsWith("new Box");
    if (type.isNumeric() && g.dice.chance(20)) {
      boolean before = g.dice.chance(50);
      parts.add(before ? 0 : parts.size(), g.dice.pick("++", "--"));
      return parts;
    }
    String operator = box || g.dice.chance(50) ? SET : operator(type);
    parts.add(operator);
    parts.addAll(value(type, operator, s, depth));
    return parts;
  }

  private List<Object> target(Type type, Scope s, int depth) {
    List<Local> variables = s.variables(type);
    List<Field> fields = g.fields.stream().filter(field -> field.type() == type).toList();
    List<Type> arrays = Type.ARRAYS.stream().filter(array -> array.element() == type).toList();
    int elements = arrays.isEmpty() || depth <= 0 ? 0 : 25;
    if (variables.size() + fields.size() + elements == 0) {
      return List.of("new Box<" + type.boxed() + ">(", Node.zero(type), ").value");
    }
    return switch (g.dice.weighted(
        variables.isEmpty() ? 0 : 60, fields.isEmpty() ? 0 : 20, elements)) {
      case 0 -> List.of(g.dice.pick(variables).name());
      case 1 -> List.of(s.self + "." + g.dice.pick(fields).name());
      default -> element(g.dice.pick(arrays), s, depth);
    };
  }

  private List<Object> element(Type array, Scope s, int depth) {
    String close = g.dice.chance(80) ? " & 1]" : "]";
    return List.of(
        "(",
        g.expressions.of(array, s, depth - 1),
        ")[",
        g.expressions.of(Type.INT, s, depth),
        close);
  }

  private String operator(Type type) {
    return switch (type) {
      case BYTE, CHAR, SHORT, INT, LONG ->
          g.dice.pick(
              " += ", " += ", " -= ", " *= ", " |= ", " &= ", " ^= ", " <<= ", " >>>= ", " /= ");
      case FLOAT, DOUBLE -> g.dice.pick(" += ", " -= ", " *= ", " /= ");
      case BOOLEAN -> g.dice.pick(" |= ", " &= ", " ^= ");
      case STRING, INTEGER, LONG_OBJECT -> " += ";
      default -> SET;
    };
  }

  private List<Object> value(Type type, String operator, Scope s, int depth) {
    if (operator.equals(SET)) {
      return List.of(g.expressions.of(type, s, depth));
    } else if (operator.equals(" /= ") && type.isIntegral()) {
      return List.of("(", g.expressions.of(Type.INT, s, depth), " | 1)");
    }
    return List.of(g.expressions.of(operand(type, operator), s, depth));
  }

  private Type operand(Type type, String operator) {
    return switch (type) {
      case BYTE, CHAR, SHORT, INT, LONG -> numeric(operator);
      case FLOAT, DOUBLE -> g.dice.pick(Type.NUMERIC);
      case STRING -> g.dice.pick(Type.INT, Type.LONG, Type.CHAR, Type.DOUBLE, Type.INTEGER);
      case INTEGER -> Type.INT;
      case LONG_OBJECT -> Type.LONG;
      default -> type;
    };
  }

  /** A cast is part of such an assignment: the value may be wider than what it goes to. */
  private Type numeric(String operator) {
    boolean arithmetic = operator.matches(" [-+*]= ");
    return arithmetic
        ? g.dice.pick(Type.NUMERIC)
        : g.dice.pick(Type.BYTE, Type.CHAR, Type.SHORT, Type.INT, Type.LONG);
  }
}
