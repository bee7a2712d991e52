package dev.weft.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The examples in the documentation of a package are code that a test runs. What stands between two
 * empty lines or comments of an example stands in that test, whatever the line breaks.
 */
final class JavadocTest {
  private static final Path SOURCES = Checkout.root().resolve("runtime/src/main/java/dev/weft");
  private static final Path TESTS =
      Checkout.root().resolve("integration-tests/src/test/java/dev/weft/it/woven");

  private static final Pattern EXAMPLE =
      Pattern.compile("<pre>\\{@code\\n(.*?)\\}</pre>", Pattern.DOTALL);

  private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

  /** What users see of a package, but for exceptions and what is nested in other types. */
  private static List<Path> types(String name) throws IOException {
    try (Stream<Path> files = Files.list(SOURCES.resolve(name))) {
      return files
          .filter(file -> !file.toString().endsWith("Exception.java"))
          .filter(file -> read(file).contains("\npublic final class "))
          .sorted()
          .toList();
    }
  }

  private static List<Path> sync() throws IOException {
    return types("sync");
  }

  private static List<Path> stream() throws IOException {
    return types("stream");
  }

  private static List<Path> time() throws IOException {
    return types("time");
  }

  /** Standard streams are shown with files. */
  private static List<Path> io() throws IOException {
    return types("io").stream().filter(file -> !file.endsWith("Stdio.java")).toList();
  }

  private static Stream<Path> net() {
    return Stream.of("SocketStream", "TcpListener", "TcpSocket", "TcpStream", "UdpSocket")
        .map(name -> SOURCES.resolve("net/" + name + ".java"));
  }

  private static List<Path> interop() throws IOException {
    return types("interop");
  }

  /** What others write by hand in every program. */
  private static Stream<Path> combinators() {
    return Stream.of("Hedge", "RateLimiter", "Retry", "SingleFlight")
        .map(name -> SOURCES.resolve("task/" + name + ".java"));
  }

  @ParameterizedTest
  @MethodSource("sync")
  void typeOfSyncHasAnExampleThatIsRun(Path file) {
    assertRun(file, "SyncExamplesTest.java");
  }

  @ParameterizedTest
  @MethodSource("stream")
  void typeOfStreamHasAnExampleThatIsRun(Path file) {
    assertRun(file, "StreamExamplesTest.java");
  }

  @ParameterizedTest
  @MethodSource("time")
  void typeOfTimeHasAnExampleThatIsRun(Path file) {
    assertRun(file, "TimeExamplesTest.java");
  }

  @ParameterizedTest
  @MethodSource("io")
  void typeOfIoHasAnExampleThatIsRun(Path file) {
    assertRun(file, "IoExamplesTest.java");
  }

  @ParameterizedTest
  @MethodSource("net")
  void typeOfNetHasAnExampleThatIsRun(Path file) {
    assertRun(file, "NetExamplesTest.java");
  }

  @ParameterizedTest
  @MethodSource("interop")
  void typeOfInteropHasAnExampleThatIsRun(Path file) {
    assertRun(file, "InteropExamplesTest.java");
  }

  @ParameterizedTest
  @MethodSource("combinators")
  void combinatorHasAnExampleThatIsRun(Path file) {
    assertRun(file, "CombinatorExamplesTest.java");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Borrowed", "Select"})
  void typeOfTheLanguageHasAnExampleThatIsRun(String type) {
    assertRun(SOURCES.resolve(type + ".java"), "SelectExamplesTest.java");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fs/AsyncFile",
        "fs/AsyncFiles",
        "fs/FileWatch",
        "io/Stdio",
        "process/Child",
        "process/Command",
        "signal/Signal"
      })
  void typeOfFilesAndTheLikeHasAnExampleThatIsRun(String type) {
    assertRun(SOURCES.resolve(type + ".java"), "FilesExamplesTest.java");
  }

  @Test
  void pageOfFilesShowsCodeThatIsRun() {
    String page = read(Checkout.root().resolve("docs/files.md"));
    List<String> blocks = BLOCK.matcher(page).results().map(block -> block.group(1)).toList();
    assertThat(blocks).hasSizeGreaterThan(4);
    assertRun(blocks, "FilesExamplesTest.java");
  }

  @Test
  void pageOfInteropShowsCodeThatIsRun() {
    String page = read(Checkout.root().resolve("docs/interop.md"));
    List<String> blocks = BLOCK.matcher(page).results().map(block -> block.group(1)).toList();
    assertThat(blocks).hasSizeGreaterThan(5);
    assertRun(blocks, "InteropExamplesTest.java");
  }

  private static void assertRun(Path file, String testName) {
    List<String> examples = EXAMPLE.matcher(read(file)).results().map(JavadocTest::code).toList();
    assertThat(examples).as("examples in " + file.getFileName()).isNotEmpty();
    assertRun(examples, testName);
  }

  private static void assertRun(List<String> examples, String testName) {
    String test = dense(read(TESTS.resolve(testName)));
    assertThat(examples.stream().flatMap(JavadocTest::parts))
        .allSatisfy(part -> assertThat(test).as(part).contains(dense(part)));
  }

  private static String code(MatchResult example) {
    return example.group(1).replaceAll("(?m)^ *\\* ?", "");
  }

  private static Stream<String> parts(String example) {
    return Stream.of(example.split("\\n\\n")).map(part -> part.replaceAll("(?m)^//.*\\n", ""));
  }

  /** Without the white space, of which the formatter has its own idea. */
  private static String dense(String code) {
    return code.replaceAll("\\s", "");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
