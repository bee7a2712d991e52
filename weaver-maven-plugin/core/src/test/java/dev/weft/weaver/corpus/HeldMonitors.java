package dev.weft.weaver.corpus;

import dev.weft.weaver.FlowGraph;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * The most monitors that may be held at each instruction, found without the weaver's help. Behind a
 * handler that catches everything no other is looked for.
 */
final class HeldMonitors {
  /** Code that enters more than it leaves in a loop would count for ever. */
  private static final int MANY = 8;

  private final MethodNode method;
  private final InsnList insns;
  private final int[] held;
  private final Deque<Integer> open = new ArrayDeque<>();

  private HeldMonitors(MethodNode method) {
    this.method = method;
    insns = method.instructions;
    held = new int[insns.size()];
    Arrays.fill(held, -1);
  }

  /** The instructions at which a monitor may be held. */
  static Set<AbstractInsnNode> in(MethodNode method) {
    HeldMonitors monitors = new HeldMonitors(method);
    monitors.reach(0, 0);
    while (!monitors.open.isEmpty()) {
      monitors.visit(monitors.open.pop());
    }
    Set<AbstractInsnNode> found = Collections.newSetFromMap(new IdentityHashMap<>());
    for (AbstractInsnNode insn : method.instructions) {
      if (monitors.held[method.instructions.indexOf(insn)] > 0) {
        found.add(insn);
      }
    }
    return found;
  }

  private void reach(int i, int count) {
    if (i < held.length && held[i] < count) {
      held[i] = count;
      open.push(i);
    }
  }

  private void visit(int i) {
    AbstractInsnNode insn = insns.get(i);
    int before = held[i];
    int after =
        switch (insn.getOpcode()) {
          case Opcodes.MONITORENTER -> Math.min(MANY, before + 1);
          case Opcodes.MONITOREXIT -> Math.max(0, before - 1);
          default -> before;
        };
    FlowGraph.targets(insn).forEach(label -> reach(insns.indexOf(label), after));
    if (FlowGraph.fallsThrough(insn.getOpcode())) {
      reach(i + 1, after);
    }
    if (insn.getOpcode() >= 0) {
      reachHandlers(i, before);
    }
  }

  private void reachHandlers(int i, int before) {
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      if (insns.indexOf(block.start) <= i && i < insns.indexOf(block.end)) {
        reach(insns.indexOf(block.handler), before);
        if (block.type == null || block.type.equals("java/lang/Throwable")) {
          return;
        }
      }
    }
  }
}
