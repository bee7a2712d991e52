package dev.weft.it.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.it.Checkout;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A list in the resources of which every entry has tests that name it, or a reason in {@code
 * docs/architecture.md} why it has none, and the table of both in {@code docs}.
 *
 * <p>Run with {@code -Dweft.tables.update=true} to write the table anew.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TableTest {
  static final Path ROOT = Checkout.root();
  private static final Path DOCS = ROOT.resolve("docs");
  private static final Map<String, List<NamedTest>> TESTS = NamedTest.all(ROOT);

  private final char letter;
  private final String page;
  private final String head;
  private final List<Entry> entries;
  private final Map<String, String> reasons;

  /**
   * The table of a list.
   *
   * @param letter what its labels begin with
   * @param name that of the list and of the page
   * @param head the page above the rows
   */
  TableTest(char letter, String name, String head) {
    this.letter = letter;
    this.page = name + ".md";
    this.head = head;
    entries = entries("/" + name + ".txt");
    reasons = reasons(letter);
  }

  private static List<Entry> entries(String resource) {
    try (InputStream list = TableTest.class.getResourceAsStream(resource)) {
      String text = new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(Entry::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines of the architecture that begin like {@code * P28:} or {@code * T6b, T8b:}. */
  private static Map<String, String> reasons(char letter) {
    Pattern label = Pattern.compile(letter + "\\d+[a-z]?");
    Pattern line =
        Pattern.compile("^\\* ((?:" + label + "(?:, )?)+): (.*(?:\\n  .*)*)$", Pattern.MULTILINE);
    Map<String, String> found = new HashMap<>();
    for (MatchResult reason :
        line.matcher(read(DOCS.resolve("architecture.md"))).results().toList()) {
      String text = reason.group(2).replaceAll("\\n\\s+", " ");
      label.matcher(reason.group(1)).results().forEach(each -> found.put(each.group(), text));
    }
    return found;
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The numbers that the list has to have, in order. */
  abstract List<Integer> numbers();

  final Stream<Entry> entries() {
    return entries.stream();
  }

  final List<NamedTest> tests(Entry entry) {
    return TESTS.getOrDefault(entry.label(), List.of());
  }

  @Test
  void theListIsWhole() {
    assertThat(entries().map(Entry::number).distinct()).isEqualTo(numbers());
    assertThat(entries().map(Entry::label)).doesNotHaveDuplicates();
  }

  @Test
  void everyTagNamesAnEntry() {
    List<String> named = new ArrayList<>(TESTS.keySet());
    named.removeIf(label -> label.charAt(0) != letter);
    assertThat(entries().map(Entry::label)).containsAll(named);
  }

  @ParameterizedTest
  @MethodSource("entries")
  void anEntryHasTestsOrAReason(Entry entry) {
    assertThat(reasons.containsKey(entry.label()))
        .as("a reason for %s in docs/architecture.md", entry)
        .isNotEqualTo(entry.needsTest());
    assertThat(entry.needsTest() && tests(entry).isEmpty())
        .as("no test is tagged %s", entry)
        .isFalse();
  }

  @Test
  void theTableIsUpToDate() throws IOException {
    String table = head + entries().map(this::row).collect(Collectors.joining());
    if (Boolean.getBoolean("weft.tables.update")) {
      Files.writeString(DOCS.resolve(page), table);
    }
    assertThat(read(DOCS.resolve(page)))
        .as("docs/%s; write it anew with -Dweft.tables.update=true", page)
        .isEqualToNormalizingNewlines(table);
  }

  private String row(Entry entry) {
    String tests = tests(entry).stream().map(TableTest::link).collect(Collectors.joining(", "));
    String outcome =
        entry.outcome(() -> Objects.requireNonNull(reasons.get(entry.label()), entry::label));
    return "| %s | %s | %s | %s |\n".formatted(entry, entry.text(), outcome, tests);
  }

  private static String link(NamedTest test) {
    String link = "[`%s.%s`](../%s)".formatted(test.className(), test.method(), test.file());
    return test.release().isEmpty() ? link : link + " (Java " + test.release() + ")";
  }
}
