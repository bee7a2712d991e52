package dev.weft.weaver.analyse;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;

/** Gives each value the type that the JVM's own verifier gives it; merges nothing. */
final class TypeInterpreter extends BasicInterpreter {
  TypeInterpreter() {
    super(Opcodes.ASM9);
  }

  @Override
  public @Nullable BasicValue newValue(@Nullable Type type) {
    if (type != null && (type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY)) {
      return new BasicValue(type);
    }
    return super.newValue(type);
  }

  @Override
  public BasicValue newOperation(AbstractInsnNode insn) throws AnalyzerException {
    return insn.getOpcode() == Opcodes.NEW
        ? new Uninitialised(Type.getObjectType(((TypeInsnNode) insn).desc), insn)
        : super.newOperation(insn);
  }

  @Override
  public BasicValue binaryOperation(AbstractInsnNode insn, BasicValue array, BasicValue index)
      throws AnalyzerException {
    return insn.getOpcode() == Opcodes.AALOAD
        ? new BasicValue(element(array.getType()))
        : super.binaryOperation(insn, array, index);
  }

  /** The type of an array's elements; an element of null is null. */
  private static Type element(Type array) {
    return array.getSort() == Type.ARRAY ? Type.getType(array.getDescriptor().substring(1)) : array;
  }
}
