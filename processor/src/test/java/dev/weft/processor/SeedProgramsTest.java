package dev.weft.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compiles whole programs about which nothing is to be said. */
final class SeedProgramsTest {
  static List<Path> seeds() {
    return Resources.files("seeds", ".java");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void compiles_without_a_word(Path source) {
    assertThat(Compilations.report(Compilations.compile(source))).isEmpty();
  }
}
