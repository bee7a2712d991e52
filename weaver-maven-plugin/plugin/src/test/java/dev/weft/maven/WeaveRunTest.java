package dev.weft.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.weaver.WeaverOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Maven is told of a weaving. The integration tests weave in real builds. */
final class WeaveRunTest {
  private static final byte[] DAMAGED = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0};

  private final List<String> lines = new ArrayList<>();

  @TempDir Path classes;

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

  private void weave(Path directory) throws Exception {
    new WeaveRun(directory, List.of(directory), WeaverOptions.defaults(), new Lines()).execute();
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
    public void error(CharSequence content) {
      lines.add("error: " + content);
    }
  }
}
