package dev.weft.weaver;

import java.util.List;

/**
 * What stands in a directory of class files.
 *
 * @param notWoven the names of the classes that have async code and are not woven
 * @param woven how many are
 * @param problems why others can't be
 */
public record Inspection(List<String> notWoven, int woven, List<Problem> problems) {
  /** Copies the lists. */
  public Inspection {
    notWoven = List.copyOf(notWoven);
    problems = List.copyOf(problems);
  }
}
