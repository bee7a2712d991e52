package dev.weft.weaver.lint;

import dev.weft.weaver.Lint;
import dev.weft.weaver.LintText;
import dev.weft.weaver.scan.Abi;
import dev.weft.weaver.scan.Boxes;
import dev.weft.weaver.scan.Instructions;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Finds methods whose last step awaits themselves, which a loop would do better: WEFT-024. */
final class SelfRecursion {
  private final ClassNode owner;
  private final Findings findings;

  SelfRecursion(ClassNode owner, Findings findings) {
    this.owner = owner;
    this.findings = findings;
  }

  /** Checks an async method. */
  void check(MethodNode method) {
    for (AbstractInsnNode insn : method.instructions) {
      if (Instructions.isAwait(insn)
          && Instructions.straightBefore(insn) instanceof MethodInsnNode call
          && isSelf(call, method)
          && isLast(insn)
          && !isTried(insn, method)) {
        String text = LintText.recursion(SourceNames.method(method.name, method.desc));
        findings.add(Lint.RECURSION, method, call, text);
      }
    }
  }

  private boolean isSelf(MethodInsnNode call, MethodNode method) {
    return call.owner.equals(owner.name)
        && call.name.equals(method.name)
        && call.desc.equals(method.desc);
  }

  private static boolean isTried(AbstractInsnNode insn, MethodNode method) {
    int at = method.instructions.indexOf(insn);
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      if (method.instructions.indexOf(block.start) <= at
          && at < method.instructions.indexOf(block.end)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the awaited value is returned as it is, or dropped before an empty return. */
  private static boolean isLast(AbstractInsnNode await) {
    AbstractInsnNode next = next(await);
    if (next != null && next.getOpcode() == Opcodes.POP) {
      AbstractInsnNode end = next(next);
      return end != null
          && (end.getOpcode() == Opcodes.RETURN || (isReady(end, Abi.READY_VOID) && returns(end)));
    }
    AbstractInsnNode end = pastCasts(next);
    return end != null
        && (isReady(end, Abi.READY_VALUE) || isReady(end, Abi.COMPLETED_VALUE))
        && returns(end);
  }

  /** A value is unboxed and boxed again where the source adapts it. */
  private static @Nullable AbstractInsnNode pastCasts(@Nullable AbstractInsnNode from) {
    if (from == null || from.getOpcode() != Opcodes.CHECKCAST) {
      return from;
    }
    AbstractInsnNode call = next(from);
    if (call == null || Boxes.unboxed(from, call) == null) {
      return call;
    }
    AbstractInsnNode box = next(call);
    return box instanceof MethodInsnNode made && made.name.equals("valueOf") ? next(box) : box;
  }

  private static boolean isReady(AbstractInsnNode insn, String descriptor) {
    return (Instructions.isWeft(insn, Abi.READY) || Instructions.isWeft(insn, Abi.COMPLETED))
        && ((MethodInsnNode) insn).desc.equals(descriptor);
  }

  private static boolean returns(AbstractInsnNode made) {
    AbstractInsnNode end = next(made);
    return end != null && end.getOpcode() == Opcodes.ARETURN;
  }

  /** The instruction that control comes to next, past jumps forward. */
  private static @Nullable AbstractInsnNode next(AbstractInsnNode insn) {
    AbstractInsnNode next = Instructions.nextReal(insn);
    while (next instanceof JumpInsnNode jump && jump.getOpcode() == Opcodes.GOTO) {
      AbstractInsnNode target = Instructions.nextReal(jump.label);
      if (target == null || target == next) {
        return null;
      }
      next = target;
    }
    return next;
  }
}
