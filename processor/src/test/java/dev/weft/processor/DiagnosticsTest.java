package dev.weft.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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
        .isEqualTo(
            expected(source).contains(": error: ")
                ? Compilation.Status.FAILURE
                : Compilation.Status.SUCCESS);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"INTERNAL", "CLASS_OUTPUT"})
  void has_wrong_and_right_programs_of_each_error(ErrorId id) {
    assertThat(casesOf(id)).anyMatch(DiagnosticsTest::isRight);
    assertThat(casesOf(id).filter(Predicate.not(DiagnosticsTest::isRight)))
        .isNotEmpty()
        .allMatch(source -> expected(source).contains(": " + kind(id) + ": [" + id.id() + "] "));
  }

  private static String kind(ErrorId id) {
    return id == ErrorId.LOSING_ARM || id == ErrorId.LOSING_TIMEOUT ? "warning" : "error";
  }

  @Test
  void says_nothing_of_cancel_safety_where_that_is_switched_off() {
    Path source = Path.of("src", "test", "resources", "cases", "WEFT-017", "TriedAgain.java");
    Compilation compilation = Compilations.compile(source, "-Aweft.cancelSafety=false");

    assertThat(Compilations.report(compilation)).isEmpty();
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
