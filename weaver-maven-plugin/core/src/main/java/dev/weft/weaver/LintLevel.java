package dev.weft.weaver;

import java.util.Arrays;
import java.util.Locale;

/** What becomes of warnings about what compiles and is a mistake all the same. */
public enum LintLevel {
  /** Nothing. */
  OFF,
  /** They stay warnings. */
  WARN,
  /** They are errors. */
  ERROR;

  static LintLevel of(String value) {
    return Arrays.stream(values())
        .filter(level -> level.name().toLowerCase(Locale.ROOT).equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s=%s: write off, warn or error".formatted(LintOptions.LEVEL, value)));
  }
}
