package dev.weft.weaver.analyse;

import java.util.BitSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Which locals may not hold any more what the source gave them, before each instruction. What an
 * await doesn't keep is lost from there on, as the body may have been resumed, until it is stored
 * again. Such locals are never read, but a debugger would show them.
 */
public final class LostLocals {
  private final InsnList insns;
  private final ControlFlow flow;
  private final Map<AbstractInsnNode, BitSet> lostBy;
  private final @Nullable BitSet[] before;
  private final BitSet open = new BitSet();

  private LostLocals(MethodNode method, ControlFlow flow, Map<AbstractInsnNode, BitSet> lostBy) {
    insns = method.instructions;
    this.flow = flow;
    this.lostBy = lostBy;
    before = new BitSet[insns.size()];
  }

  /**
   * The lost locals of a method.
   *
   * @param atStart what a body that starts from its frame doesn't get
   * @param lostBy what each await loses
   */
  public static LostLocals of(
      MethodNode method, ControlFlow flow, BitSet atStart, Map<AbstractInsnNode, BitSet> lostBy) {
    LostLocals lost = new LostLocals(method, flow, lostBy);
    lost.reach(0, atStart);
    for (int i = 0; i >= 0; i = lost.open.nextSetBit(0)) {
      lost.open.clear(i);
      lost.visit(i, lost.before(i));
    }
    return lost;
  }

  private void visit(int i, BitSet lost) {
    BitSet after = after(insns.get(i), lost);
    for (int next : flow.next(i)) {
      reach(next, after);
    }
    for (int handler : flow.handlers(i)) {
      reach(handler, lost);
      if (lostBy.containsKey(insns.get(i))) {
        reach(handler, after);
      }
    }
  }

  private BitSet after(AbstractInsnNode insn, BitSet lost) {
    BitSet more = lostBy.get(insn);
    boolean stores = insn.getOpcode() >= Opcodes.ISTORE && insn.getOpcode() <= Opcodes.ASTORE;
    if (more == null && !stores) {
      return lost;
    }
    BitSet after = (BitSet) lost.clone();
    if (more != null) {
      after.or(more);
    } else {
      after.clear(((VarInsnNode) insn).var);
    }
    return after;
  }

  private void reach(int i, BitSet lost) {
    BitSet known = before[i];
    if (known == null) {
      before[i] = (BitSet) lost.clone();
      open.set(i);
      return;
    }
    int size = known.cardinality();
    known.or(lost);
    if (known.cardinality() > size) {
      open.set(i);
    }
  }

  /** The lost locals, by slot, before the instruction with an index. */
  public BitSet before(int index) {
    BitSet lost = before[index];
    return lost == null ? new BitSet() : lost;
  }
}
