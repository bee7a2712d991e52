package dev.weft.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Class files that can't be read, or must not be. */
final class DamagedClassTest {
  private static final int MUTATIONS = 2000;

  private static final String SOURCE =
      """
      class C {
        @Async Future<Integer> m(Future<Integer> f, List<String> names) {
          int sum = 0;
          for (String name : names) {
            try {
              sum += await(f) + name.length();
            } finally {
              sum++;
            }
          }
          return ready(sum);
        }
      }
      """;

  private static byte[] sound() {
    Map<String, byte[]> compiled = JavaSources.compile(SOURCE);
    byte[] classFile = compiled.get("C");
    assertThat(classFile).isNotNull();
    return classFile;
  }

  /** A class of a version, which mentions Weft or doesn't. */
  private static byte[] ofVersion(int version, String superclass) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(version, Opcodes.ACC_PUBLIC, "p/C", null, superclass, null);
    return writer.toByteArray();
  }

  @Test
  @Tag("P96")
  void aNewerVersionIsNamedWithTheCure() {
    assertThat(TestWeaver.problems("p/C", ofVersion(99, "dev/weft/Some")))
        .containsExactly(
            "p/C.class: [WEFT-101] class file version 99 (Java 55) is newer than 71 (Java 27), the"
                + " newest that this version of Weft reads; compile with an older --release, or"
                + " take a newer Weft (in p.C)");
  }

  @Test
  @Tag("P36")
  void anOlderVersionIsNamedToo() {
    assertThat(TestWeaver.problems("p/C", ofVersion(Opcodes.V1_7, "dev/weft/Some")))
        .containsExactly(
            "p/C.class: [WEFT-106] class file version 51 is older than Java 8, which is the oldest"
                + " that can be woven (in p.C)");
  }

  @Test
  @Tag("P96")
  void aNewerVersionThatHasNothingToDoWithWeftIsLeftAlone() throws WeaveException {
    byte[] classFile = ofVersion(99, "java/lang/Object");
    Weaving weaving = TestWeaver.create().weave("p/C", classFile);
    assertThat(weaving.classFile()).isSameAs(classFile);
    assertThat(weaving.state()).isEqualTo(Weaving.State.UNRELATED);
  }

  @Test
  void whatIsNoClassFileIsNamed() {
    assertThat(TestWeaver.problems("p/C", "no class file".getBytes(StandardCharsets.UTF_8)))
        .singleElement()
        .asString()
        .startsWith("p/C.class: [WEFT-102] the class file is damaged (")
        .contains("); delete it and compile again; ");
  }

  @Test
  void aTruncatedFileIsNamed() {
    byte[] sound = sound();
    for (int length = 0; length < sound.length; length++) {
      assertThat(TestWeaver.problems("p/C", Arrays.copyOf(sound, length)))
          .as("the first %d of %d bytes", length, sound.length)
          .singleElement()
          .asString()
          .contains("[WEFT-102] the class file is damaged");
    }
  }

  /** The woven class isn't written, and the build fails. */
  @Test
  @Tag("P104")
  void codeThatTheJvmWouldRefuseIsNamed() {
    ClassNode node = AllCases.node(sound());
    MethodNode wrong = new MethodNode(Opcodes.ACC_STATIC, "wrong", "()I", null, null);
    wrong.instructions.add(new InsnNode(Opcodes.ACONST_NULL));
    wrong.instructions.add(new InsnNode(Opcodes.IRETURN));
    wrong.maxStack = 1;
    node.methods.add(wrong);
    ClassWriter writer = new ClassWriter(0);
    node.accept(writer);
    assertThat(TestWeaver.problems("C", writer.toByteArray()))
        .singleElement()
        .asString()
        .startsWith(
            "C.java: [WEFT-109] the compiler's code doesn't verify, woven or not, so the JVM will"
                + " refuse the class; compile it with another compiler or version: ")
        .endsWith(" at instruction 1 (in C.wrong)");
  }

  /** Whatever stands in a file, the weaver weaves it, leaves it alone, or says what is wrong. */
  @Test
  void noDamageEscapesAsAnythingElse() {
    byte[] sound = sound();
    Random random = new Random(42);
    Weaver weaver = TestWeaver.create();
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] damaged = sound.clone();
      int place = random.nextInt(damaged.length);
      damaged[place] ^= (byte) (1 << random.nextInt(8));
      try {
        weaver.weave("C", damaged);
      } catch (WeaveException e) {
        assertThat(e.problems()).isNotEmpty();
      } catch (RuntimeException e) {
        throw new AssertionError("a bit of byte " + place + ", mutation " + i, e);
      }
    }
  }
}
