package dev.weft.weaver.corpus;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What came out of the whole corpus, as a page of the documentation. */
final class CorpusReport {
  /** Jars with less are summed up in one line. */
  private static final int LARGE = 1_000;

  private static final String HEAD =
      """
      # The corpus

      Written by `mvn -Pcorpus -pl weaver-maven-plugin/core -am test -Dtest=FullCorpus \
      -Dsurefire.failIfNoSpecifiedTests=false`, which takes the class files of real libraries as the
      weaver's input and fails on the first of these:

      * a method that can't be woven, for another reason than those of the table below;
      * a woven class that HotSpot's verifier doesn't take, although it takes the class as it was;
      * a method whose loops were reducible, and no longer are.

      Every method with code but constructors, static initialisers and bridges gets an async copy of the
      same code, in which every call of an instance method has a suspension before or behind it,
      with all locals and the operand stack live. The class files are read as bytes; a jar's classes are loaded
      for HotSpot only when all of them are woven. A `synchronized` on the method is left out, and
      so is a suspension where a monitor is held. Class files of Java 6 and 7 are taken as Java 8's.

      """;

  private static final Map<String, String> REASONS =
      Map.of(
          "WEFT-104", "longer than the 65,535 bytes that the JVM allows, with all suspensions",
          "WEFT-105", "an object under construction is handled as no compiler of Java does it",
          "WEFT-107", "takes more than 253 slots of arguments");

  private final Map<Pass, Map<String, Tally>> passes;

  CorpusReport(Map<Pass, Map<String, Tally>> passes) {
    this.passes = passes;
  }

  static Tally sum(Collection<Tally> tallies) {
    Tally sum = new Tally();
    tallies.forEach(sum::addAll);
    return sum;
  }

  /** Everything together. */
  Tally sum() {
    return sum(passes.values().stream().map(jars -> sum(jars.values())).toList());
  }

  String text() {
    return HEAD + summary() + counts() + refusals() + jars();
  }

  private String summary() {
    StringBuilder text = new StringBuilder();
    text.append("| pass | methods woven | refused | failures | seconds | methods a second |\n");
    text.append("|---|--:|--:|--:|--:|--:|\n");
    passes.forEach((pass, jars) -> text.append(summary(pass, sum(jars.values()))));
    return text + "\nSeconds are one core's, in the weaver and its verifier alone.\n\n";
  }

  private static String summary(Pass pass, Tally tally) {
    int woven = tally.get(Count.WOVEN);
    double seconds = tally.weavingSeconds();
    return row(
        pass.toString(),
        number(woven),
        number(tally.refusals()),
        number(tally.failures().size()),
        String.format(Locale.ROOT, "%.0f", seconds),
        number((int) (woven / seconds)));
  }

  private String counts() {
    Map<Pass, Tally> sums = sums();
    StringBuilder text = new StringBuilder("| | " + names(sums) + " |\n|---|--:|--:|--:|\n");
    for (Count count : Count.values()) {
      text.append(row(count.toString(), cells(sums, sum -> number(sum.get(count)))));
    }
    return text + "\n";
  }

  private String refusals() {
    Map<Pass, Tally> sums = sums();
    StringBuilder text =
        new StringBuilder("## Refused\n\n| reason | " + names(sums) + " |\n|---|--:|--:|--:|\n");
    sum()
        .refused()
        .keySet()
        .forEach(
            id ->
                text.append(
                    row(
                        "[" + id + "](errors.md): " + REASONS.getOrDefault(id, "a failure"),
                        cells(sums, sum -> number(sum.refused().getOrDefault(id, 0))))));
    return text + "\n";
  }

  private String jars() {
    StringBuilder text = new StringBuilder("## Jars\n\n| jar | classes | methods woven |\n");
    text.append("|---|--:|--:|\n");
    Tally small = new Tally();
    for (Entry<String, Tally> jar : passes.values().iterator().next().entrySet()) {
      if (jar.getValue().get(Count.WOVEN) < LARGE) {
        small.addAll(jar.getValue());
      } else {
        text.append(jar(jar.getKey(), jar.getValue()));
      }
    }
    return text.append(jar("smaller ones", small)).toString();
  }

  private static String jar(String name, Tally tally) {
    return row(name, number(tally.get(Count.CLASSES)), number(tally.get(Count.WOVEN)));
  }

  private Map<Pass, Tally> sums() {
    Map<Pass, Tally> sums = new EnumMap<>(Pass.class);
    passes.forEach((pass, jars) -> sums.put(pass, sum(jars.values())));
    return sums;
  }

  private static String names(Map<Pass, Tally> sums) {
    return sums.keySet().stream()
        .map(pass -> pass.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" | "));
  }

  private static String cells(Map<Pass, Tally> sums, Function<Tally, String> cell) {
    return sums.values().stream().map(cell).collect(Collectors.joining(" | "));
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", List.of(cells)) + " |\n";
  }

  private static String number(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
