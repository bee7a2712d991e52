package dev.weft.weaver.analyse;

import dev.weft.weaver.scan.Reporter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Slot 0 of an instance method, which holds the receiver from the beginning to the end: a frame
 * keeps the receiver, and gives it back to each resumed body.
 */
public final class ReceiverSlot {
  private ReceiverSlot() {}

  /** Reports a method that stores something else there. */
  public static void check(MethodNode method, Reporter reporter) {
    if ((method.access & Opcodes.ACC_STATIC) != 0) {
      return;
    }
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof VarInsnNode access
          && access.var == 0
          && access.getOpcode() >= Opcodes.ISTORE) {
        reporter.report(
            "WEFT-114",
            method,
            insn,
            "the local that holds this is used for another value, which no compiler of Java does,"
                + " so the method can't be woven; compile it with javac or ECJ and run other tools"
                + " after the weaver");
        return;
      }
    }
  }
}
