package dev.weft.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compiles the examples, about which nothing is to be said. */
final class ExampleProgramsTest {
  static Collection<List<Path>> examples() {
    return Resources.examples();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void compiles_without_a_word(List<Path> program) {
    assertThat(Compilations.report(Compilations.compile(program, new WeftProcessor()))).isEmpty();
  }
}
