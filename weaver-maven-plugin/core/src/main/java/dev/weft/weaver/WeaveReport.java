package dev.weft.weaver;

import java.util.List;

/**
 * What was done to a directory.
 *
 * @param woven the classes that were woven
 * @param upToDate the classes that were found woven
 * @param deleted the frame classes that had lost their methods and were deleted
 * @param warnings what the user should know although nothing is wrong
 */
public record WeaveReport(int woven, int upToDate, int deleted, List<Problem> warnings) {
  /** A report without warnings. */
  public WeaveReport(int woven, int upToDate, int deleted) {
    this(woven, upToDate, deleted, List.of());
  }
}
