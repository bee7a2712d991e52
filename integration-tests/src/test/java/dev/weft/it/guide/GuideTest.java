package dev.weft.it.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the guide shows in Java is code that is run, and its index and links are whole. */
final class GuideTest {
  /** Programs that {@link GuideIT} and the judges run, and tests that {@code SurefireIT} does. */
  private static final List<Path> RUN =
      List.of(
          Program.DIRECTORY,
          Checkout.root().resolve("examples/src/main/java"),
          Checkout.root().resolve("integration-tests/src/it/projects/tests/src/test/java"));

  private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(?:#([^)]*))?\\)");

  private static List<Page> pages() {
    return Page.all();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void showsCodeThatIsRun(Page page) throws IOException {
    List<Page.Excerpt> excerpts = page.excerpts();
    assertThat(excerpts).hasSize(page.text().split("```java", -1).length - 1);
    for (Page.Excerpt excerpt : excerpts) {
      assertThat(RUN).as(excerpt.code()).anyMatch(excerpt.source()::startsWith);
      assertThat(dense(Files.readString(excerpt.source()))).contains(dense(excerpt.code()));
    }
  }

  /** Whatever the line breaks: pages are narrower than sources. */
  private static String dense(String code) {
    return code.replaceAll("\\s", "");
  }

  @Test
  void showsTheOutputOfEveryProgram() throws IOException {
    try (Stream<Path> files = Files.list(Program.DIRECTORY)) {
      assertThat(pages().stream().flatMap(Page::programs).map(Program::source))
          .containsExactlyInAnyOrderElementsOf(files.toList());
    }
  }

  @Test
  void theIndexNamesEveryPage() {
    String index = Page.named("README.md").text();
    assertThat(pages())
        .filteredOn(page -> !page.name().equals("README.md"))
        .hasSizeGreaterThan(15)
        .allSatisfy(page -> assertThat(index).contains("](" + page.name() + ")"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksToWhatIsThere(Page page) {
    assertThat(LINK.matcher(page.text()).results().toList())
        .isNotEmpty()
        .allSatisfy(link -> assertThat(page.file().resolveSibling(link.group(1))).exists())
        .filteredOn(link -> link.group(2) != null)
        .allSatisfy(
            link ->
                assertThat(headings(page.file().resolveSibling(link.group(1))))
                    .contains(link.group(2)));
  }

  /** The anchors that GitHub gives the headings of a page. */
  private static List<String> headings(Path page) throws IOException {
    return Files.readAllLines(page).stream()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
        .toList();
  }
}
