package dev.weft.it.woven;

import dev.weft.it.Checkout;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A stack trace as a text that is the same in every run and on every JDK.
 *
 * <p>In place of their numbers lines of the test have the names that stand at their ends, as in
 * {@code // #a}. Tasks get letters in the order in which the trace names them. Other lines have no
 * number, those of the JDK are left out, and so is what javac calls a lambda.
 */
final class TraceText {
  private static final String PACKAGE = TraceText.class.getPackageName() + ".";
  private static final Path SOURCES = Checkout.root().resolve("integration-tests/src/test/java");
  private static final Pattern PLACE = Pattern.compile("\\((\\w+)\\.java:(\\d+)\\)");
  private static final Pattern TASK = Pattern.compile("task (\\d+)");
  private static final Pattern IN_COMMON = Pattern.compile("\\.\\.\\. \\d+ more$");
  private static final Pattern LAMBDA = Pattern.compile("lambda\\$\\w+\\$\\d+");
  private static final Pattern NAME = Pattern.compile("// (#[\\w-]+)$");

  private final String test;
  private final List<String> source;
  private final Map<String, String> tasks = new HashMap<>();

  private TraceText(Class<?> test) {
    this.test = test.getSimpleName();
    try {
      source = Files.readAllLines(SOURCES.resolve(test.getName().replace('.', '/') + ".java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The trace of a failure in a test. */
  static String of(Class<?> test, Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return new TraceText(test).normalised(text.toString());
  }

  private String normalised(String trace) {
    return trace
        .lines()
        .filter(line -> !line.contains("at java.base/"))
        .map(line -> line.replace("\t", "  ").replace(PACKAGE, ""))
        .map(line -> IN_COMMON.matcher(line).replaceAll("... more"))
        .map(line -> PLACE.matcher(line).replaceAll(this::place))
        .map(line -> LAMBDA.matcher(line).replaceAll("lambda"))
        .map(line -> TASK.matcher(line).replaceAll(this::task))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private String place(MatchResult place) {
    if (!place.group(1).equals(test)) {
      return "(" + place.group(1) + ".java)";
    }
    String line = source.get(Integer.parseInt(place.group(2)) - 1);
    Matcher name = NAME.matcher(line);
    return "(" + (name.find() ? name.group(1) : "nameless: " + line.strip()) + ")";
  }

  private String task(MatchResult task) {
    return tasks.computeIfAbsent(task.group(1), id -> "task " + (char) ('A' + tasks.size()));
  }
}
