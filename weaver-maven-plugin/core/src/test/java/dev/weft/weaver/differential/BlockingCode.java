package dev.weft.weaver.differential;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Turns compiled cases into their reference: every use of {@code Weft} becomes one of {@link
 * BlockingWeft}, and nothing else changes.
 */
final class BlockingCode extends ClassVisitor {
  private static final String WEFT = "dev/weft/Weft";
  private static final String BLOCKING = BlockingWeft.class.getName().replace('.', '/');

  private BlockingCode(ClassVisitor next) {
    super(Opcodes.ASM9, next);
  }

  /** The reference of one class file. */
  static byte[] of(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(new BlockingCode(writer), 0);
    return writer.toByteArray();
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    return new MethodVisitor(api, next) {
      @Override
      public void visitMethodInsn(
          int opcode, String owner, String called, String type, boolean isInterface) {
        super.visitMethodInsn(opcode, replaced(owner), called, type, isInterface);
      }

      @Override
      public void visitInvokeDynamicInsn(
          String called, String type, Handle bootstrap, Object... arguments) {
        Object[] replaced = arguments.clone();
        for (int i = 0; i < replaced.length; i++) {
          replaced[i] = replaced[i] instanceof Handle handle ? replaced(handle) : replaced[i];
        }
        super.visitInvokeDynamicInsn(called, type, bootstrap, replaced);
      }
    };
  }

  private static Handle replaced(Handle handle) {
    return new Handle(
        handle.getTag(),
        replaced(handle.getOwner()),
        handle.getName(),
        handle.getDesc(),
        handle.isInterface());
  }

  private static String replaced(String owner) {
    return owner.equals(WEFT) ? BLOCKING : owner;
  }
}
