package dev.weft.weaver.analyse;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodNode;

/** How many monitors are held before each instruction. */
public final class Monitors {
  private static final int UNKNOWN = -1;

  private final int[] held;

  private Monitors(int size) {
    held = new int[size];
    Arrays.fill(held, UNKNOWN);
  }

  /** The monitors held in a method that isn't itself synchronized. */
  public static Monitors of(MethodNode method, ControlFlow flow) {
    Monitors monitors = new Monitors(flow.size());
    Deque<Integer> open = new ArrayDeque<>();
    monitors.reach(0, 0, open);
    while (!open.isEmpty()) {
      monitors.visit(open.pop(), method.instructions, flow, open);
    }
    return monitors;
  }

  private void visit(int i, InsnList insns, ControlFlow flow, Deque<Integer> open) {
    for (int handler : flow.handlers(i)) {
      reach(handler, held[i], open);
    }
    int after =
        switch (insns.get(i).getOpcode()) {
          case Opcodes.MONITORENTER -> held[i] + 1;
          case Opcodes.MONITOREXIT -> Math.max(0, held[i] - 1);
          default -> held[i];
        };
    for (int next : flow.next(i)) {
      reach(next, after, open);
    }
  }

  private void reach(int i, int count, Deque<Integer> open) {
    if (held[i] == UNKNOWN) {
      held[i] = count;
      open.push(i);
    }
  }

  /** Whether a monitor is held before the instruction with an index. */
  public boolean isHeld(int index) {
    return held[index] > 0;
  }
}
