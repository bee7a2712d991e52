package dev.weft.weaver.analyse;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;

/**
 * Gives each value the type that the JVM's own verifier gives it, and an object of its own; merges
 * nothing.
 */
final class TypeInterpreter extends BasicInterpreter {
  TypeInterpreter() {
    super(Opcodes.ASM9);
  }

  @Override
  public @Nullable BasicValue newValue(@Nullable Type type) {
    if (type != null && (type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY)) {
      return Origin.of(type);
    }
    BasicValue value = super.newValue(type);
    return value == null || value.getType() == null ? value : Origin.of(value.getType());
  }

  @Override
  public BasicValue newOperation(AbstractInsnNode insn) throws AnalyzerException {
    return insn.getOpcode() == Opcodes.NEW
        ? new Uninitialised(Type.getObjectType(((TypeInsnNode) insn).desc), insn)
        : Origin.of(super.newOperation(insn).getType(), insn);
  }

  @Override
  public @Nullable BasicValue unaryOperation(AbstractInsnNode insn, BasicValue value)
      throws AnalyzerException {
    return fresh(super.unaryOperation(insn, value));
  }

  @Override
  public @Nullable BasicValue binaryOperation(
      AbstractInsnNode insn, BasicValue array, BasicValue index) throws AnalyzerException {
    return insn.getOpcode() == Opcodes.AALOAD
        ? Origin.of(element(array.getType()))
        : fresh(super.binaryOperation(insn, array, index));
  }

  @Override
  public @Nullable BasicValue naryOperation(
      AbstractInsnNode insn, List<? extends BasicValue> values) throws AnalyzerException {
    return fresh(super.naryOperation(insn, values));
  }

  private static @Nullable BasicValue fresh(@Nullable BasicValue made) {
    return made == null ? null : Origin.of(made.getType());
  }

  /** The type of an array's elements; an element of null is null. */
  private static Type element(Type array) {
    return array.getSort() == Type.ARRAY ? Type.getType(array.getDescriptor().substring(1)) : array;
  }
}
