package dev.weft.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What the README shows is what the tests build and run. */
final class ReadmeTest {
  private static final String README = read("README.md");

  @Test
  void showsAProgramOfTheExamples() {
    assertThat(README)
        .contains("```java\n" + read("examples/src/main/java/HelloAsync.java") + "```");
  }

  @Test
  void showsATestThatIsRun() {
    String test = "src/test/java/com/acme/ChannelTest.java";
    assertThat(README)
        .contains("```java\n" + read("integration-tests/src/it/projects/tests/" + test) + "```");
    String pom = read("integration-tests/src/it/projects/tests/pom.xml");
    assertThat(pom.replace("@project.version@", Checkout.version()))
        .contains(
            snippet(
                "    <dependency>\n      <groupId>dev.weft</groupId>\n      <artifactId>weft-junit5"));
  }

  @Test
  void showsThePomThatTheTestsBuildWith() {
    String pom = read("integration-tests/src/it/projects/hello/pom.xml");
    assertThat(pom.replace("@project.version@", Checkout.version()))
        .contains(snippet("    <dependency>"))
        .contains(snippet("      <plugin>"));
  }

  @Test
  void showsTheProcessorAsTheExamplesHaveIt() {
    String pom = read("examples/pom.xml").replace("${project.version}", Checkout.version());
    String path = snippet("          <annotationProcessorPaths>");
    assertThat(unindented(pom)).contains(unindented(path).replaceFirst("^<\\S+>", ""));
  }

  /** The block of XML that begins with this line. */
  private static String snippet(String firstLine) {
    String opening = "```xml\n";
    int begin = README.indexOf(opening + firstLine);
    assertThat(begin).as(firstLine).isNotNegative();
    int end = README.indexOf("```", begin + opening.length());
    return README.substring(begin + opening.length(), end);
  }

  private static String unindented(String xml) {
    return xml.replaceAll("(?m)^ +", "");
  }

  private static String read(String path) {
    try {
      return Files.readString(Checkout.root().resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
