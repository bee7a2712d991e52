package dev.weft.it.pitfalls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.Checkout;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every known pitfall has a test that weaves its smallest trigger or sees it refused, or a reason
 * in {@code docs/architecture.md} why it can't occur; {@code docs/pitfalls.md} is the table of
 * them.
 *
 * <p>Run with {@code -Dweft.pitfalls.update=true} to write the table anew.
 */
final class PitfallTableTest {
  private static final int LAST = 110;
  private static final Path ROOT = Checkout.root();
  private static final Path TABLE = ROOT.resolve("docs").resolve("pitfalls.md");
  private static final List<Pitfall> PITFALLS = pitfalls();
  private static final Map<Integer, List<NamedTest>> TESTS = NamedTest.all(ROOT);
  private static final Map<Integer, String> REASONS = reasons();

  private static final String HEAD =
      """
      # Pitfalls

      What is known to go wrong when Java's bytecode is turned into state machines, and the tests that show that it doesn't here.
      *Woven* means that the tests weave the smallest code with the pitfall and run it; an id, that the weaver or the processor refuses such code, or warns of
      it, with that [message](errors.md). Cases of the differential test (`Loops.overRows`) run suspended in several ways and are compared with a run whose awaits block:
      `mvn -pl weaver-maven-plugin/core -am test -Dtest=DifferentialTest -Dweft.cases=Loops.overRows -Dsurefire.failIfNoSpecifiedTests=false`. Those
      marked with a version of Java run in builds with such a JDK only (CI builds with JDK 17 and with 25). The other tests carry the number as a tag:
      `mvn verify -Dgroups=P18`.

      The table is made from the annotations of the tests. `PitfallTableTest` fails when it isn't up to date, or when a number has neither a test nor a reason;
      `mvn -pl integration-tests -am test -Dtest=PitfallTableTest -Dweft.pitfalls.update=true -Dsurefire.failIfNoSpecifiedTests=false` writes it anew.

      | | pitfall | outcome | tests |
      |---|---|---|---|
      """;

  private static List<Pitfall> pitfalls() {
    try (InputStream list = PitfallTableTest.class.getResourceAsStream("/pitfalls.txt")) {
      String text = new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(Pitfall::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of the page of the architecture that begin like {@code * P28:}. */
  private static Map<Integer, String> reasons() {
    Matcher reason =
        Pattern.compile("^\\* P(\\d+): (.*(?:\\n  .*)*)$", Pattern.MULTILINE)
            .matcher(read(ROOT.resolve("docs").resolve("architecture.md")));
    return reason
        .results()
        .collect(
            Collectors.toMap(
                r -> Integer.valueOf(r.group(1)), r -> r.group(2).replaceAll("\\n\\s+", " ")));
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Pitfall> all() {
    return PITFALLS.stream();
  }

  @Test
  void theListIsWhole() {
    assertThat(PITFALLS.stream().map(Pitfall::number))
        .isEqualTo(IntStream.rangeClosed(1, LAST).boxed().toList());
  }

  @Test
  void everyTestNamesAPitfall() {
    assertThat(TESTS.keySet()).allMatch(number -> number >= 1 && number <= LAST);
  }

  @ParameterizedTest
  @MethodSource("all")
  void aPitfallHasTestsOrAReason(Pitfall pitfall) {
    assertThat(REASONS.containsKey(pitfall.number()))
        .as("a reason for %s in docs/architecture.md", pitfall)
        .isNotEqualTo(pitfall.needsTest());
    assertThat(pitfall.needsTest() && tests(pitfall).isEmpty())
        .as("no test is tagged %s", pitfall)
        .isFalse();
  }

  /** So that the outcome doesn't outlive the test. */
  @ParameterizedTest
  @MethodSource("all")
  void aTestMentionsTheErrorThatThePitfallIsRefusedWith(Pitfall pitfall) {
    for (String error : pitfall.errors()) {
      assertThat(tests(pitfall)).anyMatch(test -> test.mentions(error, ROOT));
    }
  }

  @Test
  void theTableIsUpToDate() throws IOException {
    String table = PITFALLS.stream().map(PitfallTableTest::row).collect(Collectors.joining());
    if (Boolean.getBoolean("weft.pitfalls.update")) {
      Files.writeString(TABLE, HEAD + table);
    }
    assertThat(read(TABLE))
        .as("docs/pitfalls.md; write it anew with -Dweft.pitfalls.update=true")
        .isEqualToNormalizingNewlines(HEAD + table);
  }

  private static String row(Pitfall pitfall) {
    String tests =
        tests(pitfall).stream().map(PitfallTableTest::link).collect(Collectors.joining(", "));
    String outcome = pitfall.outcome(() -> Objects.requireNonNull(REASONS.get(pitfall.number())));
    return "| %s | %s | %s | %s |\n".formatted(pitfall, pitfall.text(), outcome, tests);
  }

  private static List<NamedTest> tests(Pitfall pitfall) {
    return TESTS.getOrDefault(pitfall.number(), List.of());
  }

  private static String link(NamedTest test) {
    String link = "[`%s.%s`](../%s)".formatted(test.className(), test.method(), test.file());
    return test.release().isEmpty() ? link : link + " (Java " + test.release() + ")";
  }
}
