package dev.weft.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.weaver.LintOptions;
import dev.weft.weaver.WeaverOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Maven is told of a weaving. The integration tests weave in real builds. */
final class WeaveRunTest {
  private static final byte[] DAMAGED = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0};

  private final List<String> lines = new ArrayList<>();

  @TempDir Path classes;

  @TempDir Path runtime;

  @TempDir Path kept;

  @Test
  void directoryNeedNotExist() throws Exception {
    weave(classes.resolve("missing"));
    assertThat(lines).isEmpty();
  }

  @Test
  void tellsHowMuchWasDone() throws Exception {
    weave(classes);
    assertThat(lines).containsExactly("info: Wove 0 classes (0 up to date)");
  }

  @Test
  void foreignClassesAreLeftAlone() throws Exception {
    Path file = classes.resolve("WeaveRunTest.class");
    try (InputStream own = WeaveRunTest.class.getResourceAsStream("WeaveRunTest.class")) {
      Files.copy(own, file);
    }
    byte[] before = Files.readAllBytes(file);
    weave(classes);
    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void everyProblemIsALineAndTheFailureCountsThem() throws IOException {
    Files.write(classes.resolve("One.class"), DAMAGED);
    Files.write(classes.resolve("Two.class"), DAMAGED);
    assertThatThrownBy(() -> weave(classes))
        .isInstanceOf(MojoFailureException.class)
        .hasMessage("2 problems in 2 classes; nothing was woven");
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).startsWith("error: One.class: [WEFT-102] ");
    assertThat(lines.get(1)).startsWith("error: Two.class: [WEFT-102] ");
  }

  @Test
  void warningsAreLinesAndCanBeSwitchedOff() throws Exception {
    compileHuge();
    weave(classes, new WeaverOptions(true, false, false, LintOptions.OFF));
    assertThat(lines).containsExactly("info: Wove 1 class (0 up to date)");
    lines.clear();
    compileHuge();
    weave(classes);
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).startsWith("warn: Huge.java:4: [WEFT-115] the method m has ");
  }

  /** A method of 300 awaits, and as much of the runtime as the compiler wants to see. */
  private void compileHuge() throws IOException {
    compile(runtime, "dev/weft/Future", "package dev.weft; public interface Future<T> {}");
    compile(runtime, "dev/weft/Async", "package dev.weft; public @interface Async {}");
    compile(
        runtime,
        "dev/weft/Weft",
        "package dev.weft; public class Weft {"
            + " public static <T> T await(Future<T> f) { return null; }"
            + " public static <T> Future<T> ready(T t) { return null; } }");
    compile(
        classes,
        "Huge",
        "import static dev.weft.Weft.*; import dev.weft.*;\nclass Huge {\n"
            + "@Async Future<Integer> m(Future<Integer> f, int x) {\n"
            + "x += await(f);\n".repeat(300)
            + "return ready(x); } }");
  }

  private void compile(Path to, String name, String source) throws IOException {
    Path file = runtime.resolve(name + ".java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, source);
    String[] options = {
      "-proc:none", "-sourcepath", runtime.toString(), "-d", to.toString(), file.toString()
    };
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, options)).isZero();
  }

  private void weave(Path directory) throws Exception {
    weave(directory, WeaverOptions.defaults());
  }

  private void weave(Path directory, WeaverOptions options) throws Exception {
    new WeaveRun(directory, List.of(directory), options, kept, "1", new Lines()).execute();
  }

  /** Keeps what a user sees. */
  private final class Lines extends SystemStreamLog {
    @Override
    public void debug(CharSequence content) {}

    @Override
    public void info(CharSequence content) {
      lines.add("info: " + content);
    }

    @Override
    public void warn(CharSequence content) {
      lines.add("warn: " + content);
    }

    @Override
    public void error(CharSequence content) {
      lines.add("error: " + content);
    }
  }
}
