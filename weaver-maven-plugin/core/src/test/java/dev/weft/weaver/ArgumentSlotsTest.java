package dev.weft.weaver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.GETFIELD;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.ICONST_3;
import static org.objectweb.asm.Opcodes.IFNONNULL;
import static org.objectweb.asm.Opcodes.IF_ICMPGE;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INTEGER;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.LLOAD;
import static org.objectweb.asm.Opcodes.LSTORE;
import static org.objectweb.asm.Opcodes.NEW;
import static org.objectweb.asm.Opcodes.POP;
import static org.objectweb.asm.Opcodes.PUTFIELD;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.TOP;

import dev.weft.weaver.scan.Abi;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Code that reuses the slots of the receiver and of arguments, as optimisers do. */
final class ArgumentSlotsTest {
  private static final String STRING_DESC = "Ljava/lang/String;";
  private static final String M_DESC = "(" + Abi.FUTURE_DESC + ")" + Abi.FUTURE_DESC;

  /** Code of the instance method {@code Future m(Future)}, and what it gives. */
  private record Reuse(String name, Object result, Consumer<MethodVisitor> code) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Reuse> cases() {
    return List.of(
        new Reuse("a receiver that no stack map names", "x", ArgumentSlotsTest::forgotten),
        new Reuse("another object of the class", "second", ArgumentSlotsTest::replaced),
        new Reuse("another one in each round", "second", ArgumentSlotsTest::replacedInLoop),
        new Reuse("a value of another class", "s", ArgumentSlotsTest::otherClass),
        new Reuse("a long over receiver and argument", 7L, code -> wide(code, 0)),
        new Reuse("a long over the last argument and a local", 7L, code -> wide(code, 1)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  @Tag("P34")
  void keepsItsMeaning(Reuse reuse) throws Exception {
    Map<String, byte[]> woven = TestWeaver.weave(Map.of("C", classWith(reuse.code)));
    assertThat(TestPrograms.run(woven, "C", "run", TestPrograms.suspendingOnce("x")))
        .isEqualTo(reuse.result);
  }

  private static void forgotten(MethodVisitor code) {
    Label given = new Label();
    code.visitVarInsn(ALOAD, 1);
    code.visitJumpInsn(IFNONNULL, given);
    code.visitLabel(given);
    code.visitFrame(Opcodes.F_NEW, 2, new Object[] {TOP, Abi.FUTURE}, 0, null);
    await(code, 1);
  }

  private static void replaced(MethodVisitor code) {
    newSecond(code);
    code.visitVarInsn(ASTORE, 0);
    await(code, 1);
    code.visitInsn(POP);
    await(code, 1);
    code.visitInsn(POP);
    name(code);
  }

  private static void replacedInLoop(MethodVisitor code) {
    Label head = new Label();
    Label end = new Label();
    Object[] locals = {"C", Abi.FUTURE, INTEGER};
    code.visitInsn(ICONST_0);
    code.visitVarInsn(ISTORE, 2);
    code.visitLabel(head);
    code.visitFrame(Opcodes.F_NEW, 3, locals, 0, null);
    code.visitVarInsn(ILOAD, 2);
    code.visitInsn(ICONST_3);
    code.visitJumpInsn(IF_ICMPGE, end);
    newSecond(code);
    code.visitVarInsn(ASTORE, 0);
    await(code, 1);
    code.visitInsn(POP);
    code.visitIincInsn(2, 1);
    code.visitJumpInsn(GOTO, head);
    code.visitLabel(end);
    code.visitFrame(Opcodes.F_NEW, 3, locals, 0, null);
    name(code);
  }

  private static void otherClass(MethodVisitor code) {
    code.visitLdcInsn("s");
    code.visitVarInsn(ASTORE, 0);
    await(code, 1);
    code.visitInsn(POP);
    code.visitVarInsn(ALOAD, 0);
  }

  private static void wide(MethodVisitor code, int slot) {
    Label given = new Label();
    code.visitVarInsn(ALOAD, 1);
    code.visitVarInsn(ASTORE, 3);
    code.visitLdcInsn(7L);
    code.visitVarInsn(LSTORE, slot);
    code.visitVarInsn(ALOAD, 3);
    code.visitJumpInsn(IFNONNULL, given);
    code.visitLabel(given);
    Object[] locals = {"C", Opcodes.LONG, Abi.FUTURE};
    Object[] without = {Opcodes.LONG, TOP, Abi.FUTURE};
    code.visitFrame(Opcodes.F_NEW, 3, slot == 0 ? without : locals, 0, null);
    await(code, 3);
    code.visitInsn(POP);
    code.visitVarInsn(LLOAD, slot);
    code.visitMethodInsn(INVOKESTATIC, "java/lang/Long", "valueOf", "(J)Ljava/lang/Long;", false);
  }

  private static void await(MethodVisitor code, int future) {
    code.visitVarInsn(ALOAD, future);
    code.visitMethodInsn(INVOKESTATIC, Abi.WEFT, Abi.AWAIT, Abi.AWAIT_FUTURE, false);
  }

  private static void newSecond(MethodVisitor code) {
    code.visitTypeInsn(NEW, "C");
    code.visitInsn(DUP);
    code.visitLdcInsn("second");
    code.visitMethodInsn(INVOKESPECIAL, "C", "<init>", "(" + STRING_DESC + ")V", false);
  }

  private static void name(MethodVisitor code) {
    code.visitVarInsn(ALOAD, 0);
    code.visitFieldInsn(GETFIELD, "C", "name", STRING_DESC);
  }

  /** A class with a name, the method {@code m}, and a static one that calls it. */
  private static byte[] classWith(Consumer<MethodVisitor> body) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "C", null, Abi.OBJECT, null);
    writer.visitField(0, "name", STRING_DESC, null, null).visitEnd();
    constructor(writer);
    MethodVisitor code = writer.visitMethod(0, "m", M_DESC, null, null);
    code.visitAnnotation(Abi.ASYNC, false).visitEnd();
    code.visitCode();
    body.accept(code);
    code.visitMethodInsn(INVOKESTATIC, Abi.WEFT, Abi.READY, Abi.READY_VALUE, false);
    end(code, ARETURN);
    MethodVisitor run = writer.visitMethod(Opcodes.ACC_STATIC, "run", M_DESC, null, null);
    run.visitCode();
    run.visitTypeInsn(NEW, "C");
    run.visitInsn(DUP);
    run.visitLdcInsn("first");
    run.visitMethodInsn(INVOKESPECIAL, "C", "<init>", "(" + STRING_DESC + ")V", false);
    run.visitVarInsn(ALOAD, 0);
    run.visitMethodInsn(INVOKEVIRTUAL, "C", "m", M_DESC, false);
    end(run, ARETURN);
    return writer.toByteArray();
  }

  private static void constructor(ClassWriter writer) {
    String descriptor = "(" + STRING_DESC + ")V";
    MethodVisitor code = writer.visitMethod(0, "<init>", descriptor, null, null);
    code.visitCode();
    code.visitVarInsn(ALOAD, 0);
    code.visitMethodInsn(INVOKESPECIAL, Abi.OBJECT, "<init>", "()V", false);
    code.visitVarInsn(ALOAD, 0);
    code.visitVarInsn(ALOAD, 1);
    code.visitFieldInsn(PUTFIELD, "C", "name", STRING_DESC);
    end(code, RETURN);
  }

  private static void end(MethodVisitor code, int opcode) {
    code.visitInsn(opcode);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
