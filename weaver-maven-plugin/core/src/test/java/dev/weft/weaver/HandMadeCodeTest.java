package dev.weft.weaver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.CHECKCAST;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.DUP_X1;
import static org.objectweb.asm.Opcodes.ICONST_1;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.NEW;
import static org.objectweb.asm.Opcodes.POP;
import static org.objectweb.asm.Opcodes.SWAP;

import dev.weft.weaver.scan.Abi;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Objects under construction at an await, handled as no compiler of Java does. */
final class HandMadeCodeTest {
  private static final String STRING = "java/lang/String";

  private static final String REFUSAL =
      "C.java:%d: [WEFT-105] an object that is being constructed is handled here in a way that no"
          + " known compiler emits, so the await among its arguments can't be woven; await into a"
          + " local variable before the constructor is called (in C.m)";

  /**
   * Code of the method {@code Future m(Future)}, and the line where it is refused, 0 if nowhere.
   */
  private record Handled(String name, int line, Consumer<MethodVisitor> code) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Handled> refused() {
    return List.of(
        new Handled("swapped", 1, HandMadeCodeTest::swapped),
        new Handled("DUP_X1", 1, HandMadeCodeTest::copiedBelow));
  }

  static List<Handled> woven() {
    return List.of(
        new Handled("without a copy", 0, HandMadeCodeTest::withoutCopy),
        new Handled("in a local", 0, HandMadeCodeTest::inLocal),
        new Handled("a copy in a local", 0, HandMadeCodeTest::copyInLocal),
        new Handled("two copies", 0, HandMadeCodeTest::twoCopies),
        new Handled("DUP_X1 of the result", 0, HandMadeCodeTest::resultCopiedBelow));
  }

  @ParameterizedTest
  @MethodSource("refused")
  @Tag("P6")
  void isRefused(Handled handled) {
    assertThat(TestWeaver.problems("C", classWith(handled.code)))
        .contains(REFUSAL.formatted(handled.line))
        .allMatch(problem -> problem.contains("[WEFT-105]"));
  }

  @ParameterizedTest
  @MethodSource("woven")
  @Tag("P5")
  @Tag("P6")
  void isWoven(Handled handled) throws Exception {
    Map<String, byte[]> woven = TestWeaver.weave(Map.of("C", classWith(handled.code)));
    assertThat(woven).hasSize(2);
    assertThat(TestPrograms.run(woven, "C", "m", TestPrograms.suspendingOnce("x"))).isEqualTo("x");
  }

  /** One of these is made before the await, one after it, and one of its result. */
  @Test
  @Tag("P8")
  void onlyWhatIsUnderConstructionAtAnAwaitIsMoved() {
    Map<String, byte[]> classFiles =
        JavaSources.compile(
            """
            class C {
              @Async Future<String> m(Future<String> f) {
                Object a = new Object();
                String s = new String(await(f));
                return ready(s + a + new Object());
              }
            }
            """);
    long dropped =
        AllCases.node(TestWeaver.weave(classFiles).get("C")).methods.stream()
            .flatMap(method -> Stream.of(method.instructions.toArray()))
            .filter(insn -> insn.getOpcode() == NEW && insn.getNext().getOpcode() == POP)
            .count();
    assertThat(dropped).isEqualTo(1);
  }

  /** {@code s = NEW; await(f); s.<init>("x")} on lines 1, 2, 3. */
  private static void inLocal(MethodVisitor code) {
    code.visitTypeInsn(NEW, STRING);
    code.visitVarInsn(ASTORE, 1);
    line(code, 2);
    awaitArgument(code);
    code.visitInsn(POP);
    line(code, 3);
    code.visitVarInsn(ALOAD, 1);
    code.visitLdcInsn("x");
    construct(code);
    code.visitVarInsn(ALOAD, 1);
  }

  private static void copyInLocal(MethodVisitor code) {
    code.visitTypeInsn(NEW, STRING);
    code.visitInsn(DUP);
    code.visitVarInsn(ASTORE, 1);
    line(code, 2);
    awaitArgument(code);
    construct(code);
    code.visitVarInsn(ALOAD, 1);
  }

  private static void swapped(MethodVisitor code) {
    code.visitTypeInsn(NEW, STRING);
    code.visitInsn(ICONST_1);
    code.visitInsn(SWAP);
    awaitArgument(code);
    construct(code);
    code.visitInsn(POP);
    code.visitVarInsn(ALOAD, 0);
  }

  /** What compilers other than javac emit to wrap a value that is on the stack already. */
  private static void copiedBelow(MethodVisitor code) {
    code.visitVarInsn(ALOAD, 0);
    code.visitTypeInsn(NEW, STRING);
    code.visitInsn(DUP_X1);
    code.visitInsn(SWAP);
    code.visitMethodInsn(INVOKESTATIC, Abi.WEFT, Abi.AWAIT, Abi.AWAIT_FUTURE, false);
    construct(code);
  }

  private static void withoutCopy(MethodVisitor code) {
    code.visitTypeInsn(NEW, STRING);
    awaitArgument(code);
    construct(code);
    awaitArgument(code);
  }

  private static void twoCopies(MethodVisitor code) {
    code.visitTypeInsn(NEW, STRING);
    code.visitInsn(DUP);
    code.visitInsn(DUP);
    awaitArgument(code);
    construct(code);
    code.visitInsn(POP);
  }

  private static void resultCopiedBelow(MethodVisitor code) {
    code.visitTypeInsn(NEW, STRING);
    code.visitInsn(DUP);
    awaitArgument(code);
    awaitArgument(code);
    code.visitInsn(DUP_X1);
    code.visitInsn(POP);
    code.visitInsn(POP);
    construct(code);
  }

  private static void awaitArgument(MethodVisitor code) {
    code.visitVarInsn(ALOAD, 0);
    code.visitMethodInsn(INVOKESTATIC, Abi.WEFT, Abi.AWAIT, Abi.AWAIT_FUTURE, false);
  }

  private static void construct(MethodVisitor code) {
    code.visitTypeInsn(CHECKCAST, STRING);
    code.visitMethodInsn(INVOKESPECIAL, STRING, "<init>", "(Ljava/lang/String;)V", false);
  }

  private static byte[] classWith(Consumer<MethodVisitor> body) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "C", null, Abi.OBJECT, null);
    writer.visitSource("C.java", null);
    MethodVisitor code =
        writer.visitMethod(
            Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
            "m",
            "(" + Abi.FUTURE_DESC + ")" + Abi.FUTURE_DESC,
            null,
            null);
    code.visitAnnotation(Abi.ASYNC, false).visitEnd();
    code.visitCode();
    line(code, 1);
    body.accept(code);
    code.visitMethodInsn(INVOKESTATIC, Abi.WEFT, Abi.READY, Abi.READY_VALUE, false);
    code.visitInsn(ARETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
    return writer.toByteArray();
  }

  private static void line(MethodVisitor code, int line) {
    Label label = new Label();
    code.visitLabel(label);
    code.visitLineNumber(line, label);
  }
}
