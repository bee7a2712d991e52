package dev.weft.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A class is woven from its own class file and the headers of others, none of which is loaded. */
final class WeavingAloneTest {
  private final Weaver weaver = TestWeaver.alone(AllCases.compiled());

  static Stream<Map.Entry<String, byte[]>> classes() {
    return AllCases.compiled().entrySet().stream();
  }

  /** These classes are on no class path, and exist as class files in memory only. */
  @ParameterizedTest
  @MethodSource("classes")
  @Tag("P29")
  void noClassIsLoaded(Map.Entry<String, byte[]> compiled) {
    Weaving weaving = TestWeaver.weave(weaver, compiled.getKey(), compiled.getValue());
    boolean woven = !Arrays.equals(AllCases.woven().get(compiled.getKey()), compiled.getValue());
    assertThat(weaving.changed()).isEqualTo(woven);
  }
}
