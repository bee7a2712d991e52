package dev.weft.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a page of {@code docs/guide} shows in Java stands in the source file that the page has
 * linked last before it, whatever the line breaks.
 */
final class GuideTest {
  private static final Path PAGES = Checkout.root().resolve("docs/guide");
  private static final Pattern LINK_OR_CODE =
      Pattern.compile("\\]\\((\\S+\\.java)\\)|```java\\n(.*?)```", Pattern.DOTALL);

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(PAGES)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void showsWhatStandsInTheSources(Path page) throws IOException {
    String source = "";
    int shown = 0;
    for (MatchResult found : LINK_OR_CODE.matcher(Files.readString(page)).results().toList()) {
      if (found.group(1) != null) {
        source = Files.readString(page.resolveSibling(found.group(1)));
      } else {
        assertThat(dense(source)).contains(dense(found.group(2)));
        shown++;
      }
    }
    assertThat(shown).as("examples in %s", page).isGreaterThan(2);
  }

  private static String dense(String code) {
    return code.replaceAll("\\s", "");
  }
}
