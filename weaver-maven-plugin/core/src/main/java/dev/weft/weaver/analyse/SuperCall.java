package dev.weft.weaver.analyse;

import dev.weft.weaver.scan.Abi;
import dev.weft.weaver.scan.AsyncInterface;
import dev.weft.weaver.scan.Boxes;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Writes the method by which a class makes a {@code super} call of an async interface's method.
 * Whether the superclass is woven is seen when the program runs: it may become so, or cease to be,
 * without this class being compiled again.
 */
final class SuperCall {
  private SuperCall() {}

  static MethodNode method(ClassNode owner, String name, MethodInsnNode call) {
    int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC;
    String descriptor = AsyncInterface.wovenDescriptor(call.desc);
    MethodNode method = new MethodNode(Opcodes.ASM9, access, name, descriptor, null, null);
    Label plain = new Label();
    method.visitLdcInsn(Type.getObjectType(call.owner));
    method.visitLdcInsn(call.name);
    method.visitLdcInsn(call.desc.substring(0, call.desc.indexOf(')') + 1));
    method.visitMethodInsn(
        Opcodes.INVOKESTATIC, Abi.DISPATCH, Abi.IS_WOVEN, Abi.IS_WOVEN_DESC, false);
    method.visitJumpInsn(Opcodes.IFEQ, plain);
    int strand = pushArguments(method, call.desc);
    method.visitVarInsn(Opcodes.ALOAD, strand);
    method.visitFieldInsn(Opcodes.GETSTATIC, Abi.DISPATCH, Abi.SUPER, Abi.FRAME_DESC);
    method.visitMethodInsn(Opcodes.INVOKESPECIAL, call.owner, call.name, descriptor, call.itf);
    method.visitInsn(Opcodes.ARETURN);
    method.visitLabel(plain);
    method.instructions.add(StackMaps.entry(owner.name, descriptor));
    pushArguments(method, call.desc);
    method.visitMethodInsn(Opcodes.INVOKESPECIAL, call.owner, call.name, call.desc, call.itf);
    method.instructions.add(Boxes.box(Type.getReturnType(call.desc)));
    method.visitInsn(Opcodes.ARETURN);
    return method;
  }

  /** Pushes the receiver and the arguments; answers the slot behind them. */
  private static int pushArguments(MethodNode method, String descriptor) {
    method.visitVarInsn(Opcodes.ALOAD, 0);
    int slot = 1;
    for (Type argument : Type.getArgumentTypes(descriptor)) {
      method.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), slot);
      slot += argument.getSize();
    }
    return slot;
  }
}
