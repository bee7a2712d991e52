package dev.weft.weaver.fuzz;

import dev.weft.weaver.fuzz.Scope.Ending;
import dev.weft.weaver.fuzz.Scope.Ending.Form;
import dev.weft.weaver.fuzz.Scope.Target;
import java.util.ArrayList;
import java.util.List;

/** Random statements that control doesn't come past: break, continue, return and throw. */
final class Jumps {
  private final Grammar g;

  Jumps(Grammar grammar) {
    g = grammar;
  }

  /** A jump, mostly on a condition. */
  void add(Block block) {
    Scope s = block.scope();
    Node jump = jump(s);
    if (g.dice.chance(75)) {
      block.add(
          Node.statement(
              "if (", g.expressions.any(Type.BOOLEAN, s), ") {\n", Node.list(List.of(jump)), "}"),
          true);
    } else {
      block.add(jump, false);
    }
  }

  private Node jump(Scope s) {
    List<Target> targets = s.targets();
    int labels = targets.isEmpty() ? 0 : 6;
    return switch (g.dice.weighted(
        s.breaks ? 3 : 0, s.continues ? 3 : 0, labels, s.ending == null ? 0 : 2, 2)) {
      case 0 -> Node.statement("break;");
      case 1 -> Node.statement("continue;");
      case 2 -> {
        Target target = g.dice.pick(targets);
        boolean again = target.loop() && g.dice.chance(50);
        yield Node.statement((again ? "continue " : "break ") + target.label() + ";");
      }
      case 3 -> returns(s);
      default -> Node.statement("throw ", exception(s), ";");
    };
  }

  /** An exception to throw. */
  String exception(Scope s) {
    String type =
        s.checked
            ? g.dice.pick("Checked", "SubChecked", "Unchecked", "SubUnchecked", "Broken")
            : g.dice.pick("Unchecked", "SubUnchecked", "Broken");
    return "new " + type + "(\"" + g.name("t") + "\")";
  }

  /** A return of the value that the method or lambda gives. */
  Node returns(Scope s) {
    Ending ending = s.ending;
    Type type = ending.type();
    return switch (ending.form()) {
      case VOID -> Node.statement("return;");
      case VALUE -> Node.statement("return ", g.expressions.any(type, s), ";");
      case FUTURE, STAGE -> returnsFuture(ending, s);
    };
  }

  private Node returnsFuture(Ending ending, Scope s) {
    Type type = ending.type();
    boolean stage = ending.form() == Form.STAGE;
    if (s.tails && s.checked && s.awaits && g.dice.chance(30)) {
      List<Object> parts = new ArrayList<>(List.of("return "));
      parts.addAll(stage ? tailStage(type, s) : g.awaits.future(type, s, 2));
      parts.add(";");
      return Node.statement(parts.toArray());
    }
    String maker = stage ? "completed" : "ready";
    return Node.statement(
        "return Weft.<" + type.boxed() + ">" + maker + "(", g.expressions.any(type, s), ");");
  }

  private List<Object> tailStage(Type type, Scope s) {
    List<Object> parts = new ArrayList<>(g.awaits.stage(type, s, 2));
    parts.add(".toCompletableFuture()");
    return parts;
  }
}
