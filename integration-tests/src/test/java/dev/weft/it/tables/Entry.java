package dev.weft.it.pitfalls;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A way in which weaving Java's bytecode is known to go wrong.
 *
 * @param number its number
 * @param outcomes what becomes of code that has it: {@code woven}, ids of errors, {@code never}
 *     where it can't occur, or {@code open} where it isn't solved
 * @param text what it is
 */
record Pitfall(int number, List<String> outcomes, String text) {
  /** What a reason is given for in place of a test, and how the table says it. */
  private static final Map<String, String> WITHOUT_TEST =
      Map.of("never", "can't occur: ", "open", "open: ");

  private static final Pattern LINE =
      Pattern.compile("P(\\d+) (never|open|(?:woven|WEFT-\\d+)(?:,(?:woven|WEFT-\\d+))*): (.+)");

  /** Reads a line such as {@code P5 WEFT-105,woven: An object ...}. */
  static Pitfall parse(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new AssertionError("not a pitfall: " + line);
    }
    return new Pitfall(
        Integer.parseInt(matcher.group(1)), List.of(matcher.group(2).split(",")), matcher.group(3));
  }

  /** Whether there is something to weave or to refuse, and not a reason why not. */
  boolean needsTest() {
    return !WITHOUT_TEST.containsKey(outcomes.get(0));
  }

  /** What the table says of it; the reason is asked for where there is one. */
  String outcome(Supplier<String> reason) {
    return needsTest()
        ? String.join(", ", outcomes)
        : WITHOUT_TEST.get(outcomes.get(0)) + reason.get();
  }

  /** The ids of the errors with which it is refused. */
  List<String> errors() {
    return outcomes.stream().filter(outcome -> outcome.startsWith("WEFT-")).toList();
  }

  @Override
  public String toString() {
    return "P" + number;
  }
}
