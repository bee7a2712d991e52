package dev.weft.weaver.plan;

import dev.weft.weaver.analyse.SamCall;
import dev.weft.weaver.scan.Abi;
import dev.weft.weaver.scan.AsyncMethod;
import dev.weft.weaver.scan.ClassScan;
import dev.weft.weaver.scan.Role;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Tells which calls of async methods have a certain target, so that its body can be called in place
 * of the method: no future is made then, and no frame unless something suspends.
 */
final class CallTargets {
  private final ClassNode owner;
  private final ClassScan scan;
  private final boolean fuse;

  CallTargets(ClassNode owner, ClassScan scan, boolean fuse) {
    this.owner = owner;
    this.scan = scan;
    this.fuse = fuse;
  }

  /** The direct call that an instruction can become, or null. */
  @Nullable DirectCall find(@Nullable AbstractInsnNode insn) {
    if (insn instanceof SamCall call) {
      return new DirectCall(call, Abi.FRAME);
    }
    if (!fuse || !(insn instanceof MethodInsnNode call) || !call.owner.equals(owner.name)) {
      return null;
    }
    AsyncMethod target = scan.find(call.name, call.desc);
    return target != null && target.role() == Role.LAZY && isCertain(call, target)
        ? new DirectCall(call, target.frameClass())
        : null;
  }

  private boolean isCertain(MethodInsnNode call, AsyncMethod target) {
    int fixed = Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL;
    return (target.node().access & fixed) != 0
        || (owner.access & Opcodes.ACC_FINAL) != 0
        || call.getOpcode() == Opcodes.INVOKESPECIAL;
  }
}
