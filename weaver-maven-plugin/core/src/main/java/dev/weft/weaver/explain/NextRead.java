package dev.weft.weaver.explain;

import dev.weft.weaver.analyse.ControlFlow;
import dev.weft.weaver.scan.Instructions;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Where a local that an await keeps is read next: the reason why it is kept. */
final class NextRead {
  private final MethodNode method;
  private final int slot;
  private final BitSet seen = new BitSet();
  private final Deque<AbstractInsnNode> open = new ArrayDeque<>();

  private NextRead(MethodNode method, int slot) {
    this.method = method;
    this.slot = slot;
  }

  /** The reason, in words. */
  static String after(AbstractInsnNode await, MethodNode method, int slot) {
    AbstractInsnNode direct = new NextRead(method, slot).find(await, false);
    if (direct != null) {
      return "read " + place(direct);
    }
    AbstractInsnNode handled = new NextRead(method, slot).find(await, true);
    return handled == null ? "read later" : "read " + place(handled) + " if an exception comes";
  }

  private static String place(AbstractInsnNode insn) {
    int line = Instructions.line(insn);
    return line == 0 ? "later" : "in line " + line;
  }

  private @Nullable AbstractInsnNode find(AbstractInsnNode await, boolean exceptions) {
    if (exceptions) {
      reachHandlers(await);
    }
    reach(await.getNext());
    while (!open.isEmpty()) {
      AbstractInsnNode insn = open.poll();
      if (reads(insn)) {
        return insn;
      }
      if (exceptions) {
        reachHandlers(insn);
      }
      if (!writes(insn)) {
        ControlFlow.targets(insn).forEach(this::reach);
        if (!Instructions.endsBlock(insn.getOpcode())) {
          reach(insn.getNext());
        }
      }
    }
    return null;
  }

  private void reach(@Nullable AbstractInsnNode insn) {
    if (insn != null && !seen.get(method.instructions.indexOf(insn))) {
      seen.set(method.instructions.indexOf(insn));
      open.add(insn);
    }
  }

  private void reachHandlers(AbstractInsnNode insn) {
    InsnList insns = method.instructions;
    int index = insns.indexOf(insn);
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      LabelNode end = block.end;
      if (insns.indexOf(block.start) <= index && index < insns.indexOf(end)) {
        reach(block.handler);
      }
    }
  }

  private boolean reads(AbstractInsnNode insn) {
    return insn instanceof IincInsnNode increment
        ? increment.var == slot
        : insn instanceof VarInsnNode access && access.var == slot && !isStore(access);
  }

  private boolean writes(AbstractInsnNode insn) {
    return insn instanceof VarInsnNode access && access.var == slot && isStore(access);
  }

  private static boolean isStore(VarInsnNode access) {
    return access.getOpcode() >= Opcodes.ISTORE && access.getOpcode() <= Opcodes.ASTORE;
  }
}
