package dev.weft.weaver.analyse;

import java.util.BitSet;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Which locals may still be read, before each instruction. What a handler reads is live before
 * every instruction that it covers, as any of them may throw before it has done anything.
 */
public final class Liveness {
  private final BitSet[] liveBefore;

  private Liveness(int size) {
    liveBefore = new BitSet[size];
    for (int i = 0; i < size; i++) {
      liveBefore[i] = new BitSet();
    }
  }

  /** The live locals of a method. */
  public static Liveness of(MethodNode method, ControlFlow flow) {
    Liveness live = new Liveness(flow.size());
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = flow.size() - 1; i >= 0; i--) {
        changed |= live.update(i, method.instructions, flow);
      }
    }
    return live;
  }

  private boolean update(int i, InsnList insns, ControlFlow flow) {
    BitSet live = new BitSet();
    for (int next : flow.next(i)) {
      live.or(liveBefore[next]);
    }
    transfer(insns.get(i), live);
    for (int handler : flow.handlers(i)) {
      live.or(liveBefore[handler]);
    }
    if (live.equals(liveBefore[i])) {
      return false;
    }
    liveBefore[i] = live;
    return true;
  }

  private static void transfer(AbstractInsnNode insn, BitSet live) {
    if (insn instanceof VarInsnNode access) {
      boolean load = access.getOpcode() >= Opcodes.ILOAD && access.getOpcode() <= Opcodes.ALOAD;
      live.set(access.var, load);
    } else if (insn instanceof IincInsnNode increment) {
      live.set(increment.var);
    }
  }

  /** The locals, by slot, that are live before the instruction with an index. */
  public BitSet before(int index) {
    return liveBefore[index];
  }
}
