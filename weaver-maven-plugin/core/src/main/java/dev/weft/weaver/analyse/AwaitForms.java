package dev.weft.weaver.analyse;

import dev.weft.weaver.scan.Abi;
import dev.weft.weaver.scan.Instructions;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Brings the four forms of await down to one: of a future, with nothing else. */
public final class AwaitForms {
  private AwaitForms() {}

  /** Rewrites a method. The class argument says something to javac only. */
  public static void normalise(MethodNode method) {
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      if (Instructions.isAwait(insn)) {
        normalise(method, (MethodInsnNode) insn);
      }
    }
  }

  private static void normalise(MethodNode method, MethodInsnNode await) {
    if (await.desc.equals(Abi.AWAIT_FUTURE_CLASS) || await.desc.equals(Abi.AWAIT_STAGE_CLASS)) {
      method.instructions.insertBefore(await, new InsnNode(Opcodes.POP));
    }
    if (await.desc.equals(Abi.AWAIT_STAGE) || await.desc.equals(Abi.AWAIT_STAGE_CLASS)) {
      method.instructions.insertBefore(
          await,
          new MethodInsnNode(Opcodes.INVOKESTATIC, Abi.WEFT, Abi.FROM, Abi.FROM_DESC, false));
    }
    await.desc = Abi.AWAIT_FUTURE;
  }
}
