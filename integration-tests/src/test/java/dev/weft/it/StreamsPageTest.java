package dev.weft.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page about streams shows in Java is what a test runs, whatever the line breaks. */
final class StreamsPageTest {
  private static final Pattern EXAMPLE = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

  @Test
  void showsWhatIsRun() throws IOException {
    String test =
        dense(read("integration-tests/src/test/java/dev/weft/it/woven/StreamExamplesTest.java"));
    List<String> examples =
        EXAMPLE.matcher(read("docs/streams.md")).results().map(found -> found.group(1)).toList();
    assertThat(examples).hasSizeGreaterThan(5);
    assertThat(examples).allSatisfy(example -> assertThat(test).contains(dense(example)));
  }

  private static String dense(String code) {
    return code.replaceAll("\\s", "");
  }

  private static String read(String path) throws IOException {
    return Files.readString(Checkout.root().resolve(path));
  }
}
