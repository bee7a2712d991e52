package dev.weft.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What a frame class tells about its states. */
final class StateTableTest {
  @Test
  void namesTheVariablesThatTheFieldsHold() {
    String source =
        """
        class Names {
          @Async Future<Object> run(Future<Integer> next, String text, long big) {
            int first = await(next);
            int second = await(next);
            { String inner = text; await(next); text += inner; }
            { int other = second; await(next); big += other; }
            return ready(text + first + second + big);
          }
        }
        """;
    assertThat(fields(woven(source), "Names$run$Frame"))
        .containsExactly("self", "l0", "l1", "l2", "j0", "i0", "i1", "i2");
    assertThat(table(woven(source), "Names$run$Frame"))
        .containsExactly(
            "Names",
            "run",
            "Names.java",
            "3 0 1  2",
            "3=",
            "4 0 1  2 3",
            "5 0 1 5 2 3 4",
            "6 1   2 3 4 6",
            " next text big first second inner other");
  }

  @Test
  void withoutDebugInformationThereAreNoNames() {
    String source =
        "class Bare { @Async Future<Integer> run(Future<Integer> f, int n) { return ready(await(f) + n); } }";
    Map<String, byte[]> woven = TestWeaver.weave(JavaSources.compile(List.of("-g:none"), source));
    assertThat(table(woven, "Bare$run$Frame")).containsExactly("Bare", "run", "", "-1", "-1");
  }

  /** A constant of a class file has 65,535 bytes at most. */
  @Test
  void leavesNamesOutWhereThereIsNoRoomForThem() {
    int count = 120;
    assertThat(table(woven(manyNames(count, "v")), "Many$run$Frame"))
        .hasSize(3 + 1 + 2 * count + 1)
        .last()
        .asString()
        .startsWith(" f sum v0 v1 v2 ");
    assertThat(table(woven(manyNames(count, "v".repeat(600))), "Many$run$Frame"))
        .hasSize(3 + 1 + 2 * count)
        .endsWith(String.valueOf(count + 1), String.valueOf(count + 1));
  }

  /** A method of which each of many variables is kept at one await. */
  private static String manyNames(int count, String name) {
    StringBuilder source = new StringBuilder("class Many { @Async ");
    source.append("Future<Integer> run(Future<Integer> f) { int sum = 0;\n");
    for (int i = 0; i < count; i++) {
      String variable = name + i;
      source.append("{ int ").append(variable).append(" = await(f); sum += await(f) + ");
      source.append(variable).append("; }\n");
    }
    return source.append("return ready(sum); } }").toString();
  }

  private static Map<String, byte[]> woven(String source) {
    return TestWeaver.weave(JavaSources.compile(source));
  }

  /** The lines of a frame class's table. */
  private static List<String> table(Map<String, byte[]> woven, String frame) {
    List<String> constants = new ArrayList<>();
    visit(
        woven.get(frame),
        new MethodVisitor(Opcodes.ASM9) {
          @Override
          public void visitLdcInsn(Object value) {
            if (value instanceof String text) {
              constants.add(text);
            }
          }
        },
        new ArrayList<>());
    assertThat(constants).hasSize(1);
    return List.of(constants.get(0).split("\n", -1));
  }

  private static List<String> fields(Map<String, byte[]> woven, String frame) {
    List<String> fields = new ArrayList<>();
    visit(woven.get(frame), null, fields);
    return fields;
  }

  private static void visit(byte[] classFile, MethodVisitor code, List<String> fields) {
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public FieldVisitor visitField(
                  int access, String name, String desc, String signature, Object value) {
                fields.add(name);
                return null;
              }

              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String desc, String signature, String[] exceptions) {
                return code;
              }
            },
            0);
  }
}
