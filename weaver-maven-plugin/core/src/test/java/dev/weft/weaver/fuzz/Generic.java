package dev.weft.weaver.fuzz;

import dev.weft.weaver.fuzz.Scope.Budget;
import dev.weft.weaver.fuzz.Scope.Ending;
import dev.weft.weaver.fuzz.Scope.Ending.Form;
import dev.weft.weaver.fuzz.Scope.Local;
import dev.weft.weaver.fuzz.Scope.Use;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The generic async method of a program, whose variables have a type that nobody knows. */
final class Generic {
  /** What its type variable may stand for. */
  static final Set<Type> CAN_BE =
      EnumSet.of(Type.BOOLEAN, Type.INT, Type.LONG, Type.CHAR, Type.STRING, Type.INTEGER);

  private final Grammar g;

  Generic(Grammar grammar) {
    g = grammar;
  }

  /** A call, which makes a future. */
  List<Object> call(Type type, Scope s, int depth) {
    return List.of(
        g.className + ".<" + type.boxed() + ">generic(p, " + s.self + ", ",
        g.expressions.of(type, s, depth),
        ", ",
        g.expressions.of(type, s, depth),
        ")");
  }

  /** The declaration. */
  Node declaration(int size) {
    Scope s = new Scope("q", new Ending(Form.FUTURE, Type.OBJECT), new Budget(size));
    s.ending = null;
    for (String name : List.of("t0", "t1", "t2")) {
      s.add(new Local("((Object) " + name + ")", Type.OBJECT, Use.CONSTANT));
    }
    return Statements.statement(
        "@Async static <T extends Comparable<T>> Future<T> generic(Probe p, " + g.className,
        " q, T t0, T t1) throws Exception {\n",
        "if (!p.more()) return ready(t0);\nT t2 = await(p.<T>f(t0));\n",
        g.statements.completing(s, size).list(),
        "return Weft.<T>ready(t0.compareTo(t1) > ",
        g.expressions.any(Type.INT, s),
        " ? t2 : t1);\n}");
  }
}
