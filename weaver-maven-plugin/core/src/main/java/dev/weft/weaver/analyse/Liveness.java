package dev.weft.weaver.analyse;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Which locals may still be read. What a handler reads is live before every instruction that it
 * covers, as any of them may throw before it has done anything.
 *
 * <p>It is found block by block, and kept for those instructions only that are asked for.
 */
public final class Liveness {
  private final InsnList insns;
  private final ControlFlow flow;
  private final BitSet[] liveBefore;
  private final Map<AbstractInsnNode, BitSet> kept = new HashMap<>();

  private Liveness(MethodNode method, ControlFlow flow) {
    insns = method.instructions;
    this.flow = flow;
    liveBefore = new BitSet[flow.size()];
    Arrays.setAll(liveBefore, node -> new BitSet());
  }

  /** The live locals before the wanted instructions of a method. */
  public static Liveness of(
      MethodNode method, ControlFlow flow, Predicate<AbstractInsnNode> wanted) {
    Liveness live = new Liveness(method, flow);
    live.solve();
    for (int node = 0; node < flow.size(); node++) {
      live.before(node, wanted);
    }
    return live;
  }

  /** The last node is looked at first, and those before a node again whenever it has changed. */
  private void solve() {
    BitSet open = new BitSet();
    open.set(0, flow.size());
    for (int node = flow.size() - 1; node >= 0; node = open.length() - 1) {
      open.clear(node);
      BitSet live = before(node, insn -> false);
      if (!live.equals(liveBefore[node])) {
        liveBefore[node] = live;
        Arrays.stream(flow.before(node)).forEach(open::set);
      }
    }
  }

  private BitSet before(int node, Predicate<AbstractInsnNode> wanted) {
    BitSet live = new BitSet();
    BitSet handled = new BitSet();
    for (int after : flow.after(node)) {
      live.or(liveBefore[after]);
      handled = flow.isGuard(after) ? liveBefore[after] : handled;
    }
    for (int i = flow.end(node) - 1; i >= flow.start(node); i--) {
      AbstractInsnNode insn = insns.get(i);
      transfer(insn, live, handled);
      if (wanted.test(insn)) {
        kept.put(insn, (BitSet) live.clone());
      }
    }
    return live;
  }

  private static void transfer(AbstractInsnNode insn, BitSet live, BitSet handled) {
    if (insn instanceof VarInsnNode access) {
      boolean load = access.getOpcode() >= Opcodes.ILOAD && access.getOpcode() <= Opcodes.ALOAD;
      live.set(access.var, load || handled.get(access.var));
    } else if (insn instanceof IincInsnNode increment) {
      live.set(increment.var);
    }
  }

  /** The locals, by slot, that are live before a wanted instruction. */
  public BitSet before(AbstractInsnNode insn) {
    return Objects.requireNonNull(kept.get(insn));
  }
}
