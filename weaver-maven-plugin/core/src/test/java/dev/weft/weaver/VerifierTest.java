package dev.weft.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.weaver.verify.Verifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * What the JVM would refuse, the check after weaving refuses before it is written: woven classes in
 * which one instruction or stack map frame is missing, and HotSpot's verdict on each.
 */
final class VerifierTest {
  private static final String SOURCE =
      """
      class C {
        long sum = 1;
        @Async Future<String> m(Future<Integer> f, List<String> names, long wide) {
          String text = "";
          Number last = null;
          for (String name : names) {
            try {
              last = name.isEmpty() ? Integer.valueOf(await(f)) : Double.valueOf(wide);
              sum += wide * await(f) + name.length();
            } catch (IllegalStateException e) {
              text = text.concat(e.getMessage()).concat("" + await(f));
            } finally {
              wide++;
            }
          }
          return ready(text + last + wide);
        }
      }
      """;

  private static final Map<String, byte[]> WOVEN = TestWeaver.weave(JavaSources.compile(SOURCE));

  /**
   * A woven class without one of its instructions.
   *
   * @param name the class
   * @param method the place of the method among those of the class
   * @param instruction the place of what is missing in the method
   */
  private record Damaged(String name, int method, int instruction) {
    @Override
    public String toString() {
      MethodNode whole = read(name).methods.get(method);
      int opcode = whole.instructions.get(instruction).getOpcode();
      return name + "." + whole.name + whole.desc + " without " + instruction + ": " + opcode;
    }

    private byte[] classFile() {
      ClassNode node = read(name);
      MethodNode damaged = node.methods.get(method);
      damaged.instructions.remove(damaged.instructions.get(instruction));
      damaged.maxStack += 2;
      ClassWriter writer = new ClassWriter(0);
      node.accept(writer);
      return writer.toByteArray();
    }

    boolean isRefusedByHotSpot() {
      Map<String, byte[]> all = new HashMap<>(WOVEN);
      all.put(name, classFile());
      try {
        Class.forName(name, true, TestWeaver.loader(all));
        return false;
      } catch (VerifyError | ClassFormatError e) {
        return true;
      } catch (ClassNotFoundException e) {
        throw new AssertionError(e);
      }
    }

    boolean isRefusedByWeft() {
      Verifier verifier = new Verifier(ClassFiles.of(List.of(JavaSources.runtime())));
      WOVEN.values().forEach(verifier::add);
      try {
        return !verifier.accepts(classFile());
      } catch (IndexOutOfBoundsException e) {
        return true; // two stack map frames at one place: ASM can't read what it has written
      }
    }
  }

  static List<Damaged> damaged() {
    return WOVEN.keySet().stream().flatMap(VerifierTest::damaged).toList();
  }

  private static Stream<Damaged> damaged(String name) {
    List<MethodNode> methods = read(name).methods;
    return IntStream.range(0, methods.size())
        .filter(m -> !methods.get(m).name.equals("<init>"))
        .boxed()
        .flatMap(m -> checked(methods.get(m)).mapToObj(i -> new Damaged(name, m, i)));
  }

  /** Calls of constructors aren't: an object without one is taken for one that is finished. */
  private static IntStream checked(MethodNode method) {
    return IntStream.range(0, method.instructions.size())
        .filter(i -> isCode(method.instructions.get(i)))
        .filter(i -> method.instructions.get(i).getOpcode() != Opcodes.INVOKESPECIAL);
  }

  private static boolean isCode(AbstractInsnNode insn) {
    return insn.getOpcode() >= 0 || insn instanceof FrameNode;
  }

  private static ClassNode read(String name) {
    ClassNode node = new ClassNode();
    new ClassReader(WOVEN.get(name)).accept(node, ClassReader.EXPAND_FRAMES);
    return node;
  }

  @ParameterizedTest
  @MethodSource("damaged")
  @Tag("P104")
  void whatHotSpotRefusesIsRefused(Damaged damaged) {
    if (damaged.isRefusedByHotSpot()) {
      assertThat(damaged.isRefusedByWeft()).isTrue();
    }
  }

  @Test
  void hotSpotRefusesMostOfThem() {
    List<Damaged> all = damaged();
    long refused = all.stream().filter(Damaged::isRefusedByHotSpot).count();
    assertThat(refused).isGreaterThan(all.size() / 2);
  }
}
