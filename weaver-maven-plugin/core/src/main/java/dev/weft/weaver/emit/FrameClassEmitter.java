package dev.weft.weaver.emit;

import dev.weft.weaver.GeneratedClass;
import dev.weft.weaver.plan.FrameField;
import dev.weft.weaver.plan.Kind;
import dev.weft.weaver.plan.StateMachinePlan;
import dev.weft.weaver.plan.SuspendPoint;
import dev.weft.weaver.scan.Abi;
import dev.weft.weaver.scan.Instructions;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes the frame class of a method: fields for what a suspended run needs, and the call of the
 * body. All code of the source stays in the user's class.
 */
final class FrameClassEmitter {
  /** The static method that links a frame, and makes it first where there is none. */
  static final String AT = "at";

  /** The field that holds the receiver. */
  static final String SELF = "self";

  private final StateMachinePlan plan;
  private final String name;
  private final boolean isStatic;
  private final String ownerDesc;
  private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);

  private FrameClassEmitter(StateMachinePlan plan) {
    this.plan = plan;
    name = plan.method().frameClass();
    isStatic = plan.method().isStatic();
    ownerDesc = "L" + plan.owner() + ";";
  }

  static String atDescriptor(StateMachinePlan plan) {
    String frame = "L" + plan.method().frameClass() + ";";
    String receiver = plan.method().isStatic() ? "" : "L" + plan.owner() + ";";
    return "(" + frame + receiver + Abi.STRAND_DESC + "I)" + frame;
  }

  static GeneratedClass emit(StateMachinePlan plan, @Nullable String sourceFile) {
    FrameClassEmitter emitter = new FrameClassEmitter(plan);
    emitter.emitClass(sourceFile);
    return new GeneratedClass(emitter.name, emitter.writer.toByteArray());
  }

  private void emitClass(@Nullable String sourceFile) {
    int access = Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
    writer.visit(plan.classVersion(), access, name, null, Abi.FRAME, null);
    writer.visitSource(sourceFile, null);
    AnnotationVisitor woven = writer.visitAnnotation(Abi.WOVEN, false);
    woven.visit("version", Abi.VERSION);
    woven.visit("owner", plan.owner().replace('/', '.'));
    woven.visit("shape", plan.shape());
    woven.visitEnd();
    emitFields();
    emitConstructor();
    emitAt();
    emitResume();
    emitTable(sourceFile);
    writer.visitEnd();
  }

  private void emitFields() {
    if (!isStatic) {
      writer.visitField(0, SELF, ownerDesc, null, null).visitEnd();
    }
    for (FrameField field : plan.fields()) {
      writer.visitField(0, field.name(), field.descriptor(), null, null).visitEnd();
    }
  }

  private void emitConstructor() {
    MethodVisitor code = writer.visitMethod(0, "<init>", "()V", null, null);
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, Abi.FRAME, "<init>", "()V", false);
    code.visitInsn(Opcodes.RETURN);
    end(code);
  }

  private void emitAt() {
    int strand = isStatic ? 1 : 2;
    MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, AT, atDescriptor(plan), null, null);
    code.visitCode();
    Label present = new Label();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitJumpInsn(Opcodes.IFNONNULL, present);
    code.visitTypeInsn(Opcodes.NEW, name);
    code.visitInsn(Opcodes.DUP);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, name, "<init>", "()V", false);
    code.visitVarInsn(Opcodes.ASTORE, 0);
    if (!isStatic) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitVarInsn(Opcodes.ALOAD, 1);
      code.visitFieldInsn(Opcodes.PUTFIELD, name, SELF, ownerDesc);
    }
    code.visitLabel(present);
    code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitVarInsn(Opcodes.ALOAD, strand);
    code.visitVarInsn(Opcodes.ILOAD, strand + 1);
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, name, Abi.SUSPEND, Abi.SUSPEND_DESC, false);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitInsn(Opcodes.ARETURN);
    end(code);
  }

  private void emitResume() {
    MethodVisitor code =
        writer.visitMethod(
            Opcodes.ACC_PROTECTED | Opcodes.ACC_FINAL, Abi.RESUME, Abi.RESUME_DESC, null, null);
    code.visitCode();
    if (!isStatic) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitFieldInsn(Opcodes.GETFIELD, name, SELF, ownerDesc);
    }
    if (!plan.inInterface()) {
      pushZeros(code, plan.method().descriptor());
    }
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    if (plan.inInterface()) {
      String descriptor = BodyCalls.accessorDescriptor(plan);
      String accessor = BodyCalls.accessor(plan);
      code.visitMethodInsn(Opcodes.INVOKESTATIC, plan.owner(), accessor, descriptor, true);
    } else {
      int opcode = isStatic ? Opcodes.INVOKESTATIC : Opcodes.INVOKEVIRTUAL;
      String body = plan.method().node().name;
      code.visitMethodInsn(opcode, plan.owner(), body, plan.method().bodyDescriptor(), false);
    }
    code.visitInsn(Opcodes.ARETURN);
    end(code);
  }

  /** A resumed body takes its arguments from the frame. */
  static void pushZeros(MethodVisitor code, String descriptor) {
    for (Type argument : Type.getArgumentTypes(descriptor)) {
      code.visitInsn(Kind.of(argument).zero());
    }
  }

  private void emitTable(@Nullable String sourceFile) {
    StringBuilder table = new StringBuilder(plan.owner().replace('/', '.'));
    table.append('\n').append(plan.method().node().name);
    table.append('\n').append(sourceFile == null ? "" : sourceFile);
    table.append('\n').append(orUnknown(Instructions.firstLine(plan.method().node())));
    for (SuspendPoint point : plan.points()) {
      table.append('\n').append(orUnknown(point.line()));
    }
    MethodVisitor code =
        writer.visitMethod(
            Opcodes.ACC_PROTECTED | Opcodes.ACC_FINAL, Abi.TABLE, Abi.TABLE_DESC, null, null);
    code.visitCode();
    code.visitLdcInsn(table.toString());
    code.visitInsn(Opcodes.ARETURN);
    end(code);
  }

  private static int orUnknown(int line) {
    return line == 0 ? -1 : line;
  }

  private static void end(MethodVisitor code) {
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
