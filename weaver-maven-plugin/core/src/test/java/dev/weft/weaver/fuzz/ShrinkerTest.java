package dev.weft.weaver.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.weaver.fuzz.Failure.Kind;
import dev.weft.weaver.fuzz.Fuzz.Report;
import dev.weft.weaver.fuzz.Fuzz.Result;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A weaver's mistake is found, and what is left of the program shows it. */
final class ShrinkerTest {
  private static final int PROGRAMS = 60;

  /** A class, the async method, what runs it, and little else. */
  private static final int MAX_LINES = 45;

  private final Fuzz fuzz = new Fuzz(new Weavers(ShrinkerTest::forgetLongs), 0);

  @Test
  void aForgottenLongIsFoundAndShrunk() {
    Report report = fuzz.run(1, PROGRAMS, () -> false);
    assertThat(report.failures())
        .isNotEmpty()
        .allMatch(result -> result.failure().kind() == Kind.DIFFERENT);
    Result result = report.failures().get(0);
    int before = result.program().root().size();
    fuzz.shrink(result);
    Program shrunk = result.program();
    assertThat(shrunk.root().size()).isLessThan(before);
    assertThat(shrunk.source()).contains("await(");
    assertThat(shrunk.source().lines().count()).isLessThan(MAX_LINES);
    assertThat(failure(shrunk)).matches(result.failure()::isLike);
  }

  private Failure failure(Program program) {
    return new Batch(List.of(program)).run(fuzz.weavers()).get(program);
  }

  /** What frames keep in a field for longs comes back changed. */
  private static byte[] forgetLongs(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(new Forgetful(writer), 0);
    return writer.toByteArray();
  }

  private static final class Forgetful extends ClassVisitor {
    Forgetful(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      return new MethodVisitor(api, next) {
        @Override
        public void visitFieldInsn(int opcode, String owner, String field, String type) {
          super.visitFieldInsn(opcode, owner, field, type);
          if (opcode == Opcodes.GETFIELD && owner.contains("$Frame") && type.equals("J")) {
            visitInsn(Opcodes.LCONST_1);
            visitInsn(Opcodes.LXOR);
          }
        }
      };
    }
  }
}
