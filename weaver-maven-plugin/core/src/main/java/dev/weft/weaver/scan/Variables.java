package dev.weft.weaver.scan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;

/** The variables of the source that the slots of a method hold; none without debug information. */
public final class Variables {
  private final InsnList insns;
  private final Map<Integer, List<LocalVariableNode>> bySlot = new HashMap<>();

  /** The variables of a method as the compiler made it. */
  public Variables(MethodNode method) {
    insns = method.instructions;
    List<LocalVariableNode> all = method.localVariables == null ? List.of() : method.localVariables;
    all.forEach(v -> bySlot.computeIfAbsent(v.index, slot -> new ArrayList<>()).add(v));
  }

  /** The name of the variable that a slot holds at an instruction, or null. */
  public @Nullable String name(int slot, AbstractInsnNode insn) {
    int at = insns.indexOf(insn);
    for (LocalVariableNode variable : bySlot.getOrDefault(slot, List.of())) {
      if (insns.indexOf(variable.start) <= at && at < insns.indexOf(variable.end)) {
        return variable.name;
      }
    }
    return null;
  }
}
