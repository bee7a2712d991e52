package dev.weft.weaver.verify;

import dev.weft.weaver.analyse.StackMaps;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.SimpleVerifier;

/** Checks the operands of each instruction, with a class hierarchy that loads nothing. */
final class CheckingInterpreter extends SimpleVerifier {
  private static final BasicValue THROWABLE =
      new BasicValue(Type.getObjectType("java/lang/Throwable"));

  private final Hierarchy hierarchy;

  CheckingInterpreter(Hierarchy hierarchy) {
    super(Opcodes.ASM9, null, null, null, false);
    this.hierarchy = hierarchy;
  }

  /** Whether a value may stand where another is declared. */
  boolean fits(BasicValue value, BasicValue declared) {
    if (declared.getType() == null) {
      return true;
    } else if (value.getType() == null) {
      return false;
    } else if (declared.isReference()) {
      return value.isReference() && isSubTypeOf(value, declared);
    }
    return value.equals(declared);
  }

  @Override
  public @Nullable BasicValue unaryOperation(AbstractInsnNode insn, BasicValue value)
      throws AnalyzerException {
    if (insn.getOpcode() == Opcodes.ATHROW && !isSubTypeOf(value, THROWABLE)) {
      throw new AnalyzerException(insn, null, THROWABLE, value);
    }
    return super.unaryOperation(insn, value);
  }

  /** As the superclass does, but for its last resort, which loads the classes. */
  @Override
  protected boolean isSubTypeOf(BasicValue value, BasicValue expected) {
    if (!expected.isReference()) {
      return value.equals(expected);
    }
    return value.isReference()
        && (StackMaps.NULL.equals(value.getType())
            || isAssignableFrom(expected.getType(), value.getType()));
  }

  @Override
  protected boolean isInterface(Type type) {
    return hierarchy.isInterface(type.getInternalName());
  }

  @Override
  protected @Nullable Type getSuperClass(Type type) {
    String name = hierarchy.superName(type.getInternalName());
    return name == null ? null : Type.getObjectType(name);
  }

  @Override
  protected boolean isAssignableFrom(Type target, Type source) {
    if (target.getSort() != Type.ARRAY) {
      boolean isArray = source.getSort() == Type.ARRAY;
      return isArray
          ? target.getInternalName().equals("java/lang/Object") || isInterface(target)
          : hierarchy.isAssignable(target.getInternalName(), source.getInternalName());
    }
    if (source.getSort() != Type.ARRAY) {
      return false;
    }
    Type wanted = component(target);
    Type given = component(source);
    boolean primitive = wanted.getSort() < Type.ARRAY || given.getSort() < Type.ARRAY;
    return primitive ? wanted.equals(given) : isAssignableFrom(wanted, given);
  }

  private static Type component(Type array) {
    return Type.getType(array.getDescriptor().substring(1));
  }
}
