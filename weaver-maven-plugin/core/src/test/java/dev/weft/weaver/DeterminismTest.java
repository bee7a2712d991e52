package dev.weft.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same class gives the same bytes, and what is woven is known again. */
final class DeterminismTest {
  private static final int TIMES = 10;

  /** The hashes of Aa and BB are equal, and so are those of all that is made of them. */
  private static final String COLLIDING =
      Stream.of("AaAa", "AaBB", "BBAa", "BBBB", "BBAaBB", "AaBBBB", "AaAaAa")
          .map(
              name ->
                  """
                  @Async Future<Integer> %1$s(Future<Integer> f) {
                    long l = 1; Object o = f; double d = 2;
                    for (int i = 0; i < 3; i++) { l += await(f); await(async(() -> await(f))); }
                    try { d += await(f); } finally { o = await(f); }
                    return ready((int) (l + d) + o.hashCode());
                  }
                  @Async static Future<Integer> %1$s(Future<Integer> f, int i) {
                    return i == 0 ? f : %1$s(f, i - 1);
                  }
                  """
                      .formatted(name))
          .collect(Collectors.joining("\n", "final class C {\n", "}\n"));

  private final Map<String, byte[]> compiled = JavaSources.compile(COLLIDING);

  @Test
  @Tag("P107")
  void theSameClassGivesTheSameBytes() {
    Map<String, byte[]> first = TestWeaver.weave(compiled);
    assertThat(first).hasSizeGreaterThan(3 * 7);
    IntStream.range(1, TIMES).forEach(i -> assertSame(first, TestWeaver.weave(compiled)));
  }

  @Test
  void oneWeaverGivesTheSameBytesAgain() {
    Weaver weaver = TestWeaver.create();
    byte[] first = TestWeaver.weave(weaver, "C", compiled.get("C")).classFile();
    assertThat(TestWeaver.weave(weaver, "C", compiled.get("C")).classFile()).isEqualTo(first);
  }

  /** Frames in the order of their methods, whatever they are called. */
  @Test
  void framesComeInTheOrderOfTheSource() {
    Weaving weaving = TestWeaver.weave(TestWeaver.create(), "C", compiled.get("C"));
    List<String> names = weaving.generated().stream().map(GeneratedClass::internalName).toList();
    assertThat(names)
        .startsWith("C$AaAa$Frame", "C$AaAa$Frame2", "C$AaBB$Frame", "C$AaBB$Frame2")
        .doesNotHaveDuplicates();
  }

  @Test
  @Tag("P97")
  void whatIsWovenIsKnownAgain() {
    Weaver weaver = TestWeaver.create();
    Weaving weaving = TestWeaver.weave(weaver, "C", compiled.get("C"));
    Weaving again = TestWeaver.weave(weaver, "C", weaving.classFile());
    assertThat(weaving.state()).isEqualTo(Weaving.State.WOVEN);
    assertThat(weaving.changed()).isTrue();
    assertThat(again.state()).isEqualTo(Weaving.State.UP_TO_DATE);
    assertThat(again.classFile()).isSameAs(weaving.classFile());
    assertThat(again.generated()).isEmpty();
    assertThat(again.changed()).isFalse();
  }

  @Test
  @Tag("P97")
  void framesAreKnownAgain() {
    Weaver weaver = TestWeaver.create();
    for (GeneratedClass frame : TestWeaver.weave(weaver, "C", compiled.get("C")).generated()) {
      Weaving weaving = TestWeaver.weave(weaver, frame.internalName(), frame.bytes());
      assertThat(weaving.state()).isEqualTo(Weaving.State.GENERATED);
      assertThat(weaving.classFile()).isSameAs(frame.bytes());
    }
  }

  @Test
  void whatOnlyMentionsWeftIsLeftAlone() {
    byte[] classFile =
        JavaSources.compile("class C { Future<String> f() { return ready(\"x\"); } }").get("C");
    Weaving weaving = TestWeaver.weave(TestWeaver.create(), "C", classFile);
    assertThat(weaving.state()).isEqualTo(Weaving.State.UNRELATED);
    assertThat(weaving.classFile()).isSameAs(classFile);
  }

  private static void assertSame(Map<String, byte[]> first, Map<String, byte[]> second) {
    assertThat(second.keySet()).isEqualTo(first.keySet());
    first.forEach((name, bytes) -> assertThat(second.get(name)).as(name).isEqualTo(bytes));
  }
}
