package dev.weft.weaver.analyse;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.analysis.BasicValue;

/**
 * A value that is known again: two values are the same if they are one object of this class. Each
 * instruction that makes a value makes a new one of these, and those that copy values don't. At a
 * stack map frame all values are new.
 */
public final class Origin extends BasicValue {
  private final @Nullable AbstractInsnNode constant;

  private Origin(Type type, @Nullable AbstractInsnNode constant) {
    super(type);
    this.constant = constant;
  }

  static Origin of(Type type) {
    return new Origin(type, null);
  }

  /** A value of a type that an instruction makes. */
  static Origin of(Type type, AbstractInsnNode insn) {
    return new Origin(type, isConstant(insn) ? insn : null);
  }

  /**
   * The instruction that made the value, if it makes the same one whenever it is repeated: it can't
   * fail, as it didn't before, and what it gives is what the JVM keeps with the class. Null if not.
   */
  public @Nullable AbstractInsnNode constant() {
    return constant;
  }

  private static boolean isConstant(AbstractInsnNode insn) {
    if (insn instanceof LdcInsnNode ldc) {
      return ldc.cst instanceof Number || ldc.cst instanceof String || isClass(ldc.cst);
    }
    return insn.getOpcode() >= Opcodes.ACONST_NULL && insn.getOpcode() <= Opcodes.SIPUSH;
  }

  private static boolean isClass(Object constant) {
    return constant instanceof Type type && type.getSort() != Type.METHOD;
  }
}
