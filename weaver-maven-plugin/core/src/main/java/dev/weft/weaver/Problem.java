package dev.weft.weaver;

import java.util.List;

/**
 * A reason why a class can't be woven.
 *
 * @param id the stable id, such as {@code WEFT-004}
 * @param className the class in Java's notation
 * @param method the method's name, empty where the whole class is meant
 * @param file the name of the source file, or of the class file where the source is unknown
 * @param line the line in the source, 0 where unknown
 * @param message what is wrong and how to mend it
 */
public record Problem(
    String id, String className, String method, String file, int line, String message) {
  /** The order of a report: by file, then by line. */
  public static List<Problem> sorted(List<Problem> problems) {
    return problems.stream()
        .sorted(java.util.Comparator.comparing(Problem::className).thenComparingInt(Problem::line))
        .toList();
  }

  @Override
  public String toString() {
    String place = line > 0 ? file + ":" + line : file;
    String where = method.isEmpty() ? className : className + "." + method;
    return place + ": [" + id + "] " + message + " (in " + where + ")";
  }
}
