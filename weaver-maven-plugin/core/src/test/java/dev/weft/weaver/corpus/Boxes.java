package dev.weft.weaver.corpus;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Code between a value of a type and an Object. */
final class Boxes {
  private Boxes() {}

  /** Makes an object of the value on the stack. */
  static InsnList box(Type type) {
    InsnList code = new InsnList();
    String box = boxOf(type);
    if (box != null) {
      String descriptor = "(" + type.getDescriptor() + ")L" + box + ";";
      code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, box, "valueOf", descriptor));
    }
    return code;
  }

  /** Makes a value of the object on the stack. */
  static InsnList unbox(Type type) {
    InsnList code = new InsnList();
    String box = boxOf(type);
    if (type.equals(Type.VOID_TYPE)) {
      code.add(new InsnNode(Opcodes.POP));
    } else if (box == null) {
      code.add(new TypeInsnNode(Opcodes.CHECKCAST, type.getInternalName()));
    } else {
      String getter = type.getClassName() + "Value";
      code.add(new TypeInsnNode(Opcodes.CHECKCAST, box));
      code.add(new MethodInsnNode(Opcodes.INVOKEVIRTUAL, box, getter, "()" + type.getDescriptor()));
    }
    return code;
  }

  private static String boxOf(Type type) {
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
}
