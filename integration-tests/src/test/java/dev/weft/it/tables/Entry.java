package dev.weft.it.tables;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a list of what must be shown, such as a way in which weaving is known to go wrong.
 *
 * @param label the letter of the list, the number, and a letter where a number has several entries
 * @param outcomes what becomes of it: {@code woven}, {@code holds} or ids of errors, which tests
 *     show, or a word that a reason is given for
 * @param text what it is
 */
record Entry(String label, List<String> outcomes, String text) {
  /** What a reason is given for in place of a test, and how the table says it. */
  private static final Map<String, String> WITHOUT_TEST =
      Map.of(
          "never", "can't occur: ",
          "none", "no meaning here: ",
          "out", "left out: ",
          "open", "open: ");

  private static final Pattern LINE =
      Pattern.compile(
          "([A-Z]\\d+[a-z]?) (never|none|out|open|holds"
              + "|(?:woven|WEFT-\\d+)(?:,(?:woven|WEFT-\\d+))*): (.+)");

  /** Reads a line such as {@code P5 WEFT-105,woven: An object ...}. */
  static Entry parse(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new AssertionError("not an entry: " + line);
    }
    return new Entry(matcher.group(1), List.of(matcher.group(2).split(",")), matcher.group(3));
  }

  /** Its number, which it may share with others. */
  int number() {
    return Integer.parseInt(label.replaceAll("\\D", ""));
  }

  /** Whether there is something to show, and not a reason why not. */
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
    return label;
  }
}
