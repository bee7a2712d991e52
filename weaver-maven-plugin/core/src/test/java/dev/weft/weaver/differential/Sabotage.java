package dev.weft.weaver.differential;

import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Makes one read of a frame's field in a woven method give a wrong value: what a weaver does that
 * restores the wrong local.
 */
final class Sabotage extends ClassVisitor {
  private final Map<String, byte[]> classFiles;
  private final String method;
  private final int target;
  private int reads;

  private Sabotage(ClassVisitor next, Map<String, byte[]> classFiles, String method, int target) {
    super(Opcodes.ASM9, next);
    this.classFiles = classFiles;
    this.method = method;
    this.target = target;
  }

  /** How many reads of a frame's field a method of a class has. */
  static int count(Map<String, byte[]> classFiles, String className, String method) {
    Sabotage counting = new Sabotage(null, classFiles, method, -1);
    new ClassReader(classFiles.get(className)).accept(counting, 0);
    return counting.reads;
  }

  /** The class with one of those reads broken. */
  static byte[] apply(Map<String, byte[]> classFiles, String className, String method, int target) {
    ClassReader reader = new ClassReader(classFiles.get(className));
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(new Sabotage(writer, classFiles, method, target), 0);
    return writer.toByteArray();
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    return name.equals(method) ? new Reads(next) : next;
  }

  private boolean isFrame(String owner) {
    byte[] classFile = classFiles.get(owner.replace('/', '.'));
    return classFile != null
        && new ClassReader(classFile).getSuperName().equals("dev/weft/abi/AsyncFrame");
  }

  private final class Reads extends MethodVisitor {
    Reads(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      super.visitFieldInsn(opcode, owner, name, descriptor);
      if (opcode == Opcodes.GETFIELD && isFrame(owner) && reads++ == target) {
        breakValue(descriptor);
      }
    }

    /** References are read, and cleared, by methods of the frame. */
    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
      if (name.startsWith("take_") && isFrame(owner) && reads++ == target) {
        change(Opcodes.POP, Opcodes.ACONST_NULL);
      }
    }

    private void breakValue(String descriptor) {
      switch (descriptor) {
        case "I" -> change(Opcodes.ICONST_1, Opcodes.IXOR);
        case "J" -> change(Opcodes.LCONST_1, Opcodes.LXOR);
        case "F" -> change(Opcodes.FCONST_1, Opcodes.FADD);
        case "D" -> change(Opcodes.DCONST_1, Opcodes.DADD);
        default -> change(Opcodes.POP, Opcodes.ACONST_NULL);
      }
    }

    private void change(int first, int second) {
      visitInsn(first);
      visitInsn(second);
    }
  }
}
