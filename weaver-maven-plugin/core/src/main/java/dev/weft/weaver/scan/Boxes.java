package dev.weft.weaver.scan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Converts a value on the stack: to an Object and back, and as a method reference does. */
public final class Boxes {
  private static final List<Type> PRIMITIVES =
      List.of(
          Type.BOOLEAN_TYPE,
          Type.BYTE_TYPE,
          Type.CHAR_TYPE,
          Type.SHORT_TYPE,
          Type.INT_TYPE,
          Type.LONG_TYPE,
          Type.FLOAT_TYPE,
          Type.DOUBLE_TYPE);

  private Boxes() {}

  /** The class that a primitive type is boxed as, by its name with slashes; null for others. */
  public static @Nullable String wrapper(Type type) {
    return switch (type.getSort()) {
      case Type.BOOLEAN -> "java/lang/Boolean";
      case Type.BYTE -> "java/lang/Byte";
      case Type.CHAR -> "java/lang/Character";
      case Type.SHORT -> "java/lang/Short";
      case Type.INT -> "java/lang/Integer";
      case Type.LONG -> "java/lang/Long";
      case Type.FLOAT -> "java/lang/Float";
      case Type.DOUBLE -> "java/lang/Double";
      default -> null;
    };
  }

  /** From a type to an Object; nothing at all becomes null. */
  public static InsnList box(Type type) {
    InsnList code = new InsnList();
    String wrapper = wrapper(type);
    if (type.getSort() == Type.VOID) {
      code.add(new InsnNode(Opcodes.ACONST_NULL));
    } else if (wrapper != null) {
      String descriptor = Type.getMethodDescriptor(Type.getObjectType(wrapper), type);
      code.add(call(Opcodes.INVOKESTATIC, wrapper, "valueOf", descriptor));
    }
    return code;
  }

  /** From an Object to a type. */
  public static InsnList unbox(Type type) {
    InsnList code = new InsnList();
    String wrapper = wrapper(type);
    if (type.getSort() == Type.VOID) {
      code.add(new InsnNode(Opcodes.POP));
    } else if (wrapper != null) {
      code.add(new TypeInsnNode(Opcodes.CHECKCAST, wrapper));
      String name = type.getClassName() + "Value";
      code.add(call(Opcodes.INVOKEVIRTUAL, wrapper, name, "()" + type.getDescriptor()));
    } else if (!type.getDescriptor().equals(Abi.OBJECT_DESC)) {
      code.add(new TypeInsnNode(Opcodes.CHECKCAST, type.getInternalName()));
    }
    return code;
  }

  /** The primitive type for which two instructions are what {@link #unbox} gives, or null. */
  public static @Nullable Type unboxed(AbstractInsnNode first, AbstractInsnNode second) {
    if (!(first instanceof TypeInsnNode cast)
        || cast.getOpcode() != Opcodes.CHECKCAST
        || !(second instanceof MethodInsnNode call)
        || !call.owner.equals(cast.desc)) {
      return null;
    }
    Type type = unwrapped(Type.getObjectType(cast.desc), Type.VOID_TYPE);
    return call.name.equals(type.getClassName() + "Value")
            && call.desc.equals("()" + type.getDescriptor())
        ? type
        : null;
  }

  /** From a type to another one as JLS 5.3 allows it for an argument. */
  static InsnList convert(Type from, Type to) {
    if (to.getSort() == Type.VOID) {
      return discard(from);
    } else if (isPrimitive(from)) {
      return isPrimitive(to) ? widen(from, to) : box(from);
    } else if (!isPrimitive(to)) {
      return from.equals(to) ? new InsnList() : unbox(to);
    }
    Type primitive = unwrapped(from, to);
    InsnList code = unbox(primitive);
    code.add(widen(primitive, to));
    return code;
  }

  private static InsnList discard(Type type) {
    InsnList code = new InsnList();
    if (type.getSize() > 0) {
      code.add(new InsnNode(type.getSize() == 2 ? Opcodes.POP2 : Opcodes.POP));
    }
    return code;
  }

  private static boolean isPrimitive(Type type) {
    return wrapper(type) != null;
  }

  private static InsnList widen(Type from, Type to) {
    InsnList code = new InsnList();
    int opcode =
        switch (from.getOpcode(Opcodes.IRETURN) + ">" + to.getOpcode(Opcodes.IRETURN)) {
          case Opcodes.IRETURN + ">" + Opcodes.LRETURN -> Opcodes.I2L;
          case Opcodes.IRETURN + ">" + Opcodes.FRETURN -> Opcodes.I2F;
          case Opcodes.IRETURN + ">" + Opcodes.DRETURN -> Opcodes.I2D;
          case Opcodes.LRETURN + ">" + Opcodes.FRETURN -> Opcodes.L2F;
          case Opcodes.LRETURN + ">" + Opcodes.DRETURN -> Opcodes.L2D;
          case Opcodes.FRETURN + ">" + Opcodes.DRETURN -> Opcodes.F2D;
          default -> Opcodes.NOP;
        };
    if (opcode != Opcodes.NOP) {
      code.add(new InsnNode(opcode));
    }
    return code;
  }

  /** The primitive type that a wrapper class stands for; else the given one. */
  private static Type unwrapped(Type wrapper, Type otherwise) {
    return PRIMITIVES.stream()
        .filter(type -> wrapper.getInternalName().equals(wrapper(type)))
        .findFirst()
        .orElse(otherwise);
  }

  private static MethodInsnNode call(int opcode, String owner, String name, String descriptor) {
    return new MethodInsnNode(opcode, owner, name, descriptor, false);
  }
}
