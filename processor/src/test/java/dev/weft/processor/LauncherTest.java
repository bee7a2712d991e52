package dev.weft.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.nio.file.Path;
import javax.tools.JavaFileObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares generated launchers with the texts beside the program, and compiles them. */
final class LauncherTest {
  private static final Path PROGRAMS = Path.of("src", "test", "resources", "programs");

  @ParameterizedTest
  @ValueSource(strings = {"ProgramLauncher", "Program_ServerLauncher"})
  void is_generated_as_expected(String name) throws IOException {
    Compilation compilation = Compilations.compile(PROGRAMS.resolve("Program.java"));

    assertThat(Compilations.report(compilation)).isEmpty();
    JavaFileObject launcher = compilation.generatedSourceFile("shop." + name).orElseThrow();
    assertThat(launcher.getCharContent(false))
        .isEqualTo(Resources.text(PROGRAMS.resolve(name + ".expected")));
  }
}
