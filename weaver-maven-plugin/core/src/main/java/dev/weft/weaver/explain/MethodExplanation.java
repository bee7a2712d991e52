package dev.weft.weaver.explain;

import dev.weft.weaver.analyse.StackMaps;
import dev.weft.weaver.plan.FrameField;
import dev.weft.weaver.plan.Operand;
import dev.weft.weaver.plan.Spill;
import dev.weft.weaver.plan.StateMachinePlan;
import dev.weft.weaver.plan.SuspendPoint;
import dev.weft.weaver.plan.Tail;
import dev.weft.weaver.scan.Instructions;
import dev.weft.weaver.scan.Role;
import dev.weft.weaver.scan.Variables;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;

/**
 * What becomes of one async method: its states, and what each keeps and why. It is written while
 * the method is still as the compiler made it.
 */
final class MethodExplanation {
  private final StateMachinePlan plan;
  private final MethodNode node;
  private final Variables variables;
  private final List<String> lines = new ArrayList<>();

  private MethodExplanation(StateMachinePlan plan) {
    this.plan = plan;
    node = plan.method().node();
    variables = new Variables(node);
  }

  /** The states of a method, a line each and more lines for what they keep. */
  static List<String> states(StateMachinePlan plan) {
    MethodExplanation explanation = new MethodExplanation(plan);
    explanation.frame();
    plan.points().forEach(explanation::state);
    explanation.tails();
    return explanation.lines;
  }

  /** The method in its source's terms. */
  static String title(StateMachinePlan plan) {
    String name = TypeText.method(plan.method().node().name, plan.method().descriptor());
    int line = Instructions.firstLine(plan.method().node());
    return name + role(plan.method().role()) + (line == 0 ? "" : ", from line " + line);
  }

  private static String role(Role role) {
    return switch (role) {
      case LAZY -> ": lazy";
      case EAGER -> ": eager, starts at the call";
      case MAIN -> ": the program's main";
      case TEST -> ": a test, run by JUnit";
      case LAMBDA -> ": the body of an async lambda";
      case IMPLEMENTATION -> ": implements an async interface";
    };
  }

  private void frame() {
    String receiver = plan.method().isStatic() ? "" : "self, ";
    String fields =
        plan.fields().stream()
            .map(FrameField::name)
            .collect(Collectors.joining(", ", receiver, ""));
    String name = TypeText.of(Type.getObjectType(plan.method().frameClass()));
    add("frame " + name + (fields.isEmpty() ? " without fields" : " with " + fields));
  }

  private void state(SuspendPoint point) {
    String line = point.line() == 0 ? "" : ", line " + point.line();
    add("state " + point.state() + line + ": " + Awaited.at(point));
    for (int i = 0; i < point.stack().size(); i++) {
      operand(point, "operand " + (i + 1), point.stack().get(i));
    }
    for (Spill spill : point.locals()) {
      String why = NextRead.after(point.await(), node, spill.position());
      kept(name(point, spill.position()), spill, why);
    }
    dropped(point);
  }

  private void operand(SuspendPoint point, String what, Operand operand) {
    if (operand instanceof Operand.Kept kept) {
      kept(what, kept.spill(), "below the future on the operand stack");
    } else if (operand instanceof Operand.Copy copy) {
      makes(what, "a copy of operand " + (copy.spill().position() + 1));
    } else if (operand instanceof Operand.OfLocal local) {
      makes(what, "a copy of " + name(point, local.slot()));
    } else {
      makes(what, "a constant");
    }
  }

  private void makes(String what, String how) {
    add("  makes " + what + " again: " + how);
  }

  private void kept(String what, Spill spill, String why) {
    String type = TypeText.of(spill.value().getType());
    add("  keeps " + what + " (" + type + ") in " + spill.field().name() + ": " + why);
  }

  private void dropped(SuspendPoint point) {
    for (int slot = plan.method().isStatic() ? 0 : 1; slot < point.frame().getLocals(); slot++) {
      String variable = variables.name(slot, point.await());
      if (variable != null && !comesBack(point, slot)) {
        add("  drops " + variable + ": not read again");
      }
    }
  }

  private static boolean comesBack(SuspendPoint point, int slot) {
    return StackMaps.NULL.equals(point.frame().getLocal(slot).getType())
        || point.locals().stream().anyMatch(spill -> spill.position() == slot);
  }

  private void tails() {
    for (Tail tail : plan.tails()) {
      if (tail instanceof Tail.AwaitFuture future) {
        add("return" + line(Instructions.line(future.insn())) + ": awaits the returned future");
      } else if (tail instanceof Tail.CallBody body) {
        String called = TypeText.method(body.call().insn().name, body.call().insn().desc);
        int line = Instructions.line(body.call().insn());
        add("return" + line(line) + ": goes on as " + called + ", keeps nothing");
      }
    }
  }

  private static String line(int line) {
    return line == 0 ? "" : ", line " + line;
  }

  private String name(SuspendPoint point, int slot) {
    String name = variables.name(slot, point.await());
    return name == null ? "an unnamed local" : name;
  }

  private void add(String line) {
    lines.add("  " + line);
  }
}
