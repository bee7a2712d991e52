package dev.weft.benchmarks.report;

import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Something that is said of the speed, as a limit of one figure or of the ratio of two.
 *
 * @param text what is said
 * @param benchmark what is measured
 * @param base what it is divided by, or null
 * @param part which part of the figure is meant
 * @param limit the limit
 * @param atLeast whether the limit is a lower one
 */
record Claim(
    String text,
    String benchmark,
    @Nullable String base,
    ToDoubleFunction<Figure> part,
    double limit,
    boolean atLeast) {

  /** At most so many times what another benchmark takes, measured in the same run. */
  static Claim ratio(String text, String benchmark, String base, double limit) {
    return new Claim(text, benchmark, base, Figure::median, limit, false);
  }

  /** At most so much. */
  static Claim atMost(String text, String benchmark, double limit) {
    return new Claim(text, benchmark, null, Figure::median, limit, false);
  }

  /** At least so many. */
  static Claim atLeast(String text, String benchmark, double limit) {
    return new Claim(text, benchmark, null, Figure::median, limit, true);
  }

  /**
   * Nothing is allocated: what a JVM allocates beside, a byte in many calls, is below the limit.
   */
  static Claim allocatesNothing(String text, String benchmark) {
    return new Claim(text, benchmark, null, Figure::allocated, 0.01, false);
  }

  /** A row of the table of claims. */
  String row(Map<String, Figure> figures) {
    double value = part.applyAsDouble(Claim.of(figures, benchmark));
    double measured = base == null ? value : value / part.applyAsDouble(Claim.of(figures, base));
    boolean holds = atLeast ? measured >= limit : measured <= limit;
    return String.format(
        Locale.ROOT,
        "| %s | %s%s | %s %s | %s |%n",
        text,
        Figure.digits(measured),
        base == null ? "" : "×",
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
