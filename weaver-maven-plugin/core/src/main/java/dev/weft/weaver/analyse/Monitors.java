package dev.weft.weaver.analyse;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodNode;

/** How many monitors are held in each block. */
public final class Monitors {
  private static final int UNKNOWN = -1;

  private final ControlFlow flow;
  private final int[] held;
  private final Deque<Integer> open = new ArrayDeque<>();

  private Monitors(ControlFlow flow) {
    this.flow = flow;
    held = new int[flow.size()];
    Arrays.fill(held, UNKNOWN);
  }

  /** The monitors held in a method that isn't itself synchronized. */
  public static Monitors of(MethodNode method, ControlFlow flow) {
    Monitors monitors = new Monitors(flow);
    monitors.reach(0, 0);
    while (!monitors.open.isEmpty()) {
      monitors.visit(monitors.open.pop(), method.instructions);
    }
    return monitors;
  }

  /** The last instruction of a block may hold one more or give it back, unless it throws. */
  private void visit(int node, InsnList insns) {
    for (int after : flow.after(node)) {
      if (flow.isGuard(after) && flow.catchesAll(node)) {
        continue;
      }
      int change = flow.isGuard(after) ? 0 : change(insns, node);
      reach(after, Math.max(0, held[node] + change));
    }
  }

  private int change(InsnList insns, int node) {
    if (flow.isGuard(node)) {
      return 0;
    }
    return switch (insns.get(flow.end(node) - 1).getOpcode()) {
      case Opcodes.MONITORENTER -> 1;
      case Opcodes.MONITOREXIT -> -1;
      default -> 0;
    };
  }

  private void reach(int node, int count) {
    if (held[node] == UNKNOWN) {
      held[node] = count;
      open.push(node);
    }
  }

  /** Whether a monitor is held before the instruction with an index. */
  public boolean isHeld(int index) {
    return held[flow.blockOf(index)] > 0;
  }
}
