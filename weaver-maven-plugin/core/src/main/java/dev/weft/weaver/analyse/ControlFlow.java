package dev.weft.weaver.analyse;

import dev.weft.weaver.scan.Instructions;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Where control can go from each instruction of a method, by index. */
public final class ControlFlow {
  private final int[][] next;
  private final int[][] handlers;

  private ControlFlow(int size) {
    next = new int[size][];
    handlers = new int[size][];
  }

  /** The control flow of a method. */
  public static ControlFlow of(MethodNode method) {
    InsnList insns = method.instructions;
    ControlFlow flow = new ControlFlow(insns.size());
    for (int i = 0; i < flow.size(); i++) {
      flow.next[i] = next(insns, i);
    }
    List<List<Integer>> handlers = new ArrayList<>();
    for (int i = 0; i < flow.size(); i++) {
      handlers.add(new ArrayList<>());
    }
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      int handler = insns.indexOf(block.handler);
      for (int i = insns.indexOf(block.start); i < insns.indexOf(block.end); i++) {
        handlers.get(i).add(handler);
      }
    }
    for (int i = 0; i < flow.size(); i++) {
      flow.handlers[i] = handlers.get(i).stream().mapToInt(Integer::intValue).toArray();
    }
    return flow;
  }

  private static int[] next(InsnList insns, int i) {
    AbstractInsnNode insn = insns.get(i);
    List<LabelNode> targets = targets(insn);
    boolean falls = !Instructions.endsBlock(insn.getOpcode()) && i + 1 < insns.size();
    int[] result = new int[targets.size() + (falls ? 1 : 0)];
    for (int t = 0; t < targets.size(); t++) {
      result[t] = insns.indexOf(targets.get(t));
    }
    if (falls) {
      result[targets.size()] = i + 1;
    }
    return result;
  }

  /** The labels that an instruction may jump to. */
  public static List<LabelNode> targets(AbstractInsnNode insn) {
    if (insn instanceof JumpInsnNode jump) {
      return List.of(jump.label);
    }
    List<LabelNode> targets = new ArrayList<>();
    if (insn instanceof TableSwitchInsnNode table) {
      targets.addAll(table.labels);
      targets.add(table.dflt);
    } else if (insn instanceof LookupSwitchInsnNode lookup) {
      targets.addAll(lookup.labels);
      targets.add(lookup.dflt);
    }
    return targets;
  }

  /** The number of instructions, labels and the like included. */
  public int size() {
    return next.length;
  }

  /** Where control goes when the instruction doesn't throw. */
  public int[] next(int i) {
    return next[i];
  }

  /** Where control goes when it throws. */
  public int[] handlers(int i) {
    return handlers[i];
  }
}
