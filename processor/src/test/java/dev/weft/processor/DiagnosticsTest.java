package dev.weft.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compiles every program under {@code cases} and compares everything that javac says with the
 * {@code .expected} file beside it. A program without one is right: nothing may be said about it.
 */
final class DiagnosticsTest {
  static List<Path> cases() {
    return Resources.files("cases", ".java");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void says_what_is_expected(Path source) {
    Compilation compilation = Compilations.compile(source);

    assertThat(Compilations.report(compilation)).isEqualTo(expected(source));
    assertThat(compilation.status())
        .isEqualTo(isRight(source) ? Compilation.Status.SUCCESS : Compilation.Status.FAILURE);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"INTERNAL", "CLASS_OUTPUT"})
  void has_wrong_and_right_programs_of_each_error(ErrorId id) {
    assertThat(casesOf(id)).anyMatch(DiagnosticsTest::isRight);
    assertThat(casesOf(id).filter(Predicate.not(DiagnosticsTest::isRight)))
        .isNotEmpty()
        .allMatch(source -> expected(source).contains(": error: [" + id.id() + "] "));
  }

  private static Stream<Path> casesOf(ErrorId id) {
    return cases().stream().filter(source -> source.getParent().endsWith(id.id()));
  }

  private static boolean isRight(Path source) {
    return !Files.exists(expectation(source));
  }

  private static String expected(Path source) {
    return isRight(source) ? "" : Resources.text(expectation(source));
  }

  private static Path expectation(Path source) {
    return source.resolveSibling(source.getFileName().toString().replace(".java", ".expected"));
  }
}
