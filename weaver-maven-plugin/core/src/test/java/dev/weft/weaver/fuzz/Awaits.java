package dev.weft.weaver.fuzz;

import dev.weft.weaver.fuzz.Scope.Ending;
import dev.weft.weaver.fuzz.Scope.Ending.Form;
import java.util.ArrayList;
import java.util.List;

/**
 * Random awaits.
 *
 * <p>What is awaited is made in the same expression: an async method that isn't woven runs when it
 * is called, so that nothing may come between.
 */
final class Awaits {
  /** Lambdas in lambdas in lambdas take javac long. */
  private static final int MAX_LAMBDAS = 2;

  private final Grammar g;

  Awaits(Grammar grammar) {
    g = grammar;
  }

  /** An await that gives a type. */
  Node of(Type type, Scope s, int depth) {
    return switch (g.dice.weighted(10, 2, 2, 2, 1, 1)) {
      case 0 -> await(type, future(type, s, depth));
      case 1 -> await(type, stage(type, s, depth));
      case 2 -> {
        String thrown = s.checked ? g.dice.pick("Checked", "SubChecked") : "Unchecked";
        List<Object> awaited = g.dice.chance(50) ? future(type, s, depth) : stage(type, s, depth);
        yield Expressions.unboxed(
            type, with(with("await(", awaited), ", " + thrown + ".class)").toArray());
      }
      case 3 -> {
        List<Object> choice = new ArrayList<>(List.of(g.expressions.of(Type.BOOLEAN, s, depth)));
        choice.add(" ? ");
        choice.addAll(future(type, s, depth));
        choice.add(" : ");
        choice.addAll(future(type, s, depth));
        yield await(type, choice);
      }
      case 4 -> await(type, awaited(type, s, depth));
      default -> await(type, List.of("async(() -> ", g.expressions.leaf(type, captured(s)), ")"));
    };
  }

  private Scope captured(Scope s) {
    return s.lambda(new Ending(Form.VALUE, Type.INT), false);
  }

  private static Node await(Type type, List<Object> future) {
    return Expressions.unboxed(type, with(with("await(", future), ")").toArray());
  }

  private static List<Object> with(String before, List<Object> parts) {
    List<Object> all = new ArrayList<>(List.of(before));
    all.addAll(parts);
    return all;
  }

  private static List<Object> with(List<Object> parts, String after) {
    parts.add(after);
    return parts;
  }

  /** A future of a future, which is awaited twice. */
  private List<Object> awaited(Type type, Scope s, int depth) {
    if (!type.isObservable()) {
      return probed("f", type, s, depth);
    }
    String witness = type.boxed();
    return List.of(
        "await(p.<Future<" + witness + ">>f(p.<" + witness + ">f(",
        g.expressions.of(type, s, depth),
        ")))");
  }

  /** A lazy future, which must be awaited where it stands. */
  List<Object> future(Type type, Scope s, int depth) {
    boolean lambda = s.lambdas < MAX_LAMBDAS && depth > 0;
    return switch (g.dice.weighted(12, 6, lambda ? 3 : 0, lambda ? 1 : 0, 1, s.checked ? 1 : 0)) {
      case 0 -> probed("f", type, s, depth);
      case 1 -> called(type, false, s, depth);
      case 2 -> lambda(type, s, depth);
      case 3 -> futureLambda(type, s, depth);
      case 4 -> applied("Weft.<" + type.boxed() + ">ready(", g.expressions.of(type, s, depth));
      default -> failed(type, s);
    };
  }

  /** The name of a method of the probe, for a value that can be told apart. */
  private List<Object> probed(String method, Type type, Scope s, int depth) {
    Node value = g.expressions.of(type, s, depth);
    if (type.isObservable()) {
      return applied("p.<" + type.boxed() + ">" + method + "(", value);
    }
    String maker = method.equals("stage") ? "completed" : "ready";
    return applied("Weft.<" + type.boxed() + ">" + maker + "(", value);
  }

  private static List<Object> applied(String function, Node argument) {
    return List.of(function, argument, ")");
  }

  private List<Object> failed(Type type, Scope s) {
    if (g.dice.chance(70)) {
      return probed("f", type, s, 0);
    }
    String maker = g.dice.pick("p.<%s>fail(", "Weft.<%s>failed(");
    return List.of(maker.formatted(type.boxed()), g.jumps.exception(s), ")");
  }

  /** Something eager. */
  List<Object> stage(Type type, Scope s, int depth) {
    return g.dice.chance(50) ? probed("stage", type, s, depth) : called(type, true, s, depth);
  }

  /** A call of an async method, if there is one of the type. */
  private List<Object> called(Type type, boolean eager, Scope s, int depth) {
    List<Member> found =
        g.members.stream().filter(m -> m.result() == type && m.eager() == eager).toList();
    boolean overridden =
        s.overridden != null && s.overridden.result() == type && s.overridden.eager() == eager;
    if (!eager && Generic.CAN_BE.contains(type) && s.checked && g.dice.chance(10)) {
      return g.generic.call(type, s, depth);
    }
    if ((found.isEmpty() && !overridden) || !s.checked) {
      return probed(eager ? "stage" : "f", type, s, depth);
    }
    boolean up = overridden && (found.isEmpty() || g.dice.chance(50));
    Member member = up ? s.overridden : g.dice.pick(found);
    return called(member, up, s, depth);
  }

  private List<Object> called(Member member, boolean up, Scope s, int depth) {
    List<Object> parts = new ArrayList<>();
    parts.add(up ? member.superCall(s.self) : member.call(s.self));
    for (Type parameter : member.parameters()) {
      parts.add(", ");
      parts.add(g.expressions.of(parameter, s, depth));
    }
    parts.add(")");
    return parts;
  }

  /** A call of a given method, without anything around it. */
  List<Object> call(Member member, Scope s, int depth) {
    return called(member, false, s, depth);
  }

  /** An async lambda, run once. */
  private List<Object> lambda(Type type, Scope s, int depth) {
    List<Object> parts = new ArrayList<>();
    parts.add("async((AsyncCallable<" + type.boxed() + ", Exception>) ");
    parts.addAll(callable(type, s, depth));
    parts.add(")");
    return s.checked ? parts : probed("f", type, s, depth);
  }

  /** An async lambda. */
  List<Object> callable(Type type, Scope s, int depth) {
    Scope body = s.lambda(new Ending(Form.VALUE, type), true);
    if (g.dice.chance(40)) {
      return List.of("() -> ", g.expressions.of(type, body, depth));
    }
    List<Object> parts = new ArrayList<>(List.of("() -> "));
    parts.addAll(Node.braces(g.statements.body(body, g.dice.between(1, 4))));
    return parts;
  }

  private List<Object> futureLambda(Type type, Scope s, int depth) {
    Scope body = s.lambda(new Ending(Form.FUTURE, type), true);
    List<Object> parts = new ArrayList<>();
    parts.add("async((FutureCallable<" + type.boxed() + ", Exception>) () -> ");
    parts.addAll(future(type, body, depth));
    parts.add(")");
    return s.checked ? parts : probed("f", type, s, depth);
  }
}
