package dev.weft.processor;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code -Aweft.lint} and {@code -Aweft.blocking} say.
 *
 * @param level what becomes of warnings
 * @param blocking the calls that block
 */
record LintOptions(Lints.Level level, BlockingCalls blocking) {
  /** The option that says what becomes of warnings. */
  static final String LEVEL = "weft.lint";

  /**
   * Reads the options of a compilation.
   *
   * @throws IllegalArgumentException if one has a value that it can't have
   */
  static LintOptions of(Map<String, String> options) {
    return new LintOptions(
        level(options.getOrDefault(LEVEL, "warn")),
        BlockingCalls.of(options.getOrDefault(BlockingCalls.OPTION, "")));
  }

  private static Lints.Level level(String value) {
    return Arrays.stream(Lints.Level.values())
        .filter(level -> level.name().toLowerCase(Locale.ROOT).equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "-A%s=%s: write off, warn or error".formatted(LEVEL, value)));
  }
}
