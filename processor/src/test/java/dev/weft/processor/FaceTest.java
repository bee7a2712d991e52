package dev.weft.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares generated faces with the texts beside the program, and compiles them. */
final class FaceTest {
  private static final String PROCESSOR = WeftProcessor.class.getName();
  private static final Path PROGRAMS = Path.of("src", "test", "resources", "programs");

  @ParameterizedTest
  @ValueSource(strings = {"StoreBlocking", "StoreCompletable"})
  void is_generated_as_expected(String name) throws IOException {
    Compilation compilation =
        Compilations.compile(PROGRAMS.resolve("Store.java"), "-Xlint:all", "-Xlint:-processing");

    assertThat(Compilations.report(compilation)).isEmpty();
    JavaFileObject face = compilation.generatedSourceFile("shop." + name).orElseThrow();
    assertThat(face.getCharContent(false))
        .isEqualTo(Resources.text(PROGRAMS.resolve(name + ".expected")));
  }

  @Test
  void gives_what_the_futures_give(@TempDir Path directory) throws Exception {
    List<String> arguments = List.of("-d", directory.toString(), "-processor", PROCESSOR);
    assertThat(compile(arguments, PROGRAMS.resolve("FacesInUse.java"))).isZero();
    URL[] classes = {directory.toUri().toURL()};
    Object seen;
    try (URLClassLoader loader = new URLClassLoader(classes, FaceTest.class.getClassLoader())) {
      seen = loader.loadClass("shop.FacesInUse").getMethod("run").invoke(null);
    }
    assertThat(seen)
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .containsExactly(
            1,
            "eager by shop",
            "negative",
            3,
            null,
            "eager by shop",
            "java.io.IOException: negative",
            true);
  }

  private static int compile(List<String> arguments, Path source) {
    return ToolProvider.getSystemJavaCompiler()
        .run(
            null,
            null,
            null,
            Stream.concat(arguments.stream(), Stream.of(source.toString())).toArray(String[]::new));
  }
}
