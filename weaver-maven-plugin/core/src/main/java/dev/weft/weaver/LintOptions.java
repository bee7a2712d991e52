package dev.weft.weaver;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may be chosen about lints.
 *
 * @param level what becomes of warnings
 * @param except what is not told of
 * @param blocking the calls that block
 */
public record LintOptions(LintLevel level, LintExceptions except, BlockingCalls blocking) {
  /** The option that says what becomes of warnings. */
  public static final String LEVEL = "weft.lint";

  /** The option that says what the weaver leaves out. */
  public static final String EXCEPT = "weft.lintExcept";

  /** The option that names more calls that block. */
  public static final String BLOCKING = "weft.blocking";

  /** No lints at all. */
  public static final LintOptions OFF =
      new LintOptions(LintLevel.OFF, new LintExceptions(List.of()), BlockingCalls.of(""));

  /** Where options are set. */
  @FunctionalInterface
  public interface Given {
    /** The value of an option, null if it isn't set. */
    @Nullable String value(String option);
  }

  /**
   * Reads options.
   *
   * @param given where they are set
   * @param otherwise the level unless set
   * @throws IllegalArgumentException if one has a value that it can't have; the message begins with
   *     the option
   */
  public static LintOptions of(Given given, LintLevel otherwise) {
    String level = given.value(LEVEL);
    return new LintOptions(
        level == null ? otherwise : LintLevel.of(level),
        LintExceptions.of(orEmpty(given.value(EXCEPT))),
        BlockingCalls.of(orEmpty(given.value(BLOCKING))));
  }

  private static String orEmpty(@Nullable String value) {
    return value == null ? "" : value;
  }
}
