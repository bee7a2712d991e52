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
import org.junit.jupiter.params.provider.CsvSource;
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
      names = {"INTERNAL", "CLASS_OUTPUT", "OPTION"})
  void has_wrong_and_right_programs_of_each_error(ErrorId id) {
    assertThat(casesOf(id)).anyMatch(DiagnosticsTest::isRight);
    assertThat(casesOf(id).filter(Predicate.not(DiagnosticsTest::isRight)))
        .isNotEmpty()
        .allMatch(source -> expected(source).contains(": " + kind(id) + ": [" + id.id() + "] "));
  }

  private static String kind(ErrorId id) {
    return id.lint().isEmpty() || id == ErrorId.UNUSED_FUTURE ? "error" : "warning";
  }

  @Test
  void makes_errors_of_warnings_where_that_is_asked_for() {
    Compilation compilation = Compilations.compile(blocks(), "-Aweft.lint=error");

    assertThat(Compilations.report(compilation))
        .isEqualTo(expected(blocks()).replace(": warning: ", ": error: "));
    assertThat(compilation.status()).isEqualTo(Compilation.Status.FAILURE);
  }

  @Test
  void says_nothing_where_warnings_are_off_but_for_errors() {
    assertThat(Compilations.report(Compilations.compile(blocks(), "-Aweft.lint=off"))).isEmpty();
    Path dropped = source("WEFT-018", "Dropped");
    assertThat(Compilations.report(Compilations.compile(dropped, "-Aweft.lint=off")))
        .isEqualTo(expected(dropped));
  }

  @Test
  void knows_more_methods_that_block_if_it_is_told() {
    Path right = source("WEFT-021", "DoesNotBlock");
    String option = "-Aweft.blocking=java.util.Map#get, java.util.Queue#offer";

    assertThat(Compilations.report(Compilations.compile(right, option)))
        .contains("warning: [WEFT-021] Map.get(Object) blocks the thread")
        .contains("warning: [WEFT-021] ArrayBlockingQueue.offer(E) blocks the thread")
        .hasLineCount(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -Aweft.lint=loud               | -Aweft.lint=loud: write off, warn or error
          -Aweft.blocking=com.acme.Store | -Aweft.blocking names com.acme.Store; write com.acme.Client#call, and commas in between
          -Aweft.blocking=a.B#c,#d       | -Aweft.blocking names #d; write com.acme.Client#call, and commas in between
          """)
  void says_what_is_wrong_with_an_option(String option, String message) {
    Compilation compilation = Compilations.compile(source("WEFT-018", "Used"), option);

    assertThat(Compilations.report(compilation)).endsWith(": error: [WEFT-026] " + message + "\n");
  }

  private static Path blocks() {
    return source("WEFT-021", "Blocks");
  }

  private static Path source(String id, String name) {
    return Path.of("src", "test", "resources", "cases", id, name + ".java");
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
