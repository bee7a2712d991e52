package dev.weft.benchmarks.report;

import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Something that is said of the speed, as a limit of one figure, of the ratio of two, or of their
 * difference.
 *
 * @param text what is said
 * @param measure what is limited
 * @param unit what stands behind its value
 * @param limit the limit
 * @param atLeast whether the limit is a lower one
 */
record Claim(
    String text,
    ToDoubleFunction<Map<String, Figure>> measure,
    String unit,
    double limit,
    boolean atLeast) {

  /** At most so many times what another benchmark takes, measured in the same run. */
  static Claim ratio(String text, String benchmark, String base, double limit) {
    return new Claim(
        text,
        figures -> of(figures, benchmark).median() / of(figures, base).median(),
        "×",
        limit,
        false);
  }

  /** At most so much. */
  static Claim atMost(String text, String benchmark, double limit) {
    return new Claim(text, figures -> of(figures, benchmark).median(), "", limit, false);
  }

  /** At least so many. */
  static Claim atLeast(String text, String benchmark, double limit) {
    return new Claim(text, figures -> of(figures, benchmark).median(), "", limit, true);
  }

  /**
   * Nothing is allocated: what a JVM allocates beside, a byte in many calls, is below the limit.
   */
  static Claim allocatesNothing(String text, String benchmark) {
    return new Claim(text, figures -> of(figures, benchmark).allocated(), "", 0.01, false);
  }

  /** Nothing is allocated beside what another benchmark allocates; a whole byte would be much. */
  static Claim allocatesNoMore(String text, String benchmark, String base) {
    return new Claim(
        text,
        figures -> of(figures, benchmark).allocated() - of(figures, base).allocated(),
        "",
        0.1,
        false);
  }

  /** A row of the table of claims. */
  String row(Map<String, Figure> figures) {
    double measured = measure.applyAsDouble(figures);
    boolean holds = atLeast ? measured >= limit : measured <= limit;
    return String.format(
        Locale.ROOT,
        "| %s | %s%s | %s %s | %s |%n",
        text,
        Figure.digits(measured),
        unit,
        atLeast ? "≥" : "≤",
        Figure.digits(limit),
        holds ? "yes" : "**no**");
  }

  private static Figure of(Map<String, Figure> figures, String benchmark) {
    Figure figure = figures.get(benchmark);
    if (figure == null) {
      throw new IllegalArgumentException(benchmark + " was not measured, but " + figures.keySet());
    }
    return figure;
  }
}
