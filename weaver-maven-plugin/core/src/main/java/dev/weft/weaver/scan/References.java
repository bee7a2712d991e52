package dev.weft.weaver.scan;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Turns a method reference to an async interface's method into the lambda that it stands for: the
 * function object calls, so that it can be suspended.
 */
final class References {
  private final ClassNode owner;
  private int made;

  References(ClassNode owner) {
    this.owner = owner;
  }

  /**
   * Gives a method reference a body.
   *
   * @param site the method that it stands in
   * @param indy the instruction that makes it, which is changed
   */
  MethodNode toLambda(MethodNode site, InvokeDynamicInsnNode indy) {
    Type wanted = (Type) indy.bsmArgs[2];
    List<Type> parameters = new ArrayList<>(List.of(Type.getArgumentTypes(indy.desc)));
    parameters.addAll(List.of(wanted.getArgumentTypes()));
    String descriptor =
        Type.getMethodDescriptor(wanted.getReturnType(), parameters.toArray(Type[]::new));
    String name = "lambda$" + site.name.replaceAll("[<>]", "") + "$reference" + made++;
    int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
    MethodNode lambda = new MethodNode(Opcodes.ASM9, access, name, descriptor, null, null);
    emit(lambda, (Handle) indy.bsmArgs[1], parameters, Instructions.line(indy));
    owner.methods.add(lambda);
    boolean inInterface = (owner.access & Opcodes.ACC_INTERFACE) != 0;
    indy.bsmArgs[1] = new Handle(Opcodes.H_INVOKESTATIC, owner.name, name, descriptor, inInterface);
    return lambda;
  }

  private static void emit(MethodNode lambda, Handle called, List<Type> parameters, int line) {
    if (line > 0) {
      Label start = new Label();
      lambda.visitLabel(start);
      lambda.visitLineNumber(line, start);
    }
    List<Type> wanted = new ArrayList<>(List.of(Type.getObjectType(called.getOwner())));
    wanted.addAll(List.of(Type.getArgumentTypes(called.getDesc())));
    for (int i = 0; i < wanted.size(); i++) {
      Type given = parameters.get(i);
      lambda.visitVarInsn(given.getOpcode(Opcodes.ILOAD), lambda.maxLocals);
      lambda.instructions.add(Boxes.convert(given, wanted.get(i)));
      lambda.maxLocals += given.getSize();
      lambda.maxStack += wanted.get(i).getSize();
    }
    boolean inInterface = called.getTag() == Opcodes.H_INVOKEINTERFACE;
    int opcode = inInterface ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
    lambda.visitMethodInsn(
        opcode, called.getOwner(), called.getName(), called.getDesc(), inInterface);
    Type returned = Type.getReturnType(lambda.desc);
    lambda.instructions.add(Boxes.convert(Type.getReturnType(called.getDesc()), returned));
    lambda.visitInsn(returned.getOpcode(Opcodes.IRETURN));
    lambda.maxStack += 2;
  }
}
