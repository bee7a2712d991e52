package dev.weft.it.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/builds.md shows stands in the projects that are built. */
final class BuildsPageTest {
  private static final Pattern SETTINGS = Pattern.compile("(?ms)^```(?:xml|groovy)\n(.*?)^```$");
  private static final List<String> NAMED =
      List.of(
          "maven.oldest",
          "maven.newest3",
          "maven.newest4",
          "ecj",
          "errorprone",
          "lombok",
          "jacoco",
          "junit.oldest",
          "junit.last5",
          "junit");
  private static final Versions VERSIONS = Versions.ofParentPom();

  static List<String> settings() throws IOException {
    return SETTINGS.matcher(page()).results().map(block -> block.group(1)).toList();
  }

  private static String page() throws IOException {
    return Files.readString(Checkout.root().resolve("docs/builds.md"));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void areThoseOfAProject(String block) throws IOException {
    Path projects = Checkout.root().resolve("integration-tests/src/it/projects");
    try (Stream<Path> files = Files.walk(projects)) {
      List<Path> builds =
          files.filter(f -> f.endsWith("pom.xml") || f.endsWith("build.gradle")).toList();
      assertThat(builds)
          .anyMatch(file -> withoutIndent(filledIn(file)).contains(withoutIndent(block)));
    }
  }

  private static String filledIn(Path file) {
    try {
      return VERSIONS.fillIn(Files.readString(file));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String withoutIndent(String text) {
    return text.replaceAll("(?m)^ +", "");
  }

  @Test
  void namesTheVersionsThatAreBuiltWith() throws IOException {
    assertThat(settings()).hasSizeGreaterThan(4);
    for (String name : NAMED) {
      assertThat(page()).contains(VERSIONS.fillIn("@" + name + ".version@"));
    }
  }
}
