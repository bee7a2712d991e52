package dev.weft.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that no weaver has seen. */
final class UnwovenTest {
  @TempDir private Path folder;

  private Throwable failureOf(String members) throws Exception {
    Path source = folder.resolve("Plain.java");
    Files.writeString(source, "import dev.weft.junit5.*; public class Plain { " + members + " }");
    compile(source);
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      return Samples.failure(loader.loadClass("Plain"));
    }
  }

  private static void compile(Path source) throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (var files = javac.getStandardFileManager(null, null, null)) {
      var options = java.util.List.of("-proc:none", "-cp", System.getProperty("java.class.path"));
      boolean done =
          javac
              .getTask(messages, files, null, options, null, files.getJavaFileObjects(source))
              .call();
      assertThat(done).as(messages.toString()).isTrue();
    }
  }

  @Test
  void aTestThatWasNotWovenFailsEvenIfItDoesNotAwait() throws Exception {
    assertThat(failureOf("@AsyncTest void m() {}"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "[WEFT-100] the test Plain.m() was not woven. Put dev.weft:weft-processor on the"
                + " annotation processor path of the tests, or run the goal weave-tests of"
                + " dev.weft:weaver-maven-plugin after the compiler");
  }

  @Test
  void soDoesAMethodBeforeOne() throws Exception {
    assertThat(failureOf("@AsyncBeforeEach void b() {} @AsyncTest void m() {}"))
        .hasMessageStartingWith("[WEFT-100] the test Plain.b() was not woven.");
  }
}
