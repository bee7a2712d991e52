package dev.weft.junit5;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as JUnit writes them in its configuration: {@code 42 ms}, {@code 1m}. */
final class TimeSpan {
  private static final Pattern SPAN = Pattern.compile("([1-9]\\d{0,8}) ?((?:[nμm]?s)|m|h|d)?");

  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "ns", ChronoUnit.NANOS,
          "μs", ChronoUnit.MICROS,
          "ms", ChronoUnit.MILLIS,
          "s", ChronoUnit.SECONDS,
          "m", ChronoUnit.MINUTES,
          "h", ChronoUnit.HOURS,
          "d", ChronoUnit.DAYS);

  private TimeSpan() {}

  /** A span in words. */
  static String format(Duration span) {
    return span.toMillis() % 1000 == 0 ? span.toSeconds() + " s" : span.toMillis() + " ms";
  }

  /** The span that a text means; seconds where it names no unit. */
  static Duration parse(String text) {
    Matcher span = SPAN.matcher(text.toLowerCase(Locale.ROOT));
    if (!span.matches()) {
      throw new IllegalArgumentException(
          "timeout must be a number and one of ns, μs, ms, s, m, h and d, as in \"60 s\": \""
              + text
              + "\"");
    }
    String unit = span.group(2) == null ? "s" : span.group(2);
    return Duration.of(Long.parseLong(span.group(1)), UNITS.getOrDefault(unit, ChronoUnit.SECONDS));
  }
}
