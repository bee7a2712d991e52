package dev.weft.weaver.emit;

import dev.weft.weaver.plan.StateMachinePlan;
import dev.weft.weaver.plan.VariableRange;
import dev.weft.weaver.scan.Instructions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableAnnotationNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;

/** The table of a body's variables, for debuggers. What the weaver adds has no names. */
final class VariableTable {
  /** The table counts its entries in two bytes (JVMS 4.7.13). */
  private static final int MOST = 0xFFFF;

  private final StateMachinePlan plan;
  private final MethodNode node;
  private final Slots slots;
  private final Map<AbstractInsnNode, LabelNode> labels = new HashMap<>();
  private final List<LocalVariableNode> table = new ArrayList<>();

  /** The arguments, as they are before the code of the source begins. */
  private final List<LocalVariableNode> arguments = new ArrayList<>();

  private VariableTable(StateMachinePlan plan, Slots slots) {
    this.plan = plan;
    this.slots = slots;
    node = plan.method().node();
  }

  /**
   * Marks the ends of the variables' ranges in the code while that is still the source's.
   *
   * @param arrivals where resumed bodies go on
   */
  static VariableTable mark(StateMachinePlan plan, Slots slots, Arrivals arrivals) {
    VariableTable variables = new VariableTable(plan, slots);
    plan.variables().forEach(range -> variables.mark(range, arrivals));
    variables.moveAnnotations();
    return variables;
  }

  private void mark(VariableRange range, Arrivals arrivals) {
    LabelNode start = label(range.from());
    LabelNode arrival = arrivals.at(range.to());
    LabelNode end = arrival == null ? label(range.to()) : arrival;
    LocalVariableNode variable = range.variable();
    LocalVariableNode moved =
        new LocalVariableNode(
            variable.name,
            variable.desc,
            variable.signature,
            start,
            end,
            slots.moved(variable.index));
    table.add(moved);
    if (Instructions.realUpTo(start) == null) {
      arguments.add(moved);
    }
  }

  private LabelNode label(AbstractInsnNode insn) {
    if (insn instanceof LabelNode label) {
      return label;
    }
    return labels.computeIfAbsent(
        insn,
        key -> {
          LabelNode label = new LabelNode();
          node.instructions.insertBefore(insn, label);
          return label;
        });
  }

  private void moveAnnotations() {
    moveAnnotations(node.visibleLocalVariableAnnotations);
    moveAnnotations(node.invisibleLocalVariableAnnotations);
  }

  private void moveAnnotations(@Nullable List<LocalVariableAnnotationNode> annotations) {
    if (annotations != null) {
      annotations.forEach(annotation -> annotation.index.replaceAll(slots::moved));
    }
  }

  /**
   * Writes the table once all code stands where it is to stay.
   *
   * @param start the start of the body
   * @param resume where a body that has a frame goes first, whose arguments are zero
   */
  void write(LabelNode start, LabelNode resume) {
    for (LocalVariableNode argument : arguments) {
      if (argument.index == 0 && !plan.method().isStatic()) {
        argument.start = start;
      } else {
        table.add(copy(argument, start, resume));
      }
    }
    table.removeIf(variable -> !Instructions.isCodeBetween(variable.start, variable.end));
    boolean fits = table.size() <= MOST;
    node.localVariables = table.isEmpty() || !fits ? null : table;
  }

  private static LocalVariableNode copy(LocalVariableNode of, LabelNode start, LabelNode end) {
    return new LocalVariableNode(of.name, of.desc, of.signature, start, end, of.index);
  }
}
