package dev.weft.weaver.scan;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Tells where async code may be suspended: at an await, and at a call of an async interface. */
public final class Suspensions {
  private final AsyncTypes types;

  /** The suspensions of code that uses some types. */
  public Suspensions(AsyncTypes types) {
    this.types = types;
  }

  /** Whether async code with this body has to be woven. */
  boolean isIn(MethodNode method) {
    if (Instructions.awaits(method)) {
      return true;
    }
    for (AbstractInsnNode insn : method.instructions) {
      if (called(insn) != null) {
        return true;
      }
    }
    return false;
  }

  /** Whether a method reference, but no {@code super::} one, calls in such a way. */
  boolean isIn(Handle reference) {
    return (reference.getTag() == Opcodes.H_INVOKEINTERFACE
            || reference.getTag() == Opcodes.H_INVOKEVIRTUAL)
        && called(reference.getOwner(), reference.getName(), reference.getDesc()) != null;
  }

  /** The async interface that an instruction calls, if such a call suspends; else null. */
  public @Nullable AsyncInterface called(AbstractInsnNode insn) {
    return insn instanceof MethodInsnNode call
            && call.getOpcode() != Opcodes.INVOKESTATIC
            && !call.name.equals("<init>")
        ? called(call.owner, call.name, call.desc)
        : null;
  }

  private @Nullable AsyncInterface called(String owner, String name, String descriptor) {
    AsyncInterface called = types.called(owner, name, descriptor);
    return called != null && called.suspends() ? called : null;
  }
}
