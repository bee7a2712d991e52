package dev.weft.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import javax.annotation.processing.ProcessingEnvironment;
import org.jetbrains.jps.javac.APIWrappers;
import org.junit.jupiter.api.Test;

/** Runs the processor in other environments than javac's own. */
final class ForeignEnvironmentTest {
  private static final Path CASES = Path.of("src", "test", "resources", "cases");
  private static final Path WRONG_TYPE = CASES.resolve("WEFT-001/ReturnsString.java");
  private static final Path WRONG_PLACE = CASES.resolve("WEFT-004/PlainMethod.java");
  private static final Path RIGHT_MAINS = CASES.resolve("WEFT-008/RightMains.java");

  @Test
  void checks_declarations_on_another_compiler() {
    Compilation compilation = compile(WRONG_TYPE, ForeignEnvironmentTest::hidden);

    assertThat(Compilations.report(compilation))
        .isEqualTo(Resources.text(WRONG_TYPE.resolveSibling("ReturnsString.expected")));
  }

  @Test
  void leaves_trees_alone_on_another_compiler() {
    assertThat(Compilations.report(compile(WRONG_PLACE, ForeignEnvironmentTest::hidden))).isEmpty();
  }

  @Test
  void generates_launchers_on_another_compiler() {
    Compilation compilation = compile(RIGHT_MAINS, ForeignEnvironmentTest::hidden);

    assertThat(compilation.generatedSourceFile("RightMains_ExitCodeLauncher")).isPresent();
  }

  @Test
  void checks_trees_inside_gradle() {
    assertThat(Compilations.report(compile(WRONG_PLACE, WrappedEnvironment::new)))
        .isEqualTo(Resources.text(WRONG_PLACE.resolveSibling("PlainMethod.expected")));
  }

  @Test
  void checks_trees_inside_intellij_around_gradle() {
    assertThat(
            Compilations.report(
                compile(
                    WRONG_PLACE,
                    own ->
                        APIWrappers.wrap(
                            ProcessingEnvironment.class, new WrappedEnvironment(own)))))
        .isEqualTo(Resources.text(WRONG_PLACE.resolveSibling("PlainMethod.expected")));
  }

  private static Compilation compile(Path source, UnaryOperator<ProcessingEnvironment> wrapper) {
    return Compilations.compile(source, new WrappedProcessor(new WeftProcessor(), wrapper));
  }

  /** Javac's environment in a wrapper that nobody knows how to open. */
  private static ProcessingEnvironment hidden(ProcessingEnvironment own) {
    return new WrappedEnvironment(own) {};
  }
}
