package dev.weft.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Class files of the versions that differ in how code calls the private methods of its own class:
 * from Java 11 on as all others (JVMS 5.4.4, nests), before that by INVOKESPECIAL.
 */
final class ClassFileVersionTest {
  private static final String CLASSES =
      """
      class C {
        private final int base = 100;
        @Async static Future<Integer> run(Future<Integer> f) {
          C c = new C();
          int sum = await(c.own(f, 1)) + await(c.other(f, 2));
          AsyncCallable<Integer, RuntimeException> lambda = () -> c.base + await(f);
          return ready(sum + await(async(lambda)) + await(c.lambda(f)));
        }
        @Async private Future<Integer> own(Future<Integer> f, int n) {
          return ready(base + await(f) + n);
        }
        @Async Future<Integer> other(Future<Integer> f, int n) {
          return ready(await(own(f, n)) + await(f));
        }
        Future<Integer> lambda(Future<Integer> f) {
          AsyncCallable<Integer, RuntimeException> lambda = () -> base + await(f);
          return async(lambda);
        }
      }
      """;

  private static final String INTERFACES =
      """
      interface C {
        int base();
        @Async static Future<Integer> run(Future<Integer> f) {
          C c = () -> 100;
          int sum = await(shared(f, 1L)) + await(c.own(f));
          return ready(sum + await(c.lambda(f)));
        }
        @Async static Future<Integer> shared(Future<Integer> f, long n) {
          AsyncCallable<Integer, RuntimeException> lambda = () -> await(f);
          return ready(await(async(lambda)) + (int) n);
        }
        @Async default Future<Integer> own(Future<Integer> f) {
          return ready(base() + await(f));
        }
        default Future<Integer> lambda(Future<Integer> f) {
          AsyncCallable<Integer, RuntimeException> lambda = () -> base() + await(f);
          return async(lambda);
        }
      }
      """;

  /** Java 8 has these in its class files, though not in its language. */
  private static final String PRIVATE_INTERFACE_METHODS =
      """
      interface C {
        int base();
        @Async static Future<Integer> run(Future<Integer> f) {
          C c = () -> 100;
          return ready(await(c.twice(f)) + await(hidden(f)));
        }
        @Async default Future<Integer> twice(Future<Integer> f) {
          return ready(await(own(f)) + await(own(f)));
        }
        @Async private Future<Integer> own(Future<Integer> f) {
          return ready(base() + await(f));
        }
        @Async private static Future<Integer> hidden(Future<Integer> f) {
          return ready(await(f));
        }
      }
      """;

  @ParameterizedTest
  @ValueSource(ints = {8, 9, 11, 17})
  void classesRun(int release) throws Exception {
    assertThat(run(CLASSES, release, release)).isEqualTo(108 + 116 + 107 + 107);
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 9, 11, 17})
  void interfacesRun(int release) throws Exception {
    assertThat(run(INTERFACES, release, release)).isEqualTo(8 + 107 + 107);
  }

  @ParameterizedTest
  @CsvSource({"9, 8", "9, 9", "11, 11", "17, 17"})
  void privateInterfaceMethodsRun(int release, int version) throws Exception {
    assertThat(run(PRIVATE_INTERFACE_METHODS, release, version)).isEqualTo(107 + 107 + 7);
  }

  @ParameterizedTest
  @CsvSource({"9, 8, INVOKESPECIAL", "10, 10, INVOKESPECIAL", "11, 11, INVOKEINTERFACE"})
  void bodiesInInterfacesAreCalledAsTheVersionWants(int release, int version, String opcode) {
    Map<String, byte[]> woven = woven(PRIVATE_INTERFACE_METHODS, release, version);
    ClassNode node = new ClassNode();
    new ClassReader(woven.get("C")).accept(node, 0);
    assertThat(node.methods)
        .filteredOn(method -> method.name.equals("own$resume") || method.name.equals("twice"))
        .flatMap(ClassFileVersionTest::callsOfBodies)
        .hasSize(3)
        .containsOnly(
            opcode.equals("INVOKESPECIAL") ? Opcodes.INVOKESPECIAL : Opcodes.INVOKEINTERFACE);
  }

  /** The opcodes of the calls of own's body. */
  private static List<Integer> callsOfBodies(MethodNode method) {
    List<Integer> opcodes = new ArrayList<>();
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof MethodInsnNode call
          && call.name.equals("own")
          && call.desc.contains("Ldev/weft/abi/Strand;")) {
        opcodes.add(call.getOpcode());
      }
    }
    return opcodes;
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 11, 17})
  void framesHaveTheVersionOfTheirClass(int release) {
    woven(CLASSES, release, release)
        .forEach((name, bytes) -> assertThat(version(bytes)).as(name).isEqualTo(release + 44));
  }

  private static int version(byte[] classFile) {
    return ((classFile[6] & 0xFF) << 8) | (classFile[7] & 0xFF);
  }

  private static Object run(String source, int release, int version) throws Exception {
    Map<String, byte[]> woven = woven(source, release, version);
    return TestPrograms.run(woven, "C", "run", TestPrograms.suspendingOnce(7));
  }

  private static Map<String, byte[]> woven(String source, int release, int version) {
    List<String> options = List.of("--release", Integer.toString(release));
    Map<String, byte[]> classFiles = new TreeMap<>(JavaSources.compile(options, source));
    classFiles.values().forEach(bytes -> bytes[7] = (byte) (version + 44));
    return TestWeaver.weave(classFiles);
  }
}
