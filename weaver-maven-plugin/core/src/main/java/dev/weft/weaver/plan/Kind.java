package dev.weft.weaver.plan;

import dev.weft.weaver.analyse.StackMaps;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.analysis.BasicValue;

/**
 * The kinds of values the JVM tells apart in locals; fields for spilled values are pooled by it.
 */
public enum Kind {
  /** Any reference. */
  REFERENCE("l", "Ljava/lang/Object;", Opcodes.ACONST_NULL, 1),
  /** int and what is kept as one: boolean, byte, char, short. */
  INT("i", "I", Opcodes.ICONST_0, 1),
  /** long. */
  LONG("j", "J", Opcodes.LCONST_0, 2),
  /** float. */
  FLOAT("f", "F", Opcodes.FCONST_0, 1),
  /** double. */
  DOUBLE("d", "D", Opcodes.DCONST_0, 2);

  private final String prefix;
  private final String descriptor;
  private final int zero;
  private final int size;

  Kind(String prefix, String descriptor, int zero, int size) {
    this.prefix = prefix;
    this.descriptor = descriptor;
    this.zero = zero;
    this.size = size;
  }

  /** The kind of a value. */
  public static Kind of(BasicValue value) {
    return StackMaps.isReference(value) ? REFERENCE : of(value.getType());
  }

  /** The kind of values of a type. */
  public static Kind of(Type type) {
    return switch (type.getSort()) {
      case Type.LONG -> LONG;
      case Type.FLOAT -> FLOAT;
      case Type.DOUBLE -> DOUBLE;
      case Type.OBJECT, Type.ARRAY -> REFERENCE;
      default -> INT;
    };
  }

  /** How the names of fields begin. */
  public String prefix() {
    return prefix;
  }

  /** The type of the fields. */
  public String descriptor() {
    return descriptor;
  }

  /** The opcode that pushes the default value. */
  public int zero() {
    return zero;
  }

  /** How many slots a value takes. */
  public int size() {
    return size;
  }

  /** The opcode that loads a local. */
  public int load() {
    return Type.getType(descriptor).getOpcode(Opcodes.ILOAD);
  }

  /** The opcode that stores a local. */
  public int store() {
    return Type.getType(descriptor).getOpcode(Opcodes.ISTORE);
  }
}
