package dev.weft.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ServiceLoader;
import javax.annotation.processing.Processor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Looks at what ships with the code: registrations and documentation. */
final class PackagingTest {
  private static final String ERRORS = Resources.text(Path.of("..", "docs", "errors.md"));

  @Test
  void javac_finds_the_processor() {
    assertThat(ServiceLoader.load(Processor.class)).hasAtLeastOneElementOfType(WeftProcessor.class);
  }

  @Test
  @Tag("P99")
  void gradle_takes_the_processor_for_isolating() throws IOException {
    try (InputStream file =
        WeftProcessor.class.getResourceAsStream(
            "/META-INF/gradle/incremental.annotation.processors")) {
      assertThat(file).isNotNull();
      assertThat(new String(file.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(WeftProcessor.class.getName() + ",isolating\n");
    }
  }

  @ParameterizedTest
  @EnumSource(ErrorId.class)
  void every_error_is_documented(ErrorId id) {
    assertThat(ERRORS.lines()).filteredOn(line -> line.startsWith("## " + id.id())).hasSize(1);
  }
}
