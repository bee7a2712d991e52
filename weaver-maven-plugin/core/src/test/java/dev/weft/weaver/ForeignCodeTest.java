package dev.weft.weaver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ACONST_NULL;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.ATHROW;
import static org.objectweb.asm.Opcodes.F_NEW;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.LCONST_1;
import static org.objectweb.asm.Opcodes.LLOAD;
import static org.objectweb.asm.Opcodes.LSTORE;
import static org.objectweb.asm.Opcodes.POP;
import static org.objectweb.asm.Opcodes.V17;

import dev.weft.weaver.scan.Abi;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/** Code that the JVM takes and that no compiler of Java makes, but other tools do. */
final class ForeignCodeTest {
  @Test
  @Tag("P27")
  void aLocalOverTheSecondHalfOfALong() throws Exception {
    assertThat(run(ForeignCodeTest::overSecondHalf)).isEqualTo("x");
  }

  /** {@code long at 1; String at 2, which ends the long; await; use 2}. */
  private static void overSecondHalf(MethodVisitor code) {
    code.visitInsn(LCONST_1);
    code.visitVarInsn(LSTORE, 1);
    code.visitLdcInsn("x");
    code.visitVarInsn(ASTORE, 2);
    await(code);
    code.visitInsn(POP);
    code.visitVarInsn(ALOAD, 2);
  }

  @Test
  @Tag("P27")
  void aLongOverTwoLocals() throws Exception {
    assertThat(run(ForeignCodeTest::longOverTwo)).isEqualTo(5L);
  }

  private static void longOverTwo(MethodVisitor code) {
    code.visitLdcInsn("a");
    code.visitVarInsn(ASTORE, 1);
    code.visitLdcInsn("b");
    code.visitVarInsn(ASTORE, 2);
    code.visitLdcInsn(5L);
    code.visitVarInsn(LSTORE, 1);
    await(code);
    code.visitInsn(POP);
    code.visitVarInsn(LLOAD, 1);
    code.visitMethodInsn(INVOKESTATIC, "java/lang/Long", "valueOf", "(J)Ljava/lang/Long;", false);
  }

  @Test
  @Tag("P27")
  void aLocalOverTheFirstHalfOfALong() throws Exception {
    assertThat(run(ForeignCodeTest::overFirstHalf)).isEqualTo("x");
  }

  private static void overFirstHalf(MethodVisitor code) {
    code.visitInsn(LCONST_1);
    code.visitVarInsn(LSTORE, 1);
    code.visitLdcInsn("x");
    code.visitVarInsn(ASTORE, 1);
    await(code);
    code.visitInsn(POP);
    code.visitVarInsn(ALOAD, 1);
  }

  @Test
  @Tag("P31")
  void anAwaitThatIsNeverReached() throws Exception {
    assertThat(run(ForeignCodeTest::unreachable)).isEqualTo("x");
  }

  private static void unreachable(MethodVisitor code) {
    Label end = new Label();
    await(code);
    code.visitJumpInsn(GOTO, end);
    code.visitFrame(F_NEW, 1, new Object[] {Abi.FUTURE}, 0, new Object[0]);
    await(code);
    code.visitInsn(POP);
    code.visitInsn(ACONST_NULL);
    code.visitInsn(ATHROW);
    code.visitLabel(end);
    code.visitFrame(F_NEW, 1, new Object[] {Abi.FUTURE}, 1, new Object[] {Abi.OBJECT});
  }

  @Test
  @Tag("P24")
  void aVariableTableThatLies() throws Exception {
    assertThat(run(ForeignCodeTest::lies)).isEqualTo("x");
  }

  private static void lies(MethodVisitor code) {
    Label begin = new Label();
    Label end = new Label();
    code.visitLabel(begin);
    code.visitLdcInsn("x");
    code.visitVarInsn(ASTORE, 1);
    await(code);
    code.visitInsn(POP);
    code.visitVarInsn(ALOAD, 1);
    code.visitLabel(end);
    code.visitLocalVariable("number", "J", null, begin, end, 1);
    code.visitLocalVariable("other", "Ljava/lang/Integer;", null, begin, end, 1);
    code.visitLocalVariable("unused", "Lno/such/Type;", null, begin, end, 7);
  }

  private static void await(MethodVisitor code) {
    code.visitVarInsn(ALOAD, 0);
    code.visitMethodInsn(INVOKESTATIC, Abi.WEFT, Abi.AWAIT, Abi.AWAIT_FUTURE, false);
  }

  private static Object run(Consumer<MethodVisitor> code) throws Exception {
    Map<String, byte[]> woven = TestWeaver.weave(Map.of("C", classWith(code)));
    return TestPrograms.run(woven, "C", "m", TestPrograms.suspendingOnce("x"));
  }

  private static byte[] classWith(Consumer<MethodVisitor> body) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(V17, ACC_PUBLIC, "C", null, Abi.OBJECT, null);
    writer.visitSource("C.java", null);
    String descriptor = "(" + Abi.FUTURE_DESC + ")" + Abi.FUTURE_DESC;
    MethodVisitor code = writer.visitMethod(ACC_PUBLIC | ACC_STATIC, "m", descriptor, null, null);
    code.visitAnnotation(Abi.ASYNC, false).visitEnd();
    code.visitCode();
    body.accept(code);
    code.visitMethodInsn(INVOKESTATIC, Abi.WEFT, Abi.READY, Abi.READY_VALUE, false);
    code.visitInsn(ARETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
    return writer.toByteArray();
  }
}
