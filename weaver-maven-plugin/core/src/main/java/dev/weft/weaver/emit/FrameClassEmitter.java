package dev.weft.weaver.emit;

import dev.weft.weaver.GeneratedClass;
import dev.weft.weaver.plan.FrameField;
import dev.weft.weaver.plan.Kind;
import dev.weft.weaver.plan.Spill;
import dev.weft.weaver.plan.StateMachinePlan;
import dev.weft.weaver.scan.Abi;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Writes the frame class of a method: fields for what a suspended run needs, and the call of the
 * body. All code of the source stays in the user's class; here all is synthetic and without lines,
 * so that debuggers go past it and coverage tools leave it out.
 */
final class FrameClassEmitter {
  /** The static method that links a frame, and makes it first where there is none. */
  static final String AT = "at";

  /** The field that holds the receiver. */
  static final String SELF = "self";

  private final StateMachinePlan plan;
  private final WaysOut waysOut;
  private final String name;
  private final boolean isStatic;
  private final String ownerDesc;
  private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);

  private FrameClassEmitter(StateMachinePlan plan) {
    this.plan = plan;
    waysOut = WaysOut.of(plan);
    name = plan.method().frameClass();
    isStatic = plan.method().isStatic();
    ownerDesc = "L" + plan.owner() + ";";
  }

  static String atDescriptor(StateMachinePlan plan) {
    String frame = "L" + plan.method().frameClass() + ";";
    String receiver = plan.method().isStatic() ? "" : "L" + plan.owner() + ";";
    return "(" + frame + receiver + Abi.STRAND_DESC + "I)" + frame;
  }

  /** The name of the method that takes a reference out of a field. */
  static String taking(FrameField field) {
    return "take_" + field.name();
  }

  private static boolean isReference(FrameField field) {
    return Kind.of(Type.getType(field.descriptor())) == Kind.REFERENCE;
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
    plan.fields().stream().filter(FrameClassEmitter::isReference).forEach(this::emitTake);
    emitAt();
    waysOut.all().forEach(this::emit);
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
    int access = Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
    MethodVisitor code = writer.visitMethod(access, AT, atDescriptor(plan), null, null);
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

  private void emit(WaysOut.WayOut way) {
    int access = Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
    int frame = way.slots();
    int strand = isStatic ? frame + 1 : frame + 2;
    Code code = new Code().load(frame);
    if (!isStatic) {
      code.load(frame + 1);
    }
    code.load(strand).variable(Opcodes.ILOAD, strand + 1);
    code.callStatic(name, AT, atDescriptor(plan));
    int slot = 0;
    for (WaysOut.Argument argument : way.arguments()) {
      if (argument.field() != null) {
        code.insn(Opcodes.DUP).variable(argument.type().getOpcode(Opcodes.ILOAD), slot);
        code.put(name, argument.field());
      }
      slot += argument.type().getSize();
    }
    emit(
        access,
        way.name(),
        waysOut.descriptor(way),
        code.insn(Opcodes.POP).returnPending(plan.result()));
  }

  /** A method that gives what a field holds, and forgets it: it may be dead soon. */
  private void emitTake(FrameField field) {
    Code code = new Code().load(0);
    code.add(new FieldInsnNode(Opcodes.GETFIELD, name, field.name(), field.descriptor()));
    code.load(0).insn(Opcodes.ACONST_NULL).put(name, field);
    emit(
        Opcodes.ACC_SYNTHETIC,
        taking(field),
        "()" + field.descriptor(),
        code.insn(Opcodes.ARETURN));
  }

  private void emit(int access, String method, String descriptor, Code code) {
    MethodNode node = new MethodNode(Opcodes.ASM9, access, method, descriptor, null, null);
    node.instructions.add(code.list());
    node.accept(writer);
  }

  /**
   * Calls the body. One that starts gets its arguments, so that a debugger that steps into it sees
   * them; one that goes on takes what it needs from the frame and gets zeros.
   */
  private void emitResume() {
    MethodNode resume = method(Abi.RESUME, Abi.RESUME_DESC);
    Code code = new Code();
    if (!plan.arguments().isEmpty()) {
      LabelNode started = new LabelNode();
      code.load(0).callVirtual(Abi.FRAME, Abi.STATE, Abi.STATE_DESC).push(Abi.START);
      code.jump(Opcodes.IF_ICMPNE, started);
      callBody(code, plan.arguments());
      code.add(started).add(new FrameNode(Opcodes.F_SAME, 0, null, 0, null));
    }
    callBody(code, List.of());
    resume.instructions.add(code.list());
    resume.accept(writer);
  }

  private void callBody(Code code, List<Spill> arguments) {
    if (!isStatic) {
      code.load(0).add(new FieldInsnNode(Opcodes.GETFIELD, name, SELF, ownerDesc));
    }
    int slot = isStatic ? 0 : 1;
    for (Type type : Type.getArgumentTypes(plan.method().descriptor())) {
      int position = slot;
      Optional<Spill> kept = arguments.stream().filter(a -> a.position() == position).findFirst();
      kept.ifPresentOrElse(
          argument -> code.take(name, 0, argument), () -> code.insn(Kind.of(type).zero()));
      slot += type.getSize();
    }
    BodyCalls.fromFrame(code.load(1).load(0), plan);
    code.boxResult(plan.result()).insn(Opcodes.ARETURN);
  }

  private static MethodNode method(String name, String descriptor) {
    int access = Opcodes.ACC_PROTECTED | Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC;
    return new MethodNode(Opcodes.ASM9, access, name, descriptor, null, null);
  }

  private void emitTable(@Nullable String sourceFile) {
    MethodNode method = method(Abi.TABLE, Abi.TABLE_DESC);
    method.visitLdcInsn(StateTable.of(plan, sourceFile));
    method.visitInsn(Opcodes.ARETURN);
    method.visitMaxs(0, 0);
    method.accept(writer);
  }

  private static void end(MethodVisitor code) {
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
