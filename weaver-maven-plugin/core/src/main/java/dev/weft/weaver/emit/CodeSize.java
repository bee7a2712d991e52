package dev.weft.weaver.emit;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** How many bytes an instruction takes in a class file, at most (JVMS 6.5). */
final class CodeSize {
  /** Bytes before the cases of a switch: the opcode, the padding and two or three words. */
  private static final int TABLE = 1 + 3 + 12;

  private static final int LOOKUP = 1 + 3 + 8;

  private CodeSize() {}

  static int of(AbstractInsnNode insn) {
    return switch (insn.getType()) {
      case AbstractInsnNode.LABEL, AbstractInsnNode.FRAME, AbstractInsnNode.LINE -> 0;
      case AbstractInsnNode.INSN -> 1;
      case AbstractInsnNode.INT_INSN -> insn.getOpcode() == Opcodes.SIPUSH ? 3 : 2;
      case AbstractInsnNode.VAR_INSN -> ofLocal(((VarInsnNode) insn).var);
      case AbstractInsnNode.IINC_INSN -> ofIncrement((IincInsnNode) insn);
      case AbstractInsnNode.METHOD_INSN -> insn.getOpcode() == Opcodes.INVOKEINTERFACE ? 5 : 3;
      case AbstractInsnNode.INVOKE_DYNAMIC_INSN -> 5;
      case AbstractInsnNode.MULTIANEWARRAY_INSN -> 4;
      case AbstractInsnNode.TABLESWITCH_INSN ->
          TABLE + 4 * ((TableSwitchInsnNode) insn).labels.size();
      case AbstractInsnNode.LOOKUPSWITCH_INSN ->
          LOOKUP + 8 * ((LookupSwitchInsnNode) insn).labels.size();
      default -> 3;
    };
  }

  /** How many bytes less it may take, as what a constant's number and an alignment are is open. */
  static int slack(AbstractInsnNode insn) {
    return switch (insn.getType()) {
      case AbstractInsnNode.LDC_INSN -> 1;
      case AbstractInsnNode.TABLESWITCH_INSN, AbstractInsnNode.LOOKUPSWITCH_INSN -> 3;
      default -> 0;
    };
  }

  private static int ofLocal(int slot) {
    if (slot < 4) {
      return 1;
    }
    return slot < 256 ? 2 : 4;
  }

  private static int ofIncrement(IincInsnNode insn) {
    return insn.var < 256 && insn.incr == (byte) insn.incr ? 3 : 6;
  }
}
