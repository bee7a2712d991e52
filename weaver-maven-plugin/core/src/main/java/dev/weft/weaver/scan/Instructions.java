package dev.weft.weaver.scan;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Questions about single instructions. */
public final class Instructions {
  private Instructions() {}

  /** Whether it is a call of {@code Weft.await} in any of its forms. */
  public static boolean isAwait(AbstractInsnNode insn) {
    return isWeft(insn, Abi.AWAIT);
  }

  /** Whether it is a call of {@code Weft.each} in any of its forms. */
  public static boolean isEach(AbstractInsnNode insn) {
    return isWeft(insn, Abi.EACH);
  }

  /** Whether it is a call of a static method of {@code Weft}. */
  public static boolean isWeft(@Nullable AbstractInsnNode insn, String name) {
    return insn instanceof MethodInsnNode call
        && call.getOpcode() == Opcodes.INVOKESTATIC
        && call.owner.equals(Abi.WEFT)
        && call.name.equals(name);
  }

  /** Whether a method contains an await, that of a loop over each included. */
  public static boolean awaits(MethodNode method) {
    for (AbstractInsnNode insn : method.instructions) {
      if (isAwait(insn) || isEach(insn)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The instruction before this one, if control reaches this one from there only; else null. Past a
   * stack map frame there may be other ways in.
   */
  public static @Nullable AbstractInsnNode straightBefore(AbstractInsnNode insn) {
    AbstractInsnNode before = insn.getPrevious();
    while (before instanceof LabelNode || before instanceof LineNumberNode) {
      before = before.getPrevious();
    }
    return before instanceof FrameNode ? null : before;
  }

  /** The instruction after this one, if control comes to it from this one only; else null. */
  public static @Nullable AbstractInsnNode straightAfter(AbstractInsnNode insn) {
    AbstractInsnNode next = nextReal(insn);
    return next != null && straightBefore(next) == insn ? next : null;
  }

  /** The instruction itself, or the last one before it that is one of the JVM; null if none is. */
  public static @Nullable AbstractInsnNode realUpTo(@Nullable AbstractInsnNode insn) {
    AbstractInsnNode at = insn;
    while (at != null && at.getOpcode() < 0) {
      at = at.getPrevious();
    }
    return at;
  }

  /** Whether any instruction of the JVM lies between two places. */
  public static boolean isCodeBetween(AbstractInsnNode from, AbstractInsnNode to) {
    AbstractInsnNode at = from;
    while (at != to && at.getOpcode() < 0) {
      at = at.getNext();
    }
    return at != to;
  }

  /** The next one that is an instruction of the JVM, or null. */
  public static @Nullable AbstractInsnNode nextReal(AbstractInsnNode insn) {
    AbstractInsnNode next = insn.getNext();
    while (next != null && next.getOpcode() < 0) {
      next = next.getNext();
    }
    return next;
  }

  /** The line of the source, 0 where unknown. */
  public static int line(@Nullable AbstractInsnNode insn) {
    for (AbstractInsnNode at = insn; at != null; at = at.getPrevious()) {
      if (at instanceof LineNumberNode line) {
        return line.line;
      }
    }
    return 0;
  }

  /** The first line that a method mentions, 0 where unknown. */
  public static int firstLine(MethodNode method) {
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof LineNumberNode line) {
        return line.line;
      }
    }
    return 0;
  }

  /** Whether control never goes on to the next instruction. */
  public static boolean endsBlock(int opcode) {
    return opcode == Opcodes.GOTO
        || opcode == Opcodes.ATHROW
        || opcode == Opcodes.TABLESWITCH
        || opcode == Opcodes.LOOKUPSWITCH
        || (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN);
  }
}
