package dev.weft.weaver;

import java.util.Arrays;
import java.util.List;

/**
 * What the weaver is not to tell of: {@code blocking} nowhere, or {@code
 * blocking:com.acme.Store#close} in one method. It takes the place of {@code @SuppressWarnings},
 * which class files don't have.
 *
 * @param entries what is left out
 */
public record LintExceptions(List<Entry> entries) {
  /**
   * A lint in some methods.
   *
   * @param lint the lint
   * @param methods where it is off
   */
  public record Entry(Lint lint, MethodFilter methods) {}

  /** Copies the entries. */
  public LintExceptions {
    entries = List.copyOf(entries);
  }

  static LintExceptions of(String option) {
    return new LintExceptions(
        Arrays.stream(option.split(",", -1))
            .map(String::strip)
            .filter(entry -> !entry.isEmpty())
            .map(LintExceptions::entry)
            .toList());
  }

  private static Entry entry(String text) {
    String[] parts = text.split(":", 2);
    MethodFilter methods = parts.length == 1 ? MethodFilter.ALL : MethodFilter.of(parts[1]);
    return Arrays.stream(Lint.values())
        .filter(lint -> lint.key().equals(parts[0]))
        .map(lint -> new Entry(lint, methods))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s names %s; write blocking or blocking:com.acme.Store#close, and commas in between"
                        .formatted(LintOptions.EXCEPT, text)));
  }

  /** Whether a lint is off in a method of a class, by the class's name with slashes. */
  public boolean has(Lint lint, String className, String method) {
    return entries.stream()
        .filter(entry -> entry.lint() == lint)
        .map(Entry::methods)
        .anyMatch(all -> all.takesClass(className) && all.takesMethod(method));
  }
}
